import { describe, expect, it } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import { Field } from './field.contract.ts';
import { Form, getField } from './form.contract.ts';

const patrol = referenceData().getForm('patrol');
const withField = (field: Record<string, unknown>): unknown => ({
  ...patrol,
  fields: [
    ...patrol.fields,
    { code: 'extra', label: { vi: 'Thêm', en: 'More' }, headers: ['Thêm'], ...field },
  ],
});
const extra = (field: Record<string, unknown>): unknown =>
  withField({ type: 'text', maxLength: 50, ...field });

function faults(form: unknown): string[] {
  const parsed = Form.safeParse(form);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('pictures, recordings and points', () => {
  const photo = { type: 'photo', max: 3 };

  it('are fields like others, but never required and nothing to search', () => {
    expect(faults(withField(photo))).toEqual([]);
    expect(faults(withField({ ...photo, required: true }))).toEqual([
      expect.stringContaining('never required'),
    ]);
    const form = withField({ type: 'voice', maxSeconds: 60 }) as Form;
    expect(faults({ ...form, searchable: ['extra'] })).toEqual([expect.stringContaining('no words')]);
  });

  it('a point says what it is for', () => {
    const why = { vi: 'Để tìm lại chỗ đó.', en: 'To find the spot again.' };
    expect(faults(withField({ type: 'geopoint', why }))).toEqual([]);
    expect(faults(withField({ type: 'geopoint', maxLength: undefined }))).not.toEqual([]);
  });
});

describe('a form that an administrator writes', () => {
  it('may have fields of its own', () => {
    expect(faults(extra({}))).toEqual([]);
    expect(getField(Form.parse(extra({})), 'extra').label.vi).toBe('Thêm');
    expect(() => getField(patrol, 'extra')).toThrow(RangeError);
  });

  it.each([
    [{ label: { vi: 'Tôn giáo', en: 'More' } }, 'religion'],
    [{ label: { vi: 'Thêm', en: 'Ethnicity' } }, 'ethnicity'],
    [{ code: 'chinhKien' }, 'politicalOpinion'],
    [{ headers: ['Số CCCD'] }, 'identityCard'],
    [{ label: { vi: 'Đối tượng nghi vấn', en: 'More' } }, 'suspect'],
    [{ headers: ['Độ mật'] }, 'stateSecret'],
  ])('is refused with the reason where it has %j', (field, rule) => {
    const [fault, ...others] = faults(extra(field));
    expect(others).toEqual([]);
    expect(fault).toContain(`fields.${patrol.fields.length}: Hệ thống`);
    expect(fault).toContain(`(${rule}:`);
  });

  it('is refused where a choice is about opinions, or the register itself about suspects', () => {
    const choice = {
      type: 'choice',
      maxLength: undefined,
      choices: [{ code: 'speech', label: { vi: 'Phát ngôn phản động', en: 'Speech' } }],
    };
    expect(faults(extra(choice)).join()).toContain(
      `fields.${patrol.fields.length}.choices.0: Hệ thống không ghi chính kiến`,
    );
    expect(faults({ ...patrol, sheetNames: ['Sổ sưu tra'] }).join()).toContain(
      'name: Hệ thống không lập danh sách',
    );
  });

  it.each([
    [{ code: 'day' }, `fields.${patrol.fields.length}.code: two fields have this code`],
    [
      { headers: ['TUYẾN,  khu vực'] },
      `fields.${patrol.fields.length}.headers.0: two columns have this header`,
    ],
    [
      { showIf: { field: 'nothing', notEmpty: true } },
      `fields.${patrol.fields.length}.showIf: no field nothing`,
    ],
    [
      { showIf: { field: 'route', timeBetween: ['18:00', '06:00'] } },
      `fields.${patrol.fields.length}.showIf: route is no time`,
    ],
    [
      { type: 'date', maxLength: undefined, notBefore: 'route' },
      `fields.${patrol.fields.length}.notBefore: must name another date field`,
    ],
    [
      { type: 'integer', maxLength: undefined, min: 5, max: 1 },
      `fields.${patrol.fields.length}.max: is less than min`,
    ],
  ])('is refused where it contradicts itself: %j', (field, fault) => {
    expect(faults(extra(field)).join()).toContain(fault);
  });

  it('is refused where it counts what it does not ask', () => {
    const counting = (part: unknown): string[] => faults({ ...patrol, contributions: [part] });
    expect(counting({ indicator: 'patrol.attendance', value: { field: 'route' } })).toEqual([
      'contributions.0.value: no number field route',
    ]);
    expect(
      counting({ indicator: 'patrol.sessions', value: { const: 1 }, dimensions: ['patrollers'] }),
    ).toEqual(['contributions.0.dimensions.0: no choice, yes/no or text field patrollers']);
    expect(faults({ ...patrol, dayField: 'startTime' }).join()).toContain(
      'dayField: must name a required date field',
    );
    expect(faults({ ...patrol, placeField: 'route' }).join()).toContain(
      'placeField: must name a required place',
    );
    expect(faults({ ...patrol, listColumns: ['nothing'] })).toEqual(['listColumns.0: no field nothing']);
  });

  it('is refused where a key is misspelled, so that no rule is silently ignored', () => {
    expect(Field.safeParse({ ...getField(patrol, 'route'), requierd: true }).success).toBe(false);
  });
});
