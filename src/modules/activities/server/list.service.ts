import { isDate } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type ActivityFilters, type ActivityList, COUNT_LIMIT } from '../activities.contract.ts';
import { searchWords } from '../activity-text.rules.ts';
import {
  type ActivityRow,
  type ActivitySearch,
  areFew,
  countActivities,
  type Position,
  searchActivities,
} from './activity-read.repo.ts';
import { toActivities } from './answer.service.ts';
import { reachOf } from './reach.repo.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A page of records within the caller's areas. Throws Problem `badRequest` for a cursor that is none of ours. */
export async function listActivities(
  context: Context,
  asked: ActivityFilters & { cursor?: string | undefined; limit: number },
): Promise<ActivityList> {
  const search = await searchOf(context, asked);
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const page = { sort: asked.sort, after, limit: asked.limit + 1 };
  const rows = await searchActivities(context.tx, search, page, reachOf(context.caller));
  const shown = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  return {
    items: await toActivities(context, shown),
    next: last ? writeCursor(last) : null,
    total: after ? null : await countUpTo(context, search),
  };
}

/** All records of the list in its order, at most so many, page after page. */
export async function* walkActivities(
  context: Context,
  asked: ActivityFilters,
  most: number,
): AsyncGenerator<ActivityRow> {
  const search = await searchOf(context, asked);
  let after: Position | undefined;
  for (let left = most; left > 0; ) {
    const page = { sort: asked.sort, after, limit: Math.min(left, 1000) };
    const rows = await searchActivities(context.tx, search, page, reachOf(context.caller));
    yield* rows;
    after = rows.at(-1);
    left -= rows.length;
    if (rows.length < page.limit) return;
  }
}

async function countUpTo(
  context: Context,
  search: ActivitySearch,
): Promise<{ count: number; more: boolean }> {
  const found = await countActivities(context.tx, search, COUNT_LIMIT + 1);
  return { count: Math.min(found, COUNT_LIMIT), more: found > COUNT_LIMIT };
}

async function searchOf(context: Context, asked: ActivityFilters): Promise<ActivitySearch> {
  const { form, areaId, organizationId, from, to, state, q, importId, mine, choice } = asked;
  const choices = new Map<string, string[]>();
  for (const pair of choice ?? []) {
    const at = pair.indexOf(':');
    const field = pair.slice(0, at);
    choices.set(field, [...(choices.get(field) ?? []), pair.slice(at + 1)]);
  }
  const roots = areaId === undefined ? scopeFor(context.caller, 'activities.read') : [areaId];
  return {
    roots,
    fewAreas: await areFew(context.tx, roots),
    ...{ form, organizationId, from, to, importId, choices },
    states: state,
    words: q === undefined ? undefined : searchWords(q),
    createdBy: mine === 'true' ? context.caller.id : undefined,
  };
}

function writeCursor(position: Position): string {
  return Buffer.from(`${position.day} ${position.id}`).toString('base64url');
}

function readCursor(cursor: string): Position {
  const [day, id] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!isDate(day) || id === undefined || !UUID.test(id)) throw new Problem('badRequest');
  return { day, id };
}
