import { writeAudit } from '../../../platform/server/audit.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { CommandKind, SyncCommand } from '../sync.contract.ts';
import { type SettledRow, settle, type ToSettle } from './items.repo.ts';
import type { Sender } from './sender.ts';

/** What was refused before has found its way after all. */
export async function settleRepaired(
  context: Context,
  { settlesOf: of }: Sender,
  kind: CommandKind,
  records: readonly string[],
): Promise<void> {
  if (records.length > 0) await settleAs(context, 'repaired', { repaired: records, kind, of });
}

/** A choice between two values is made by the entry that says so. */
export async function settleChosen(
  context: Context,
  { settlesOf: of }: Sender,
  { settles: conflict, recordId, kind }: SyncCommand,
): Promise<void> {
  if (conflict !== undefined) await settleAs(context, 'chosen', { conflict, recordId, kind, of });
}

/** Each leaves the line that settling it at the desk leaves. */
async function settleAs(context: Context, settlement: 'repaired' | 'chosen', which: ToSettle): Promise<void> {
  const { tx, caller } = context;
  const settled = await settle(tx, which, { settlement, by: caller.id, reason: '' });
  for (const item of settled) await writeAudit(tx, caller.id, lineOf(settlement, item));
}

function lineOf(settlement: string, { id, record_id: recordId, area_id: areaId }: SettledRow) {
  return {
    action: `sync.${settlement}`,
    subject: 'activity',
    subjectId: recordId,
    areaId,
    details: { item: id },
  };
}
