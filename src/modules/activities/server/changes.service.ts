import { addDays } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Activity } from '../activity.contract.ts';
import type { EntryNews } from '../entry-news.contract.ts';
import { toActivities } from './answer.service.ts';
import {
  type ChangePosition,
  findActivities,
  listChanges,
  listIdsSince,
  oldestRunning,
} from './changes.repo.ts';
import { newsOfOwn } from './entry-news.service.ts';
import { reachOf } from './reach.repo.ts';

/** So far back goes what a phone is given to begin with. */
const FIRST_DAYS = 62;

export interface ActivityChanges {
  readonly activities: readonly Activity[];
  /** What others did to the caller's own records; of what was before the first cursor nothing is told. */
  readonly news: readonly EntryNews[];
  readonly cursor: string;
  readonly more: boolean;
}

/**
 * What changed in the caller's areas since the cursor; without one, the records of the last 62 days. A cursor names the
 * oldest transaction that was under way when its round began: a change that was committed later comes in the next round,
 * whatever the order in which transactions began, so none is skipped; one may come twice. Throws Problem `invalidInput`.
 */
export async function readChanges(
  context: Context,
  asked: { cursor: string | undefined; limit: number },
): Promise<ActivityChanges> {
  const cursor = asked.cursor === undefined ? undefined : parseCursor(asked.cursor);
  const base = cursor?.base ?? (await oldestRunning(context.tx));
  if (cursor === undefined || cursor.kind === 'first') {
    const day = addDays(context.today, -FIRST_DAYS);
    const ids = await listIdsSince(context.tx, { day, after: cursor?.after, limit: asked.limit });
    const more = ids.length === asked.limit;
    return {
      activities: await activitiesOf(context, ids),
      news: [],
      cursor: more ? `f.${base}.${ids.at(-1)}` : `c.${base}`,
      more,
    };
  }
  const changes = await listChanges(context.tx, {
    from: cursor.from,
    after: cursor.after,
    limit: asked.limit,
  });
  const more = changes.length === asked.limit;
  const last = changes.at(-1);
  return {
    activities: await activitiesOf(context, [...new Set(changes.map((change) => change.activityId))]),
    news: await newsOfOwn(context, changes),
    cursor:
      more && last ? `c.${cursor.from}.${base}.${last.xid}.${last.activityId}.${last.revision}` : `c.${base}`,
    more,
  };
}

async function activitiesOf(context: Context, ids: readonly string[]): Promise<Activity[]> {
  if (ids.length === 0) return [];
  return toActivities(context, await findActivities(context.tx, ids, reachOf(context.caller)));
}

type Cursor =
  | { readonly kind: 'first'; readonly base: string; readonly after: string }
  | {
      readonly kind: 'changes';
      /** Where the round began, and where the next one begins (unknown before the first page). */
      readonly from: string;
      readonly base: string | undefined;
      readonly after: ChangePosition | undefined;
    };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const first = new RegExp(`^f\\.(\\d{1,20})\\.(${uuid})$`, 'u');
const round = /^c\.(\d{1,20})$/u;
const within = new RegExp(`^c\\.(\\d{1,20})\\.(\\d{1,20})\\.(\\d{1,20})\\.(${uuid})\\.(\\d{1,9})$`, 'u');

function parseCursor(text: string): Cursor {
  const begun = first.exec(text);
  if (begun) return { kind: 'first', base: begun[1] ?? '', after: begun[2] ?? '' };
  const fresh = round.exec(text);
  if (fresh) return { kind: 'changes', from: fresh[1] ?? '', base: undefined, after: undefined };
  const [, from = '', base = '', xid = '', activityId = '', revision = ''] = within.exec(text) ?? [];
  if (from === '')
    throw new Problem('invalidInput', { fields: [{ path: 'cursor', code: 'invalid', found: text }] });
  return { kind: 'changes', from, base, after: { xid, activityId, revision: Number(revision) } };
}
