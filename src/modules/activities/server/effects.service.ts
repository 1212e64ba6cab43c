import type { Context } from '../../../platform/server/context.ts';
import {
  findWorkedOn,
  followEntries,
  type MayFollowEntries,
  removeEntries,
  type SiteEntry,
} from '../../models/server/entries.service.ts';

/** A record as it stands after a change. */
export type ChangedRecord = SiteEntry & { readonly form: string };

interface FormEffect {
  /** Makes what hangs on these records what they say now. */
  readonly follow: (
    context: Context,
    authorized: MayFollowEntries,
    records: readonly ChangedRecord[],
  ) => Promise<void>;
}

/** What records of a form make elsewhere, in the transaction of the record: an explicit list. */
const effects: Readonly<Record<string, FormEffect>> = { modelSite: { follow: followEntries } };

/** Whether something hangs on records of the form. */
export function hasEffects(form: string): boolean {
  return effects[form] !== undefined;
}

/** Lets what hangs on records follow them. For records of most forms nothing does, and nothing is asked. */
export async function applyEffects(
  context: Context,
  authorized: MayFollowEntries,
  records: readonly ChangedRecord[],
): Promise<void> {
  for (const [form, changed] of Map.groupBy(records, (record) => record.form))
    await effects[form]?.follow(context, authorized, changed);
}

/** Those of these records whose effects were worked on since: they can't be taken away as if they had not been. */
export function findHeldByEffects(context: Context, ids: readonly string[]): Promise<string[]> {
  return findWorkedOn(context, ids);
}

/** Takes away what hangs on records that are taken away as if they had not been. */
export function removeEffects(
  context: Context,
  authorized: MayFollowEntries,
  ids: readonly string[],
): Promise<void> {
  return removeEntries(context, authorized, ids);
}
