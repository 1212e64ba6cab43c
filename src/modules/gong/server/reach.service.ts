import type { Context } from '../../../platform/server/context.ts';
import type { GongReach } from '../gong.contract.ts';
import { scopedHamlets } from './gong.repo.ts';
import { getGongRow } from './gong.service.ts';
import { countPushed, countReach } from './reach.repo.ts';

/** How an alarm reaches people: by push, by the open app, or only by SMS and word of mouth. */
export async function reachOf(context: Context, alarmId: string): Promise<GongReach> {
  const { hamlets } = await getGongRow(context, alarmId);
  const reach = await countReach(
    context.tx,
    hamlets.map(({ id }) => id),
  );
  return { ...reach, pushed: await countPushed(context.tx, alarmId) };
}

/** The hamlets in which the caller may sound, each with whom it would call. */
export async function listReach(context: Context): Promise<{ id: string; name: string; reach: GongReach }[]> {
  const hamlets = await scopedHamlets(context.tx);
  const found = [];
  for (const { id, name } of hamlets)
    found.push({ id, name, reach: { ...(await countReach(context.tx, [id])), pushed: 0 } });
  return found;
}
