import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { insertFactsInBulk, removeFacts } from '../../figures/server/facts.service.ts';
import { findForm } from './check.service.ts';
import { worthOf } from './content.service.ts';
import { applyEffects } from './effects.service.ts';
import { verifySubmitted } from './verify-many.repo.ts';

/**
 * Verifies the submitted ones among the records, a few hundred at once: for whoever fills in a whole year of books.
 * The records have to lie in the area that `authorized` speaks of. Gives how many it were.
 */
export async function verifyInBulk(
  context: Context,
  authorized: Authorized<'activities.verify'>,
  ids: readonly string[],
): Promise<number> {
  const rows = await verifySubmitted(context.tx, authorized, ids, context.device);
  await removeFacts(
    context.tx,
    rows.map((row) => row.id),
  );
  await insertFactsInBulk(
    context.tx,
    rows.map(({ id, province_id: provinceId, form, values }) =>
      worthOf(findForm(form), { id, provinceId, values, state: 'verified' }),
    ),
  );
  await applyEffects(
    context,
    authorized,
    rows.map(({ id, province_id: provinceId, form, values }) => ({
      id,
      provinceId,
      form,
      values,
      state: 'verified',
    })),
  );
  return rows.length;
}
