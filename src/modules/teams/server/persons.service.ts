import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { foldName } from '../../areas/area-names.rules.ts';
import { getAreaRow, mayIn, provinceOn } from '../../areas/server/areas.service.ts';
import { giveSeats, seatsOf, sharedCommittee } from '../../committees/server/seats.service.ts';
import type { Person, PersonDetail, PersonInput, Service } from '../person.contract.ts';
import { contactAreas, showPerson } from './person-access.service.ts';
import { settlePersons } from './person-facts.service.ts';
import {
  deletePersons,
  findPersons,
  findSeatsInTeams,
  findTrainingsOf,
  insertPersons,
  moveService,
  type PersonRow,
  searchPersons,
  serveTogether,
  updatePerson,
} from './persons.repo.ts';

type MayWrite = Authorized<'teams.write'>;

/** The person's row, locked for a change where asked. Throws Problem `notFound`. */
export async function getPersonRow(context: Context, id: string, lock?: 'lock'): Promise<PersonRow> {
  const [person] = await findPersons(context.tx, [id], lock);
  if (!person) throw new Problem('notFound');
  return person;
}

/** The rows of people that the caller may see. */
export function getPersonRows(context: Context, ids: readonly string[]): Promise<PersonRow[]> {
  return findPersons(context.tx, ids);
}

/** Where people serve, as far as the caller may see it: teams first, the present ones first. */
async function servicesOf(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, Service[]>> {
  const services = new Map<string, Service[]>(ids.map((id) => [id, []]));
  for (const { personId, teamId, ...seat } of await findSeatsInTeams(context.tx, ids))
    services.get(personId)?.push({ kind: 'team', id: teamId, ...seat });
  for (const [personId, seats] of await seatsOf(context, ids))
    for (const { committeeId, personId: _personId, ...seat } of seats)
      services.get(personId)?.push({ kind: 'committee', id: committeeId, ...seat });
  return services;
}

/** People found by a part of the name in any spelling, with where they serve. */
export async function searchPeople(
  context: Context,
  wanted: { readonly q: string; readonly areaId?: string | undefined; readonly limit: number },
): Promise<{ persons: (Person & { services: Service[] })[]; more: boolean }> {
  const rows = await searchPersons(context.tx, {
    folded: foldName(wanted.q),
    areaId: wanted.areaId,
    limit: wanted.limit,
  });
  const page = rows.slice(0, wanted.limit);
  const services = await servicesOf(
    context,
    page.map((row) => row.id),
  );
  const open = await contactAreas(
    context,
    page.map((row) => row.areaId),
  );
  return {
    persons: page.map((row) => ({
      ...showPerson(row, open.has(row.areaId)),
      services: services.get(row.id) ?? [],
    })),
    more: rows.length > wanted.limit,
  };
}

/** One person with services and trainings. Throws Problem `notFound`. */
export async function getPersonDetail(context: Context, id: string): Promise<PersonDetail> {
  const row = await getPersonRow(context, id);
  const services = (await servicesOf(context, [id])).get(id) ?? [];
  const edit = await mayIn(context, 'teams.write', row.areaId);
  return {
    ...showPerson(row, await mayIn(context, 'persons.read', row.areaId)),
    services,
    trainings: await findTrainingsOf(context.tx, id),
    can: { edit, remove: edit && services.length === 0 },
  };
}

/** A person made of what was put in, filed under the home. */
export async function newPerson(
  context: Context,
  id: string,
  areaId: string,
  input: PersonInput,
): Promise<Parameters<typeof updatePerson>[2]> {
  const provinceId = await provinceOn(context, areaId, context.today);
  return { id, areaId, provinceId, ...input, folded: foldName(input.name) };
}

/** Adds people whose home is the area. Ids that are there already stay as they are. */
export async function addPersons(
  context: Context,
  may: Authorized<'teams.write' | 'committees.write'>,
  areaId: string,
  people: readonly { readonly id: string; readonly input: PersonInput }[],
): Promise<void> {
  const rows = [];
  for (const { id, input } of people) rows.push(await newPerson(context, id, areaId, input));
  await insertPersons(context.tx, may, rows);
}

/** Corrects a person, or the home. Throws Problem `conflict` where somebody else did in the meantime. */
export async function correctPerson(
  context: Context,
  may: MayWrite,
  id: string,
  change: {
    readonly baseRevision: number;
    readonly person: PersonInput;
    readonly areaId?: string | undefined;
  },
): Promise<PersonDetail> {
  const row = await getPersonRow(context, id, 'lock');
  if (row.revision !== change.baseRevision) throw new Problem('conflict');
  const areaId = change.areaId ?? row.areaId;
  if (areaId !== row.areaId) {
    await getAreaRow(context, areaId);
    await authorize(context, 'teams.write', areaId);
  }
  await updatePerson(context.tx, may, await newPerson(context, id, areaId, change.person));
  await settlePersons(context, [id]);
  return getPersonDetail(context, id);
}

/**
 * Two entries are one person: everything of the other one becomes this one's and the other one is gone. Throws Problem
 * `notPossibleNow` where both serve in the same team or committee on the same days: then one of the two is to be removed there first.
 */
export async function uniteEntries(
  context: Context,
  may: MayWrite,
  id: string,
  otherId: string,
): Promise<PersonDetail> {
  if (id === otherId)
    throw new Problem('invalidInput', { fields: [{ path: 'otherId', code: 'samePerson' }] });
  const [person, other] = [
    await getPersonRow(context, id, 'lock'),
    await getPersonRow(context, otherId, 'lock'),
  ];
  await authorize(context, 'teams.write', other.areaId);
  if (await serveTogether(context.tx, id, otherId)) throw new Problem('notPossibleNow', { detail: together });
  const committee = await sharedCommittee(context, id, otherId);
  if (committee !== undefined) throw new Problem('notPossibleNow', { detail: sitTogether(committee) });
  await moveService(context.tx, may, otherId, id);
  await giveSeats(context, may, otherId, id);
  await updatePerson(
    context.tx,
    may,
    await newPerson(context, id, person.areaId, {
      name: person.name,
      contact: person.contact || other.contact,
      birthYear: person.birthYear ?? other.birthYear,
      sex: person.sex ?? other.sex,
    }),
  );
  await deletePersons(context.tx, may, [otherId]);
  await settlePersons(context, [id, otherId]);
  return getPersonDetail(context, id);
}

const together = {
  vi: 'Hai mục này đang cùng là thành viên của một tổ trong cùng thời gian. Hãy bỏ một mục khỏi tổ đó trước, rồi gộp.',
  en: 'Both are members of one team on the same days. Remove one of them from that team first, then merge.',
};

function sitTogether(committee: string): { vi: string; en: string } {
  return {
    vi: `Hai mục này đang cùng có tên trong ${committee} trong cùng thời gian. Hãy bỏ một mục khỏi ban đó trước, rồi gộp.`,
    en: `Both sit in ${committee} on the same days. Remove one of them there first, then merge.`,
  };
}

/** Removes somebody who serves nowhere. Throws Problem `notPossibleNow` naming what stands in the way. */
export async function removePerson(context: Context, may: MayWrite, id: string): Promise<void> {
  const detail = await getPersonDetail(context, id);
  if (!detail.can.remove || detail.trainings.length > 0)
    throw new Problem('notPossibleNow', { detail: serves });
  await deletePersons(context.tx, may, [id]);
  await settlePersons(context, [id]);
}

const serves = {
  vi: 'Người này còn có tên trong tổ, ban hoặc lớp tập huấn. Hãy bỏ khỏi những nơi đó trước.',
  en: 'This person stands in a team, a committee or a training. Remove him there first.',
};
