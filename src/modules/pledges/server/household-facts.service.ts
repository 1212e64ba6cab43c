import type { Context } from '../../../platform/server/context.ts';
import { insertFactsInBulk, type RecordWorth, removeFacts } from '../../figures/server/facts.service.ts';
import { householdFacts } from '../household.rules.ts';
import { findHouseholdsById, findPledgeSpans } from './household.repo.ts';

/**
 * Makes the facts of these households anew, from their lives and their pledges. Locks them, so that two who change one
 * household come one after the other.
 */
export async function refreshHouseholdFacts(context: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await findHouseholdsById(context.tx, ids, true);
  const spans = await findPledgeSpans(context.tx, ids);
  const worths = rows.map(
    (row): RecordWorth => ({
      recordId: row.id,
      source: 'household',
      provinceId: row.provinceId,
      verified: true,
      facts: householdFacts(row, spans.get(row.id) ?? []),
    }),
  );
  await removeFacts(context.tx, ids);
  await insertFactsInBulk(context.tx, worths);
}
