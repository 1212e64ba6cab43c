import type { z } from 'zod';
import type { Day } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { siteHeadcounts } from '../../teams/server/site-headcounts.service.ts';
import { searchWords } from '../kind-words.rules.ts';
import type { SiteState, SiteSummary } from '../model-site.contract.ts';
import { siteState } from '../model-state.rules.ts';
import {
  COUNT_LIMIT,
  type countModelSites,
  type listModelSites,
  type SiteFilters,
} from '../models.contract.ts';
import { placeTitle, siteTitle } from '../site-words.rules.ts';
import { settleSites } from './site-life.service.ts';
import { countSites, countStates, type SiteLineRow, type SiteSearch, searchSites } from './sites.repo.ts';

type SiteList = z.input<(typeof listModelSites)['output']>;
type SiteCounts = z.input<(typeof countModelSites)['output']>;

/** A page of sites within the caller's areas, the newest first. Throws Problem `badRequest` for a strange cursor. */
export async function listSites(
  context: Context,
  asked: SiteFilters & { cursor?: string | undefined; limit: number },
): Promise<SiteList> {
  await settleSites(context);
  const search = searchOf(context, asked);
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const rows = await searchSites(context.tx, search, { after, limit: asked.limit + 1 });
  const shown = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  return {
    items: await toSummaries(context, shown),
    total: await countSites(context.tx, search, COUNT_LIMIT + 1),
    next: last ? Buffer.from(`${last.since} ${last.id}`).toString('base64url') : null,
    can: { propose: callerMay(context.caller, 'models.write') },
  };
}

/** How many sites are in each state, and how many have a check or a review overdue. */
export async function countSitesByState(
  context: Context,
  asked: { areaId?: string | undefined; kindId?: string | undefined },
): Promise<SiteCounts> {
  await settleSites(context);
  const { states, kinds, overdue } = await countStates(context.tx, searchOf(context, asked));
  const all = {
    ...{ proposed: 0, surveyed: 0, approved: 0, launched: 0, active: 0, dormant: 0 },
    ...{ replicated: 0, merged: 0, retired: 0 },
  } satisfies Record<SiteState, number>;
  return { states: { ...all, ...states }, kinds, overdue };
}

function searchOf(context: Context, asked: Partial<SiteFilters>): SiteSearch {
  return {
    roots: asked.areaId === undefined ? undefined : [asked.areaId],
    kindId: asked.kindId,
    states: asked.state,
    words: searchWords(asked.q ?? ''),
    overdue: asked.overdue === 'true',
    today: context.today,
  };
}

function readCursor(cursor: string): { day: string; id: string } {
  const [day, id] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!/^\d{4}-\d\d-\d\d$/u.test(day ?? '') || !/^[0-9a-f-]{36}$/u.test(id ?? ''))
    throw new Problem('badRequest');
  return { day: day ?? '', id: id ?? '' };
}

/** Sites as lists show them, with the numbers of their lists where these count. */
export async function toSummaries(context: Context, rows: readonly SiteLineRow[]): Promise<SiteSummary[]> {
  const listed = await siteHeadcounts(
    context,
    rows.filter((row) => row.counts === 'listed').map((row) => row.id),
  );
  return rows.map((row) => {
    const steps = (listed.get(row.id) ?? []).filter((step) => step.day <= context.today);
    const sum = (of: 'teams' | 'members') => steps.reduce((whole, step) => whole + step[of], 0);
    return toSummary(row, context.today, { teams: sum('teams'), members: sum('members') });
  });
}

export function stateOfRow(row: SiteLineRow, today: Day): SiteState {
  return siteState(
    {
      stage: row.stage,
      lastRecordOn: row.last_record_on,
      dormantFrom: row.dormant_from,
      replicatedOn: row.replicated_on,
    },
    today,
  );
}

export function titleOfRow(row: SiteLineRow): string {
  return siteTitle({
    name: row.name,
    kindName: row.kind_name,
    placeName: placeTitle(row.area_name, row.organization_name),
  });
}

function toSummary(row: SiteLineRow, today: Day, listed: { teams: number; members: number }): SiteSummary {
  return {
    id: row.id,
    kind: { id: row.kind_id, name: row.kind_name },
    name: row.name,
    place: {
      areaId: row.area_id,
      areaName: row.area_name,
      areaKind: row.area_kind,
      organizationId: row.organization_id,
      organizationName: row.organization_name,
    },
    path: row.path,
    state: stateOfRow(row, today),
    stage: row.stage,
    launchedOn: row.launched_on,
    proposedOn: row.proposed_on,
    endedOn: row.ended_on,
    lastRecordOn: row.last_record_on,
    dormantFrom: row.dormant_from,
    checkDueOn: row.check_due_on,
    reviewDueOn: row.review_due_on,
    coreForce: row.core_force,
    teams: row.counts === 'listed' ? listed.teams : row.declared_teams,
    members: row.counts === 'listed' ? listed.members : row.declared_members,
    revision: row.revision,
  };
}
