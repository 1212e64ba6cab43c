import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getActivity } from '../../activities/activities.contract.ts';
import { makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let phone: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune });
  const volunteer = await signUp(app, { role: 'recorder', areaId: world.hamlets[0] });
  phone = await bindTestPhone(app, { officer: officer.token, userId: volunteer.userId });
});
afterAll(() => app.close());

const save = (form: string, formVersion: number, values: Record<string, unknown>) => ({
  ...{ form, formVersion, state: 'submitted' },
  values: { day: '2026-11-20', place: { areaId: world.hamlets[0] }, ...values },
});

test('a phone with the form of before: its entry is taken and stands in the form of today', async () => {
  const record = uuidv7();
  const old = save('meeting', 1, { meetingKind: 'team', attendance: { female: 4, male: 5 } });
  const [answer] = await phone.send([{ record, save: old }]);
  expect(answer?.outcome).toBe('accepted');
  const kept = (await app.call(getActivity, { params: { id: record } }, officer.token)).body;
  expect(kept).toMatchObject({
    form: 'meeting',
    formVersion: 2,
    values: { attendance: { female: 4, male: 5 } },
  });
});

test('a choice or a field that the form does not know is refused in words, repaired and taken', async () => {
  const [choice, field] = [uuidv7(), uuidv7()];
  const incident = { harm: 'theft', source: 'told', outcome: 'settled' };
  const [strange, extra] = await phone.send([
    { record: choice, save: save('incident', 2, { ...incident, harm: 'opinion' }) },
    { record: field, save: save('incident', 2, { ...incident, victimName: 'x' }) },
  ]);
  expect(strange?.problem?.fields?.[0]).toMatchObject({ path: 'values.harm' });
  expect(strange?.problem?.fields?.[0]?.expected?.vi).toContain('Trộm cắp');
  expect(extra?.problem?.fields?.[0]).toMatchObject({ path: 'values.victimName', code: 'unknownField' });
  const repaired = await phone.send([
    { record: choice, save: save('incident', 2, incident) },
    { record: field, save: save('incident', 2, incident) },
  ]);
  expect(repaired.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  const items = (await phone.fetch()).items.filter(({ recordId }) => [choice, field].includes(recordId));
  expect(items.map(({ settlement }) => settlement)).toEqual(['repaired', 'repaired']);
});
