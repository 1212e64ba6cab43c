import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { RowProblem } from '../../activities/activity.contract.ts';
import type { FieldConflict } from '../../activities/merge.rules.ts';
import type { CommandKind } from '../sync.contract.ts';

export interface ItemRow {
  id: string;
  kind: CommandKind;
  record_id: string;
  area_id: string;
  area_name: string;
  user_id: string;
  phone_name: string;
  outcome: 'refused' | 'conflict';
  payload: Record<string, unknown>;
  problem: RowProblem | null;
  conflicts: FieldConflict[];
  made_at: Date;
  received_at: Date;
  settlement: 'repaired' | 'chosen' | 'dropped' | null;
  settled_at: Date | null;
  settled_by: string | null;
  phone_id: string;
  reason: string;
}

export interface NewItem {
  readonly id: string;
  readonly kind: CommandKind;
  readonly areaId: string;
  readonly phoneId: string;
  readonly userId: string;
  readonly recordId: string;
  readonly outcome: 'refused' | 'conflict';
  readonly payload: unknown;
  readonly problem: unknown;
  readonly conflicts: readonly FieldConflict[];
  readonly madeAt: string;
}

type Tx = Transaction<DB>;

/** Keeps what could not be stored; the same command sent again brings its reason up to date. */
export async function keepItem(tx: Tx, item: NewItem): Promise<void> {
  await sql`
    insert into sync_item (id, kind, province_id, area_id, phone_id, user_id, record_id, outcome, payload, problem, conflicts, made_at)
    select ${item.id}, ${item.kind}, coalesce(a.province_id, a.id), a.id, ${item.phoneId}, ${item.userId}, ${item.recordId}, ${item.outcome},
      ${JSON.stringify(item.payload)}, ${item.problem === undefined ? null : JSON.stringify(item.problem)},
      ${JSON.stringify(item.conflicts)}, ${item.madeAt}
    from area a where a.id = ${item.areaId}
    on conflict (id) do update set problem = excluded.problem, payload = excluded.payload, outcome = excluded.outcome,
      conflicts = excluded.conflicts
    where sync_item.settlement is null and sync_item.user_id = excluded.user_id`.execute(tx);
}

const select = sql`
  select i.id, i.kind, i.record_id, i.area_id, a.full_name as area_name, i.user_id, p.name as phone_name, i.outcome, i.payload,
    i.problem, i.conflicts, i.made_at, i.received_at, i.settlement, i.settled_at, i.settled_by, i.phone_id, i.reason
  from sync_item i join area a on a.id = i.area_id join field_phone p on p.id = i.phone_id`;

/** So long settled items are shown, and told to the phone that they came from. */
const TOLD_DAYS = 62;

export async function listItems(tx: Tx, which: 'open' | 'settled'): Promise<ItemRow[]> {
  const state =
    which === 'open'
      ? sql`i.settlement is null order by i.received_at, i.id`
      : sql`i.settled_at > now() - make_interval(days => ${TOLD_DAYS}) order by i.settled_at desc, i.id`;
  return (await sql<ItemRow>`${select} where ${state} limit 500`.execute(tx)).rows;
}

/** The items of one phone that wait, and those settled lately. */
export async function listItemsOfPhone(tx: Tx, phoneId: string): Promise<ItemRow[]> {
  const found = await sql<ItemRow>`/* kept */ ${select} where i.phone_id = ${phoneId}
    and (i.settlement is null or i.settled_at > now() - make_interval(days => ${TOLD_DAYS}))
    order by i.received_at, i.id limit 500`.execute(tx);
  return found.rows;
}

/** How many wait in the caller's areas. */
export async function countOpenItems(tx: Tx): Promise<{ refused: number; conflicts: number }> {
  const found = await sql<{ refused: number; conflicts: number }>`
    select count(*) filter (where outcome = 'refused')::int as refused,
      count(*) filter (where outcome = 'conflict')::int as conflicts
    from sync_item where settlement is null`.execute(tx);
  return found.rows[0] ?? { refused: 0, conflicts: 0 };
}

export async function findItem(
  tx: Tx,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<ItemRow | undefined> {
  const held = lock === 'lock' ? sql`for update of i` : sql``;
  return (await sql<ItemRow>`${select} where i.id = ${id} ${held}`.execute(tx)).rows[0];
}

/** Which of these commands somebody has settled already. */
export async function settledAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    /* kept */ select id from sync_item where id = any(${[...ids]}::uuid[]) and settlement is not null`.execute(
    tx,
  );
  return new Set(found.rows.map((row) => row.id));
}

/** Settles items: one by its id, or all refused ones of a kind about records that have found their way after all. */
export async function settle(
  tx: Tx,
  which: { id: string } | { repairedRecords: readonly string[]; kind: CommandKind },
  how: { settlement: 'repaired' | 'chosen' | 'dropped'; by: string; reason: string },
): Promise<void> {
  const chosen =
    'id' in which
      ? sql`id = ${which.id}`
      : sql`record_id = any(${[...which.repairedRecords]}::uuid[]) and kind = ${which.kind} and outcome = 'refused'`;
  await sql`/* kept */ update sync_item set settlement = ${how.settlement}, settled_at = now(), settled_by = ${how.by},
    reason = ${how.reason} where settlement is null and ${chosen}`.execute(tx);
}
