import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import { settleConflicts } from '../../activities/merge.rules.ts';
import { getActivity } from '../../activities/server/answer.service.ts';
import { placeSuccessors, saveMerging } from '../../activities/server/merge.service.ts';
import { conflictsOf } from '../conflicts.rules.ts';
import type { SyncItem } from '../sync.contract.ts';
import { appliers } from './appliers.ts';
import { officeFor, officeIn, readerOf } from './item-reading.service.ts';
import { findItem, type ItemRow, listItems, listItemsOfPhone, settle } from './items.repo.ts';
import { findPhone } from './phones.repo.ts';

type Successor = SyncItem['successors'][number];

/**
 * A page of what waits for an answer (or was settled) in the areas that the caller looks after, and of his own. Throws
 * Problem `invalidInput` where `after` is no item.
 */
export async function listSyncItems(
  context: Context,
  which: 'open' | 'settled',
  after?: string,
): Promise<{ items: SyncItem[]; next: string | null }> {
  if (after !== undefined && !(await findItem(context.tx, after)))
    throw new Problem('invalidInput', { fields: [{ path: 'cursor', code: 'unknown' }] });
  const { rows, next } = await listItems(context.tx, which, officeFor(context), after);
  return { items: await present(context, rows, await readerOf(context, rows)), next };
}

/** What a phone is told of its own items: all but what is in them, which it wrote itself. */
export async function itemsOfPhone(context: Context, phoneId: string): Promise<SyncItem[]> {
  const items = await present(context, await listItemsOfPhone(context.tx, phoneId), () => true);
  return items.map((item) => ({ ...item, payload: null }));
}

export type Settlement =
  | { readonly action: 'repair'; readonly payload: unknown }
  | {
      readonly action: 'choose';
      readonly choices: Readonly<Record<string, 'mine' | 'theirs'>>;
      readonly baseRevision: number;
    }
  | { readonly action: 'drop'; readonly reason: string };

/**
 * Settles an item, the caller's own or one of an area that he looks after: stores the entry as it should be, takes one of
 * two values for each field, or drops it with a reason. Throws Problem `notFound`, `notPossibleNow` (settled already, or not to be settled in this way), `conflict` (the record
 * has changed since), and whatever storing the entry throws.
 */
export async function settleItem(context: Context, id: string, how: Settlement): Promise<SyncItem> {
  const item = await findItem(context.tx, id, 'lock');
  if (!item || !(await maySettle(context, item))) throw new Problem('notFound');
  if (item.settlement) throw new Problem('notPossibleNow');
  if (how.action === 'repair') await repair(context, item, how.payload);
  if (how.action === 'choose') await choose(context, item, how);
  const settlement = { repair: 'repaired', choose: 'chosen', drop: 'dropped' } as const;
  const reason = how.action === 'drop' ? how.reason : '';
  await settle(context.tx, { id }, { settlement: settlement[how.action], by: context.caller.id, reason });
  const rows = await rowOf(context, id);
  const [answer] = await present(context, rows, await readerOf(context, rows));
  if (!answer) throw new Problem('notFound');
  return answer;
}

async function maySettle(context: Context, item: ItemRow): Promise<boolean> {
  if (item.user_id === context.caller.id) return true;
  const reads = await readerOf(context, [item]);
  return reads(item) && (await officeIn(context, [item.area_id]))('activities.write', item.area_id);
}

async function repair(context: Context, item: ItemRow, payload: unknown): Promise<void> {
  if (item.outcome !== 'refused') throw new Problem('notPossibleNow');
  const { repair: mend, apply } = appliers[item.kind];
  if (mend) return mend(context, item.record_id, payload);
  // Nothing in it can be put right: it is tried once more as it came.
  const phone = await findPhone(context.tx, item.phone_id);
  if (!phone) throw new Problem('notFound');
  const { id, kind, record_id: recordId, payload: came } = item;
  await apply(context, phone, { id, kind, recordId, payload: came, madeAt: item.made_at.toISOString() });
}

async function choose(
  context: Context,
  item: ItemRow,
  how: Extract<Settlement, { action: 'choose' }>,
): Promise<void> {
  if (item.outcome !== 'conflict') throw new Problem('notPossibleNow');
  const open = item.conflicts.filter(({ field }) => how.choices[field] === undefined);
  if (open.length > 0) {
    const expected = { vi: 'chọn một trong hai giá trị', en: 'one of the two values' };
    throw new Problem('invalidInput', {
      fields: open.map(({ field }) => ({ path: `choices.${field}`, code: 'required', expected })),
    });
  }
  const current = await getActivity(context, item.record_id);
  if (current.revision !== how.baseRevision) throw new Problem('conflict', { extra: { current } });
  const values = settleConflicts(current.values, item.conflicts, how.choices);
  await saveMerging(context, item.record_id, {
    form: current.form,
    formVersion: current.formVersion,
    values,
    state: current.state === 'draft' ? 'draft' : 'submitted',
    baseRevision: current.revision,
  });
}

async function rowOf(context: Context, id: string): Promise<ItemRow[]> {
  const row = await findItem(context.tx, id);
  return row ? [row] : [];
}

async function present(
  context: Context,
  rows: readonly ItemRow[],
  reads: (row: ItemRow) => boolean,
): Promise<SyncItem[]> {
  const names = await namesOf(
    context,
    rows.flatMap((row) => [row.user_id, row.settled_by ?? row.user_id, row.brought_by ?? row.user_id]),
  );
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  const items: SyncItem[] = [];
  for (const row of rows) {
    items.push({
      id: row.id,
      kind: row.kind,
      recordId: row.record_id,
      areaId: row.area_id,
      areaName: row.area_name,
      person: person(row.user_id),
      phoneName: row.phone_name,
      broughtBy: row.brought_by === null ? null : person(row.brought_by),
      outcome: row.outcome,
      ...(reads(row) ? await contentOf(context, row) : noContent),
      madeAt: row.made_at.toISOString(),
      receivedAt: row.received_at.toISOString(),
      settlement: row.settlement,
      settledAt: row.settled_at?.toISOString() ?? null,
      settledBy: row.settled_by === null ? null : person(row.settled_by),
    });
  }
  return items;
}

type Content = Pick<SyncItem, 'form' | 'payload' | 'problem' | 'conflicts' | 'successors' | 'reason'>;

async function contentOf(context: Context, row: ItemRow): Promise<Content> {
  return {
    form: typeof row.payload.form === 'string' ? row.payload.form : null,
    payload: row.payload,
    problem: row.problem,
    conflicts: conflictsOf(row.conflicts),
    successors: await successorsOf(context, row),
    reason: row.reason,
  };
}

/** A problem names values, and whoever drops something writes why: nothing of it is for those who may not read it. */
const noContent: Content = {
  form: null,
  payload: null,
  problem: null,
  conflicts: [],
  successors: [],
  reason: '',
};

/** Where the entry can be moved to, if its place was closed on its day and somebody still has to say so. */
async function successorsOf(context: Context, row: ItemRow): Promise<Successor[]> {
  const isClosed = row.problem?.fields?.some(({ code }) => code === 'unknownArea') ?? false;
  return row.settlement === null && isClosed ? placeSuccessors(context, row.payload) : [];
}
