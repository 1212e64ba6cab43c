import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { findCommitteeRows } from './committees.repo.ts';

/** Committees in a line each, by id, as far as the caller may see them. */
export async function describeCommittees(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { text: LocalText; link: string }>> {
  const rows = await findCommitteeRows(context.tx, ids);
  return new Map(
    rows.map(({ id, name, areaName }) => {
      const text = `${name}, ${areaName}`;
      return [id, { text: { vi: text, en: text }, link: `/ban-chi-dao/${id}` }];
    }),
  );
}
