import type { Context } from '../../../platform/server/context.ts';
import type { Activity } from '../activity.contract.ts';
import { toActivities } from './answer.service.ts';
import { findActivities } from './changes.repo.ts';
import { listIdsMadeBy } from './made-by.repo.ts';
import { reachOf } from './reach.repo.ts';

/** Records that came in since a moment from these people on these devices: how many, and those that wait to be verified. */
export async function cameInFrom(
  context: Context,
  asked: { sources: readonly { userId: string; device: string }[]; since: Date; most: number },
): Promise<{ total: number; toVerify: Activity[] }> {
  const ids = await listIdsMadeBy(context.tx, { ...asked, today: context.today });
  if (ids.length === 0) return { total: 0, toVerify: [] };
  const rows = await findActivities(context.tx, ids, reachOf(context.caller));
  const waiting = rows.filter(({ state }) => state === 'submitted').slice(0, asked.most);
  return { total: ids.length, toVerify: await toActivities(context, waiting) };
}
