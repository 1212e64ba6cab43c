import type { Day } from '../../../platform/dates.ts';
import { isDate } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { authorizeEverywhere } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { foldText } from '../../../platform/text.ts';
import type { ActivityState } from '../../activities/activity-state.contract.ts';
import { isCounted } from '../../activities/activity-state.rules.ts';
import { sameValues } from '../../activities/activity-text.rules.ts';
import { type EntryValues, PlaceValue } from '../../activities/field.contract.ts';
import { removeFacts } from '../../figures/server/facts.service.ts';
import { findEntriesWithoutSite } from './entries.repo.ts';
import { deleteUnusedEntryKinds } from './kinds.repo.ts';
import { kindsByName } from './kinds.service.ts';
import { provincesOfPlaces } from './place.repo.ts';
import { refreshSites } from './site-life.service.ts';
import {
  deleteSites,
  type HeldSite,
  holdSites,
  type MayChangeSites,
  type StoredSite,
  writeSites,
} from './site-store.repo.ts';

/** Whatever lets somebody change the entry behind a site. */
export type MayFollowEntries = MayChangeSites;

/** An entry of the register of models (form `modelSite`) as it stands now. */
export interface SiteEntry {
  readonly id: string;
  readonly provinceId: string;
  readonly values: EntryValues;
  readonly state: ActivityState;
}

/**
 * Makes the sites of these entries what the entries say: a site with the id of its entry, there while the entry counts.
 * A site that was worked on keeps what was written on it. Throws Problem `notPossibleNow` where an entry was changed of
 * whose site that holds.
 */
export async function followEntries(
  context: Context,
  authorized: MayFollowEntries,
  entries: readonly SiteEntry[],
): Promise<void> {
  const held = new Map(
    (await holdSites(context.tx, entries.map((entry) => entry.id).sort())).map((site) => [site.id, site]),
  );
  const counted = entries.filter((entry) => isCounted(entry.state));
  const kinds = await kindsOf(context, counted);
  const next: StoredSite[] = [];
  for (const entry of entries) {
    const site = held.get(entry.id);
    const kind = kinds.get(entry.id);
    if (kind !== undefined) next.push(siteAfter(context, authorized, entry, site, kind));
    else if (site !== undefined && !site.voided)
      next.push({ ...site, voided: true, revision: site.revision + 1 });
  }
  await writeSites(context.tx, authorized, next, { action: 'entry', reason: '' });
  await refreshSites(
    context,
    next.map((site) => site.id),
  );
}

type Kind = { readonly id: string; readonly looksBelow: boolean };

/** The kind that each entry names, by the entry's id. */
async function kindsOf(context: Context, entries: readonly SiteEntry[]): Promise<Map<string, Kind>> {
  const places = await provincesOfPlaces(
    context.tx,
    entries.map((entry) => ({ areaId: placeOf(entry).areaId, day: launchDay(entry) })),
  );
  const provinceOf = (entry: SiteEntry): string =>
    places.get(`${placeOf(entry).areaId} ${launchDay(entry)}`)?.today ?? entry.provinceId;
  const kinds = new Map<string, Kind>();
  for (const [provinceId, here] of Map.groupBy(entries, provinceOf)) {
    const names = here.map(kindText);
    const found = await kindsByName(context, provinceId, names);
    for (const entry of here) {
      const kind = found.get(foldedKind(entry));
      if (kind === undefined) throw new Error('a kind that was just made is missing');
      kinds.set(entry.id, kind);
    }
  }
  return kinds;
}

function siteAfter(
  context: Context,
  authorized: MayFollowEntries,
  entry: SiteEntry,
  site: HeldSite | undefined,
  kind: Kind,
): StoredSite {
  const verified = entry.state === 'verified';
  if (site?.worked_on) {
    if (site.entry === null || !sameValues(site.entry, entry.values)) throw workedOn();
    return { ...site, verified, voided: false, revision: site.revision + 1 };
  }
  const { values } = entry;
  const place = placeOf(entry);
  const launchedOn = launchDay(entry);
  const endedOn = isDate(values.retiredOn) ? values.retiredOn : null;
  return {
    id: entry.id,
    province_id: entry.provinceId,
    area_id: place.areaId,
    organization_id: place.organizationId ?? null,
    kind_id: kind.id,
    name: '',
    stage: endedOn === null ? 'launched' : 'retired',
    since: launchedOn,
    proposed_on: null,
    launched_on: launchedOn,
    ended_on: endedOn,
    end_reason: textOf(values.retirementReason),
    merged_into: null,
    replicated_on: null,
    pilot_id: null,
    core_force: textOf(values.coreForce),
    responsible: '',
    declared_teams: countOf(values.teams),
    declared_members: countOf(values.members),
    counts: 'declared',
    steps: [],
    survey: null,
    note: textOf(values.note),
    looks_below: kind.looksBelow,
    entry: values,
    worked_on: false,
    verified,
    voided: false,
    search: site?.search ?? '',
    revision: (site?.revision ?? 0) + 1,
    created_by: site?.created_by ?? authorized.callerId,
    created_at: site?.created_at ?? context.now,
    changed_by: authorized.callerId,
  };
}

function workedOn(): Problem {
  return new Problem('notPossibleNow', {
    detail: {
      vi: 'Điểm này đã được theo dõi tiếp ở trang Mô hình. Hãy sửa ở trang Mô hình.',
      en: 'The site has been worked on in the section Models. Change it there.',
    },
  });
}

/** Makes the sites of entries that were there before the register of sites; gives how many. For the start, as system. */
export async function followOldEntries(context: Context): Promise<number> {
  const may = authorizeEverywhere(context.caller, 'imports.use');
  const rows = await findEntriesWithoutSite(context.tx, OLD_ENTRIES);
  const entries = rows.map(({ id, province_id: provinceId, values, state }) => ({
    id,
    provinceId,
    values,
    state,
  }));
  await followEntries(context, may, entries);
  return rows.length;
}

const OLD_ENTRIES = 500;

/** Sites of entries that were worked on since, out of these ids: what may not be taken away with an import. */
export async function findWorkedOn(context: Context, ids: readonly string[]): Promise<string[]> {
  const sites = await holdSites(context.tx, ids);
  return sites.filter((site) => site.worked_on).map((site) => site.id);
}

/** Takes the sites of entries away with them, as if they had not been; and kinds that only they had named. */
export async function removeEntries(
  context: Context,
  authorized: MayFollowEntries,
  ids: readonly string[],
): Promise<void> {
  const sites = await holdSites(context.tx, ids);
  if (sites.length === 0) return;
  const siteIds = sites.map((site) => site.id);
  await removeFacts(context.tx, siteIds);
  await deleteSites(context.tx, authorized, siteIds);
  await deleteUnusedEntryKinds(context.tx, [...new Set(sites.map((site) => site.kind_id))]);
}

function placeOf(entry: SiteEntry): PlaceValue {
  return PlaceValue.parse(entry.values.place);
}
function launchDay(entry: SiteEntry): Day {
  return String(entry.values.launchedOn) as Day;
}
function kindText(entry: SiteEntry): string {
  return String(entry.values.kind);
}
function foldedKind(entry: SiteEntry): string {
  return foldText(kindText(entry));
}
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
function countOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
