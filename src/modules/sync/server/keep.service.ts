import type { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { onItsOwn } from '../../../platform/server/savepoint.ts';
import type { RowProblem } from '../../activities/activity.contract.ts';
import type { FieldConflict } from '../../activities/merge.rules.ts';
import { storableJson } from '../plain-json.rules.ts';
import { OPEN_ITEMS_LIMIT, type SyncCommand } from '../sync.contract.ts';
import { countBeside, keepItem } from './items.repo.ts';
import { refusalOf, tooManyWait } from './refusal.ts';
import type { Sender } from './sender.ts';

type Why = { readonly problem: RowProblem } | { readonly conflicts: readonly FieldConflict[] };

/**
 * Keeps what could not be stored as it came, for whoever knows. Throws Problem `notPossibleNow` where as many of the
 * phone's wait as may.
 */
export async function keep(context: Context, sender: Sender, command: SyncCommand, why: Why): Promise<void> {
  const { id, kind, recordId, payload, madeAt } = command;
  const problem = 'problem' in why ? why.problem : undefined;
  const item = {
    id,
    kind,
    recordId,
    madeAt,
    areaId: sender.area_id,
    phoneId: sender.id,
    userId: sender.user_id,
    broughtBy: sender.broughtBy,
    outcome: problem ? ('refused' as const) : ('conflict' as const),
    payload: storableJson(payload),
    problem: storableJson(problem),
    conflicts: storableJson('conflicts' in why ? why.conflicts : []) as readonly FieldConflict[],
  };
  if ((await countBeside(context.tx, item)) >= OPEN_ITEMS_LIMIT) throw tooManyWait();
  await keepItem(context.tx, item);
}

/**
 * Keeps what was refused, so that it fails alone where it can't be; then gives what is in the way. In a savepoint of its
 * own, to be called outside any other.
 */
export async function keepRefused(
  context: Context,
  sender: Sender,
  command: SyncCommand,
  problem: RowProblem,
): Promise<Problem | undefined> {
  try {
    await onItsOwn(context.tx, () => keep(context, sender, command, { problem }));
    return undefined;
  } catch (error) {
    return refusalOf(error);
  }
}
