import type { Permission } from '../../../platform/permissions.ts';
import { Problem } from '../../../platform/problems.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { parseAreaCode } from '../area-identity.rules.ts';
import type { AreaCan, AreaChild, AreaDetail, AreaLink, AreaSummary, Lens } from '../areas.contract.ts';
import {
  type AreaRow,
  findAncestorIds,
  findArea,
  findByCode,
  findChildren,
  findCodes,
  findLinks,
  findNames,
  findParents,
  findProfiles,
  findProvinceOn,
  findSummaries,
  isBelow,
  type LinkRow,
} from './areas.repo.ts';

/** The area, or Problem `notFound`. */
export async function getAreaRow(context: Context, id: string): Promise<AreaRow> {
  const area = await findArea(context.tx, id);
  if (!area) throw new Problem('notFound');
  return area;
}

/**
 * The area behind a code as people give it: '07840' is a unit of today, 'before:07846' one of before 1/7/2025.
 * Throws Problem `notFound`.
 */
export async function getAreaIdByCode(context: Context, text: string): Promise<string> {
  const given = parseAreaCode(text);
  const id = given && (await findByCode(context.tx, given.system, given.code));
  if (!id) throw new Problem('notFound');
  return id;
}

/** Areas in a few words as they are today, by id; ids that nobody knows are left out. */
export function getSummaries(context: Context, ids: readonly string[]): Promise<Map<string, AreaSummary>> {
  return findSummaries(context.tx, ids, context.today);
}

/** The province that an area lay in on a day: what a record of that day is filed under. Throws Problem `notFound`. */
export async function provinceOn(context: Context, areaId: string, day: string): Promise<string> {
  const found = await findProvinceOn(context.tx, areaId, day);
  if (!found) throw new Problem('notFound');
  return found;
}

/** Whether the caller has the permission in the area, by his own assignments for it. */
export async function mayIn(context: Context, permission: Permission, areaId: string): Promise<boolean> {
  const scope = scopeFor(context.caller, permission);
  return scope === '*' || (await isBelow(context.tx, areaId, scope));
}

/** One area with its history. Throws Problem `notFound`. */
export async function getAreaDetail(context: Context, id: string): Promise<AreaDetail> {
  const { tx, today } = context;
  const row = await getAreaRow(context, id);
  const [parents, before, after, ancestorIds] = [
    await findParents(tx, id),
    await findLinks(tx, id, 'predecessors'),
    await findLinks(tx, id, 'successors'),
    await findAncestorIds(tx, id),
  ];
  const others = [
    ...parents.map((one) => one.parentId),
    ...[...before, ...after].map((one) => one.otherId),
    ...ancestorIds,
  ];
  const summaries = await findSummaries(tx, [id, ...others], today);
  const own = summaries.get(id);
  if (!own) throw new Problem('notFound');
  const linksOf = (rows: readonly LinkRow[]): AreaLink[] =>
    rows.flatMap(({ otherId, ...rest }) => withArea(summaries, otherId, rest));
  const names = (await findNames(tx, [id])).get(id) ?? [];
  return {
    ...own,
    unattributed: row.unattributed,
    codes: await findCodes(tx, id),
    names: names.map(({ fullName, unitType, from, to, instrument }) => ({
      fullName,
      unitType,
      from,
      to,
      instrument,
    })),
    parents: parents.flatMap(({ parentId, ...rest }) => withArea(summaries, parentId, rest)),
    predecessors: linksOf(before),
    successors: linksOf(after),
    ancestors: ancestorIds.flatMap((one) => summaries.get(one) ?? []),
    profile: (await findProfiles(tx, [id], today)).get(id) ?? null,
    can: await canIn(context, row),
  };
}

function withArea<T extends object>(
  summaries: ReadonlyMap<string, AreaSummary>,
  id: string,
  rest: T,
): (T & { area: AreaSummary })[] {
  const area = summaries.get(id);
  return area ? [{ area, ...rest }] : [];
}

async function canIn(context: Context, area: AreaRow): Promise<AreaCan> {
  const hamlets = await mayIn(context, 'hamlets.write', area.id);
  const manage = area.kind === 'hamlet' ? hamlets : await mayIn(context, 'areas.manage', area.id);
  return {
    editProfile: hamlets,
    addHamlets: hamlets && area.kind === 'commune',
    reorganise: manage && area.closedOn === null && area.kind !== 'country',
    writeOrganizations: await mayIn(context, 'organizations.write', area.id),
  };
}

/** What hangs directly under an area, with what is known of it. Throws Problem `notFound`. */
export async function listChildren(
  context: Context,
  id: string,
  lens: Lens,
  on: string,
): Promise<AreaChild[]> {
  await getAreaRow(context, id);
  const rows = await findChildren(context.tx, id, lens, on);
  const profiles = await findProfiles(
    context.tx,
    rows.map((row) => row.id),
    on,
  );
  return rows.map((row) => ({ ...row, profile: profiles.get(row.id) ?? null }));
}
