import type { Permission } from '../../../platform/permissions.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { officeMay, officeOf, readingOf } from '../item-reading.rules.ts';
import { areasAbove, type ItemRow, type Office } from './items.repo.ts';

/** Whose items the caller sees in lists: his own, and all of the areas that he looks after. */
export function officeFor({ caller }: Context): Office {
  const office = { ...caller, assignments: officeOf(caller.assignments) };
  return { callerId: caller.id, areas: scopeFor(office, 'activities.read') };
}

/** Says of areas whether the caller has a permission there by a role that looks after others' items. */
export async function officeIn(
  { tx, caller }: Context,
  areaIds: readonly string[],
): Promise<(permission: Permission, areaId: string) => boolean> {
  if (caller.kind === 'system') return () => true;
  const above = await areasAbove(tx, areaIds);
  return (permission, areaId) => officeMay(caller.assignments, permission, above.get(areaId) ?? [areaId]);
}

/** Says of items whether the caller may read what is in them (see `SyncItem`). */
export async function readerOf(
  context: Context,
  rows: readonly ItemRow[],
): Promise<(row: ItemRow) => boolean> {
  const isOwn = (row: ItemRow): boolean => row.user_id === context.caller.id;
  if (rows.every(isOwn)) return () => true;
  const may = await officeIn(
    context,
    rows.map((row) => row.area_id),
  );
  return (row) => isOwn(row) || may(readingOf[row.kind], row.area_id);
}
