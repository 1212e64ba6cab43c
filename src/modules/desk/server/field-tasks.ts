import type { Context } from '../../../platform/server/context.ts';
import { countFieldDay } from '../../sync/server/field-day.service.ts';
import type { DeskTask } from '../desk.contract.ts';

/** What phones need of the commune: an answer to their entries, a call where they are silent; and who is out now. */
export async function fieldTasks(context: Context): Promise<DeskTask[]> {
  const counts = await countFieldDay(context);
  return (['waiting', 'silent', 'patrols'] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => ({
      kind: 'field',
      what,
      count: counts[what],
      more: false,
      days: what === 'silent' ? counts.silentDays : 0,
    }));
}
