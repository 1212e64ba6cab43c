import { v7 as uuidv7 } from 'uuid';
import { asSystem, type SignedUp, signUp } from '../../modules/accounts/accounts.factory.ts';
import { saveActivity } from '../../modules/activities/activities.contract.ts';
import { makeHamlet } from '../../modules/areas/areas.factory.ts';
import { putCommittee } from '../../modules/committees/committees.contract.ts';
import { changeModelSite } from '../../modules/models/models.contract.ts';
import { putTeam } from '../../modules/teams/teams.contract.ts';
import type { Endpoint, OutputOf, RequestOf } from '../../platform/contract.ts';
import type { TestApp } from '../../platform/server/testing/app.ts';
import { referenceData } from '../../reference/reference-data.ts';
import type { DistrictCommune, DistrictSite } from './district-set.rules.ts';

export interface LoadedCommune {
  readonly areaId: string;
  readonly officer: SignedUp;
  readonly siteIds: readonly string[];
  readonly committeeIds: readonly string[];
  /** By their places in the plan. */
  readonly personIds: readonly string[];
}

/** Where a site of the plan is in the database. */
interface Place {
  readonly areaId: string;
  readonly hamletId: string | null;
}

/**
 * Puts a made-up district into communes of the shipped areas through the program's own doors, as their officers would:
 * an entry of the book of models for each site, a list for each team, a committee or three.
 */
export async function loadDistrict(
  app: TestApp,
  communes: readonly DistrictCommune[],
  areaIds: readonly string[],
): Promise<LoadedCommune[]> {
  const loaded: LoadedCommune[] = [];
  for (const [at, commune] of communes.entries())
    loaded.push(await loadCommune(app, commune, areaIds[at] ?? ''));
  return loaded;
}

async function loadCommune(app: TestApp, commune: DistrictCommune, areaId: string): Promise<LoadedCommune> {
  const officer = await signUp(app, { role: 'officer', areaId });
  const hamletIds: string[] = [];
  for (const name of commune.hamlets)
    hamletIds.push((await makeHamlet(app.database.db, areaId, { fullName: name })).id);
  const personIds = commune.persons.map(() => uuidv7());
  const known = new Set<number>();
  const siteIds: string[] = [];
  for (const site of commune.sites) {
    const place = { areaId, hamletId: site.hamlet === null ? null : (hamletIds[site.hamlet] ?? null) };
    siteIds.push(await loadSite(app, officer, { site, place, commune, personIds, known }));
  }
  const committeeIds: string[] = [];
  for (const [at, governed] of commune.committees.entries()) {
    const id = uuidv7();
    const committee = {
      areaId,
      kind: 'steeringCommittee' as const,
      name: commune.committees.length === 1 ? 'Ban Chỉ đạo 138' : `Ban Chỉ đạo mô hình số ${at + 1}`,
      foundedOn: '2025-08-01',
      seats: [
        { id: uuidv7(), role: 'head' as const, personId: personIds[0] ?? '', from: '2025-08-01' },
        { id: uuidv7(), role: 'member' as const, personId: personIds[at + 1] ?? '', from: '2025-08-01' },
      ],
      siteIds: governed.map((index) => siteIds[index] ?? ''),
    };
    await must(app, putCommittee, { params: { id }, body: { baseRevision: 0, committee } }, officer.token);
    committeeIds.push(id);
  }
  return { areaId, officer, siteIds, committeeIds, personIds };
}

async function loadSite(
  app: TestApp,
  officer: SignedUp,
  given: {
    site: DistrictSite;
    place: Place;
    commune: DistrictCommune;
    personIds: readonly string[];
    known: Set<number>;
  },
): Promise<string> {
  const { site, place, commune, personIds, known } = given;
  const id = uuidv7();
  const areaId = place.hamletId ?? place.areaId;
  const values = { kind: site.kind, place: { areaId }, launchedOn: site.launchedOn };
  const formVersion = referenceData().forms.find((form) => form.code === 'modelSite')?.version ?? 1;
  const entry = { form: 'modelSite', formVersion, values, state: 'submitted' as const };
  await must(app, saveActivity, { params: { id }, body: entry }, officer.token);
  const counted = { baseRevision: 1, counts: 'listed' as const };
  await must(app, changeModelSite, { params: { id }, body: counted }, officer.token);
  for (const { name, members } of site.teams) {
    const team = {
      areaId,
      kind: 'modelTeam' as const,
      name,
      foundedOn: site.launchedOn,
      members: members.map((index, at) => {
        const isNew = !known.has(index);
        known.add(index);
        const person = commune.persons[index];
        return {
          id: uuidv7(),
          personId: personIds[index] ?? '',
          ...(isNew && person ? { newPerson: person } : {}),
          role: at === 0 ? ('teamLeader' as const) : ('teamMember' as const),
          joinedOn: site.launchedOn,
        };
      }),
      siteIds: [id],
    };
    await must(app, putTeam, { params: { id: uuidv7() }, body: { baseRevision: 0, team } }, officer.token);
  }
  return id;
}

/** A call that has to succeed. */
export async function must<E extends Endpoint>(
  app: TestApp,
  contract: E,
  request: Partial<RequestOf<E>>,
  token: string,
): Promise<OutputOf<E>> {
  const reply = await app.call(contract, request, token);
  if (reply.status >= 300)
    throw new Error(`${contract.method} ${contract.path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** So many communes of the province of one, as they are today; the same in every run. */
export async function communesAround(
  app: TestApp,
  areaId: string,
  count: number,
): Promise<{ provinceId: string; communeIds: string[] }> {
  return asSystem(app, async ({ tx }) => {
    const { province_id: provinceId } = await tx
      .selectFrom('area')
      .select('province_id')
      .where('id', '=', areaId)
      .executeTakeFirstOrThrow();
    const found = await tx
      .selectFrom('area')
      .select('id')
      .where('province_id', '=', provinceId)
      .where('kind', '=', 'commune')
      .where('closed_on', 'is', null)
      .orderBy('id')
      .limit(count)
      .execute();
    return { provinceId, communeIds: found.map(({ id }) => id) };
  });
}
