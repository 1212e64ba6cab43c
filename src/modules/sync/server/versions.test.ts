import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { createHamlets } from '../../areas/hamlets.contract.ts';
import { createOrganizations } from '../../areas/organizations.contract.ts';
import { launched } from '../../models/models.factory.ts';
import { newMember, save, teamOf } from '../../teams/teams.factory.ts';
import { type ListVersions, pullChanges } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let phone: TestPhone;
let desk: TestPhone;
let elsewhere: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune });
  const there = await signUp(app, { role: 'officer', areaId: world.neighbour });
  const phoneOf = async (by: SignedUp, areaId: string) => {
    const { userId } = await signUp(app, { role: 'recorder', areaId });
    return bindTestPhone(app, { officer: by.token, userId });
  };
  phone = await phoneOf(officer, world.hamlets[0]);
  desk = await bindTestPhone(app, { officer: officer.token, userId: officer.userId });
  elsewhere = await phoneOf(there, world.neighbourHamlet);
});
afterAll(() => app.close());

async function versions({ id, token }: TestPhone): Promise<ListVersions> {
  const reply = await app.call(pullChanges, { query: { phoneId: id } }, token);
  expect(reply.status).toBe(200);
  return reply.body.versions;
}

/** What is other on a phone after something happened. */
async function changedOn(of: TestPhone, happens: () => Promise<unknown>): Promise<string[]> {
  const before = await versions(of);
  await happens();
  const after = await versions(of);
  return (['forms', 'places', 'models'] as const).filter((list) => before[list] !== after[list]);
}

test('a phone hears at its next contact which of its lists are other ones, and of nothing else', async () => {
  expect(await versions(phone)).toEqual(await versions(phone));
  const at = world.hamlets[0];
  const team = { ...teamOf(at), members: [newMember('Bà Lụa'), newMember('Ông Thọ')] };
  const founded = await save(app, officer.token, team);
  expect(founded.status).toBe(200);

  // Somebody more serves in its team.
  const members = founded.body.members.map(({ id, person, role, joinedOn }) => ({
    ...{ id, personId: person.id, role, joinedOn },
  }));
  const more = () =>
    save(app, officer.token, { ...team, members: [...members, newMember('Anh Vọng')] }, founded.body);
  expect(await changedOn(phone, more)).toEqual(['places']);

  // A school of the hamlet; a hamlet of the commune is news to who records for all of it only.
  const organizations = [{ name: 'Trường Tiểu học Đông', kind: 'school' as const }];
  const school = () =>
    app.call(createOrganizations, { params: { id: at }, body: { organizations } }, officer.token);
  expect(await changedOn(phone, school)).toEqual(['places']);
  const hamlet = (fullName: string) => () =>
    app.call(
      createHamlets,
      { params: { id: world.commune }, body: { hamlets: [{ fullName }] } },
      officer.token,
    );
  expect(await changedOn(phone, hamlet('Thôn Mới'))).toEqual([]);
  expect(await changedOn(desk, hamlet('Thôn Mới Hai'))).toEqual(['places']);

  const site = () =>
    launched(
      app,
      { token: officer.token, id: officer.userId, name: '' },
      { areaId: at, on: '2026-02-01', kind: 'securityCamera' },
    );
  expect(await changedOn(phone, site)).toEqual(['models']);
  // What happens in the hamlet is nothing to one of another commune.
  expect(await changedOn(elsewhere, () => save(app, officer.token, { ...teamOf(at), name: 'Tổ 2' }))).toEqual(
    [],
  );
});
