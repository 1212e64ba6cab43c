import { expect, test } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import { FormShape } from './form-shape.contract.ts';
import { upgradeEntry } from './form-upgrade.rules.ts';

const patrol = referenceData().getForm('patrol');
const grown = FormShape.parse({
  ...patrol,
  version: 3,
  changes: [
    { version: 2, renamed: { members: 'people' } },
    { version: 3, renamed: { people: 'patrollers' }, removed: ['weather', 'temperature'] },
  ],
});

test('an entry of the first version keeps what was said: renamed fields move, the text of dropped ones is remarked', () => {
  const made = { day: '2026-11-20', members: 5, weather: 'mưa to', temperature: 19, note: 'Về sớm' };
  expect(upgradeEntry(grown, 1, made)).toEqual({
    day: '2026-11-20',
    patrollers: 5,
    note: 'Về sớm\nweather: mưa to\ntemperature: 19',
  });
});

test('one of a later version takes only the later steps, and one of today none', () => {
  expect(upgradeEntry(grown, 2, { people: 4, weather: '' })).toEqual({ patrollers: 4 });
  const now = { patrollers: 4, note: 'như cũ' };
  expect(upgradeEntry(grown, 3, now)).toEqual(now);
});

test('a version that this program does not know yet is not guessed at', () => {
  expect(() => upgradeEntry(patrol, patrol.version + 1, {})).toThrow(
    expect.objectContaining({ code: 'invalidInput' }),
  );
});
