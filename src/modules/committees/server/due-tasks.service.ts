import { addDays } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type CommitteeWithDueTasks, findDueTasks } from './due-tasks.repo.ts';

/** How far ahead tasks of committees come up. */
const notice = 14;

/** Committees of these areas themselves that have tasks overdue or due soon: those below have offices of their own. */
export function committeesWithDueTasks(
  context: Context,
  areaIds: readonly string[],
): Promise<CommitteeWithDueTasks[]> {
  const { today } = context;
  return findDueTasks(context.tx, areaIds, { today, until: addDays(today, notice) });
}
