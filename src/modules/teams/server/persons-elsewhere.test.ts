import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSystem, signUp } from '../../accounts/accounts.factory.ts';
import { makeCommuneTree } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { inputOf } from '../team-input.rules.ts';
import * as contract from '../teams.contract.ts';
import { newMember, save, teamOf } from '../teams.factory.ts';

const today = '2026-11-22';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ today, withJobs: true });
});
afterAll(() => app.close());

test('people are counted once at home, whichever of their teams is changed by somebody who sees only that one', async () => {
  const place = await makeCommuneTree(app.database.db);
  const [hamlet = ''] = place.hamletIds;
  const officer = await signUp(app, { role: 'officer', areaId: place.communeId });
  const home = await makeCommuneTree(app.database.db);
  const [there = ''] = home.hamletIds;
  const local = await signUp(app, { role: 'officer', areaId: home.communeId });
  const asked = async (indicator: string): Promise<number | null | undefined> => {
    const body = { areaIds: [home.communeId], indicators: [indicator], from: '2020-01-01', to: today };
    return (await app.call(queryFigures, { body }, local.token)).body.figures[0]?.value;
  };
  const both = await signUp(app, { role: 'officer', areaId: home.communeId });
  await asSystem(app, async ({ tx }) => {
    await sql`insert into role_assignment (id, user_id, role, area_id, granted_by)
      values (${uuidv7()}, ${both.userId}, 'officer', ${place.communeId}, 'system')`.execute(tx);
  });
  const nam = newMember('Đỗ Văn Nam', { joinedOn: '2025-04-01' });
  const first = await save(app, local.token, teamOf(there, { members: [nam] }));
  expect(first.status).toBe(200);
  const seat = {
    ...newMember('', { joinedOn: '2025-06-01' }),
    personId: nam.personId,
    newPerson: undefined,
  };
  const second = await save(app, both.token, teamOf(hamlet, { name: 'Tổ liên xã', members: [seat] }));
  expect([second.status, await asked('team.persons')]).toEqual([200, 1]);

  // Whoever has only the second team renames it and takes him off; whoever has only the first one ends it.
  const members = [newMember('Đinh Văn Bắc', { joinedOn: '2025-06-01' })];
  const { body: stored } = await app.call(
    contract.getTeam,
    { params: { id: second.body.id } },
    officer.token,
  );
  const renamed = await save(app, officer.token, { ...inputOf(stored), name: 'Tổ liên xã 1' }, stored);
  expect(renamed.status).toBe(200);
  expect(await asked('team.persons')).toBe(1);
  const ended = { ...inputOf(first.body), disbandedOn: '2026-10-01', disbandReason: 'Sáp nhập' };
  expect((await save(app, local.token, ended, first.body)).status).toBe(200);
  expect(await asked('team.persons')).toBe(1);
  const without = await save(app, officer.token, { ...inputOf(renamed.body), members }, renamed.body);
  expect(without.status).toBe(200);
  // Where he is at home they may not write: the system sees to it at once.
  await expect.poll(() => asked('team.persons'), { timeout: 20_000 }).toBe(0);
});
