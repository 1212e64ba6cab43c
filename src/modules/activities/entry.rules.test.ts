import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import { attachmentsOf } from './attachments.rules.ts';
import { matchBoolean, matchChoice } from './choice-text.rules.ts';
import { checkEntry } from './entry.rules.ts';
import type { EntryValues, FieldOf } from './field.contract.ts';
import type { EntryContext } from './field-value.rules.ts';
import { Form, getField } from './form.contract.ts';
import { valueText } from './value-text.rules.ts';

const hamlet = { areaId: '00000000-0000-7000-8000-000000000001' };
const commune = { areaId: '00000000-0000-7000-8000-0000000000ff' };
const context: EntryContext = {
  today: '2024-12-20',
  isKnownPlace: (place) => [hamlet.areaId, commune.areaId].includes(place.areaId),
  commune,
};
const { forms, getForm } = referenceData();
const patrol = getForm('patrol');
const goodPatrol: EntryValues = { day: '2024-06-01', place: hamlet, startTime: '21:30', patrollers: 5 };

function problems(form: Form, values: EntryValues): string[] {
  const checked = checkEntry(form, values, context);
  return checked.ok
    ? []
    : checked.problems.map(({ field, code, found }) => `${field} ${code} ${found}`.trim());
}

function accepted(form: Form, values: EntryValues): EntryValues {
  const checked = checkEntry(form, values, context);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.values;
}

describe('an entry of a patrol', () => {
  it('is kept in one form, and checking it again changes nothing', () => {
    const kept = accepted(patrol, {
      ...goodPatrol,
      route: '  Khu  chợ '.normalize('NFD'),
      content: 'Dòng 1 \r\nDòng 2',
      endTime: '',
      incidents: null,
    });
    expect(kept).toEqual({ ...goodPatrol, route: 'Khu chợ', content: 'Dòng 1\nDòng 2' });
    expect(accepted(patrol, kept)).toEqual(kept);
  });

  it.each([
    [{ day: '' }, 'day required'],
    [{ day: '2024-02-31' }, 'day invalidDate 2024-02-31'],
    [{ day: '2024-12-21' }, 'day inTheFuture 2024-12-21'],
    [{ day: '1024-12-21' }, 'day outOfRange 1024-12-21'],
    [
      { place: { areaId: '00000000-0000-7000-8000-0000000000aa' } },
      'place unknownArea {"areaId":"00000000-0000-7000-8000-0000000000aa"}',
    ],
    [{ place: 'Thôn Không Có' }, 'place unknownArea Thôn Không Có'],
    [{ startTime: '25h10' }, 'startTime invalidTime 25h10'],
    [{ patrollers: 'nhiều' }, 'patrollers notANumber nhiều'],
    [{ patrollers: 2.5 }, 'patrollers notANumber 2.5'],
    [{ patrollers: -4 }, 'patrollers outOfRange -4'],
    [{ patrollers: 501 }, 'patrollers outOfRange 501'],
    [{ route: 'a'.repeat(201) }, `route tooLong ${'a'.repeat(201)}`],
    [{ route: 12 }, 'route notAText 12'],
    [{ suspect: 'ai đó' }, 'suspect unknownField ai đó'],
  ])('%j is refused', (change, problem) => {
    expect(problems(patrol, { ...goodPatrol, ...(change as EntryValues) })).toEqual([problem]);
  });

  it('names every wrong field, in the order of the form, with what would be right', () => {
    const values = { patrollers: 0, day: '31/02/2024', place: hamlet, startTime: '7:00' };
    expect(problems(patrol, values)).toEqual([
      'day invalidDate 31/02/2024',
      'startTime invalidTime 7:00',
      'patrollers outOfRange 0',
    ]);
    const checked = checkEntry(patrol, values, context);
    expect(checked.ok ? undefined : checked.problems[2]?.expected).toEqual({
      vi: 'từ 1 đến 500',
      en: 'from 1 to 500',
    });
  });
});

describe('entries of the other registers', () => {
  it('a case can’t close before it was received', () => {
    const mediation = getForm('mediation');
    const values = { receivedOn: '2024-10-01', place: hamlet, outcome: 'agreed', closedOn: '2024-09-22' };
    expect(problems(mediation, values)).toEqual(['closedOn endsBeforeStart 2024-09-22']);
    expect(problems(mediation, { ...values, closedOn: '2024-10-01' })).toEqual([]);
    expect(problems(mediation, { ...values, closedOn: '2024-10-02', outcome: 'Tạm ổn' })).toEqual([
      'outcome unknownChoice Tạm ổn',
    ]);
  });

  it('training without a place is the commune’s, a tip without a mark is not valuable', () => {
    expect(accepted(getForm('training'), { day: '2024-02-07' }).place).toEqual(commune);
    const tip = { receivedOn: '2024-02-07', place: hamlet, tipKind: 'drugs' };
    expect(accepted(getForm('tip'), tip).valuable).toBe(false);
    expect(problems(getForm('tip'), { ...tip, tipKind: 'opinion' })).toEqual([
      'tipKind unknownChoice opinion',
    ]);
    expect(problems(getForm('tip'), { ...tip, note: 'Ông A' })).toEqual(['note unknownField Ông A']);
  });

  it('the reason for retiring a model is asked only of a retired one', () => {
    const site = { kind: 'TỰ QUẢN VỀ  ANTT', place: hamlet, launchedOn: '2022-04-14' };
    expect(accepted(getForm('modelSite'), site).kind).toBe('Tự quản về ANTT');
    expect(problems(getForm('modelSite'), { ...site, retirementReason: 'Sáp nhập' })).toEqual([
      'retirementReason notShown Sáp nhập',
    ]);
    expect(
      problems(getForm('modelSite'), { ...site, retiredOn: '2024-01-01', retirementReason: 'Sáp nhập' }),
    ).toEqual([]);
  });

  it('choices and marks are known in any spelling of the registers, and no others', () => {
    const outcome = getField(getForm('mediation'), 'outcome') as FieldOf<'choice'>;
    expect(matchChoice(outcome, ' hoà  giải THÀNH')).toBe('agreed');
    expect(matchChoice(outcome, 'Tạm ổn')).toBeUndefined();
    const valuable = getField(getForm('tip'), 'valuable') as FieldOf<'boolean'>;
    expect(['x', 'X', 'Có', 'có', 'Không', 'chắc là'].map((word) => matchBoolean(valuable, word))).toEqual([
      true,
      true,
      true,
      true,
      false,
      undefined,
    ]);
  });
});

describe('fields that other registers will need', () => {
  const text = (vi: string) => ({ vi, en: vi });
  const form = Form.parse({
    ...patrol,
    code: 'meeting',
    fields: [
      ...patrol.fields,
      {
        code: 'cost',
        type: 'decimal',
        label: text('Chi phí'),
        headers: ['Chi phí'],
        decimals: 2,
        min: 0,
        max: 10.5,
      },
      { code: 'present', type: 'countsBySex', label: text('Có mặt'), headers: ['Có mặt'], max: 100 },
      {
        code: 'topics',
        type: 'choices',
        label: text('Chủ đề'),
        headers: ['Chủ đề'],
        choices: [
          { code: 'fire', label: text('PCCC') },
          { code: 'drugs', label: text('Ma túy') },
        ],
      },
    ],
  });

  it('keep decimals exact, choices in the order of the form, counts by sex', () => {
    const values = {
      ...goodPatrol,
      cost: 0.1,
      present: { female: 3, male: 4 },
      topics: ['drugs', 'fire', 'drugs'],
    };
    expect(accepted(form, values)).toEqual({ ...values, cost: '0.1', topics: ['fire', 'drugs'] });
    expect(accepted(form, { ...goodPatrol, cost: '010.50', topics: [] })).toEqual({
      ...goodPatrol,
      cost: '10.5',
    });
  });

  it.each([
    [{ cost: 1.234 }, 'cost notANumber 1.234'],
    [{ cost: '10.51' }, 'cost outOfRange 10.51'],
    [{ cost: Number.NaN }, 'cost notANumber null'],
    [{ present: { female: 60, male: 41 } }, 'present outOfRange {"female":60,"male":41}'],
    [{ present: 7 }, 'present notANumber 7'],
    [{ topics: ['fire', 'tin đồn'] }, 'topics unknownChoice ["fire","tin đồn"]'],
    [{ topics: 'fire' }, 'topics unknownChoice fire'],
  ])('%j is refused', (change, problem) => {
    expect(problems(form, { ...goodPatrol, ...(change as EntryValues) })).toEqual([problem]);
  });
});

describe('any entry', () => {
  const good: Record<string, EntryValues> = {
    patrol: goodPatrol,
    mediation: { receivedOn: '2024-06-01', place: hamlet, outcome: 'agreed' },
    outreach: { day: '2024-06-01', place: commune, channel: 'meeting' },
    training: { day: '2024-06-01' },
    tip: { receivedOn: '2024-06-01', place: hamlet, tipKind: 'drugs' },
    modelSite: { kind: 'Thôn an toàn', place: hamlet, launchedOn: '2022-06-01' },
  };
  const scalar = fc.oneof(
    fc.string(),
    fc.integer({ min: -5, max: 600 }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('2024-01-05', '2023-12-31', '19:00', 'agreed', 'socialMedia', 'drugs', '\u0000'),
    fc.constant(hamlet),
  );
  const formAndValues = fc
    .constantFrom(...forms)
    .chain((form) =>
      fc
        .dictionary(fc.constantFrom(...form.fields.map((field) => field.code)), scalar, { maxKeys: 3 })
        .map((changes) => ({ form, values: { ...good[form.code], ...changes } })),
    );

  it('is either kept, and then stays as it is, or gets problems; it never throws', () => {
    let kept = 0;
    fc.assert(
      fc.property(formAndValues, ({ form, values }) => {
        const checked = checkEntry(form, values, context);
        if (!checked.ok) {
          expect(checked.problems.length).toBeGreaterThan(0);
          return;
        }
        kept += 1;
        expect(checkEntry(form, checked.values, context)).toEqual(checked);
        expect(JSON.parse(JSON.stringify(checked.values))).toEqual(checked.values);
      }),
      { numRuns: 500 },
    );
    expect(kept).toBeGreaterThan(50);
  });
});

describe('what is taken on the spot', () => {
  const picture = (n: number): string => `0199c3a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const why = { vi: 'Để tìm lại chỗ đó.', en: 'To find the spot again.' };
  const form = Form.parse({
    ...patrol,
    fields: [
      ...patrol.fields,
      { code: 'spot', type: 'geopoint', label: { vi: 'Chỗ', en: 'Spot' }, headers: ['Chỗ'], why },
    ],
  });

  it('pictures are kept by their identifiers, each once, in the order in which they were taken', () => {
    const kept = accepted(form, {
      ...goodPatrol,
      photos: [picture(2), picture(1).toUpperCase(), picture(2)],
    });
    expect(kept.photos).toEqual([picture(2), picture(1)]);
    expect(accepted(form, { ...goodPatrol, photos: [], voice: [] })).not.toHaveProperty('photos');
    expect(
      attachmentsOf(form, { ...kept, voice: [picture(9)] }).map(({ id, field }) => [field.code, id]),
    ).toEqual([
      ['photos', picture(2)],
      ['photos', picture(1)],
      ['voice', picture(9)],
    ]);
  });

  it.each([
    [{ photos: 'ảnh.jpg' }, 'photos notAnAttachment ảnh.jpg'],
    [{ photos: ['../../etc/passwd'] }, 'photos notAnAttachment ["../../etc/passwd"]'],
    [{ photos: [1, 2, 3, 4, 5].map(picture) }, /^photos outOfRange/u],
    [{ voice: [picture(1), picture(2)] }, /^voice outOfRange/u],
    [{ spot: { latitude: 91, longitude: 0, accuracy: 1 } }, /^spot notAPoint/u],
    [{ spot: hamlet }, /^spot notAPoint/u],
  ])('%j is refused', (given, expected) => {
    const found = problems(form, { ...goodPatrol, ...(given as EntryValues) });
    expect(found).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
  });

  it('a point is kept to about a metre, and reads as maps take it', () => {
    const { spot } = accepted(form, {
      ...goodPatrol,
      spot: { latitude: 21.274_312_345, longitude: 106.194_721_9, accuracy: 11.6 },
    });
    expect(spot).toEqual({ latitude: 21.27431, longitude: 106.19472, accuracy: 12 });
    const read = valueText(getField(form, 'spot'), spot, () => '');
    expect(read.vi).toBe('21.27431, 106.19472 (±12 m)');
    expect(valueText(getField(form, 'photos'), [picture(1), picture(2)], () => '').vi).toBe('2 ảnh');
  });
});
