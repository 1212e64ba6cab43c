import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeCommuneTree } from '../../areas/areas.factory.ts';
import { mergePersons } from '../../teams/person.contract.ts';
import { putCommittee } from '../committees.contract.ts';

let app: TestApp;
let communeId: string;
let officer: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  communeId = (await makeCommuneTree(app.database.db)).communeId;
  officer = await signUp(app, { role: 'officer', areaId: communeId });
});
afterAll(() => app.close());

test('nobody has two seats at once: two entries of one person are united only once one has left', async () => {
  const from = '2025-01-10';
  const board = {
    ...{ areaId: communeId, kind: 'modelBoard' as const, name: 'Ban hai tên', foundedOn: from },
  };
  const params = { id: uuidv7() };
  const seatOf = (role: 'head' | 'member') => ({ id: uuidv7(), personId: uuidv7(), role, office: '', from });
  const [one, other] = [seatOf('head'), seatOf('member')];
  const put = (baseRevision: number, seats: object[]) =>
    app.call(
      putCommittee,
      { params, body: { baseRevision, committee: { ...board, seats: seats as never } } },
      officer.token,
    );
  const made = await put(0, [
    { ...one, newPerson: { name: 'Hoàng Văn Đôi' } },
    { ...other, newPerson: { name: 'Hoàng V. Đôi' } },
  ]);
  expect(made.status).toBe(200);
  const unite = () =>
    app.call(
      mergePersons,
      { params: { id: one.personId }, body: { otherId: other.personId } },
      officer.token,
    );
  const refused = await unite();
  expect([refused.status, refused.code]).toEqual([409, 'notPossibleNow']);
  expect(refused.raw.toString('utf8')).toContain('Ban hai tên');
  expect((await put(made.body.revision, [one, { ...other, to: from }])).status).toBe(200);
  expect((await unite()).status).toBe(200);
});
