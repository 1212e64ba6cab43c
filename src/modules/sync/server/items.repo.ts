import { type RawBuilder, sql, type Transaction } from 'kysely';
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
  /** Who brought it in a file; nobody where the phone itself sent it. */
  brought_by: string | null;
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
  readonly broughtBy: string | undefined;
}

/** Whose items somebody sees: his own, and all of these areas and below them. */
export interface Office {
  readonly callerId: string;
  readonly areas: '*' | readonly string[];
}

/** Which settled item it was, for the log. */
export interface SettledRow {
  id: string;
  record_id: string;
  area_id: string;
}

type Tx = Transaction<DB>;

/** Lets what comes from one phone come one request after the other, so that what of it waits can be counted. */
export async function oneAtATime(tx: Tx, phoneId: string): Promise<void> {
  await sql`/* kept, ahead */ select pg_advisory_xact_lock(hashtextextended(${`sync ${phoneId}`}, 0))`.execute(
    tx,
  );
}

/** How many items of a phone wait beside this one, as far as they came in the same way. */
export async function countBeside(
  tx: Tx,
  { id, phoneId, broughtBy }: Pick<NewItem, 'id' | 'phoneId' | 'broughtBy'>,
): Promise<number> {
  const found = await sql<{ waiting: number }>`/* kept */ select count(*)::int as waiting from sync_item
    where phone_id = ${phoneId} and settlement is null and id <> ${id}
      and (brought_by is null) = ${broughtBy === undefined}::boolean`.execute(tx);
  return found.rows[0]?.waiting ?? 0;
}

/**
 * Keeps what could not be stored; the same command sent again brings its reason up to date, but what a file says never
 * takes the place of what is kept.
 */
export async function keepItem(tx: Tx, item: NewItem): Promise<void> {
  await sql`
    insert into sync_item (id, kind, province_id, area_id, phone_id, user_id, record_id, outcome, payload, problem, conflicts, made_at,
      brought_by)
    select ${item.id}, ${item.kind}, coalesce(a.province_id, a.id), a.id, ${item.phoneId}, ${item.userId}, ${item.recordId}, ${item.outcome},
      ${JSON.stringify(item.payload)}, ${item.problem === undefined ? null : JSON.stringify(item.problem)},
      ${JSON.stringify(item.conflicts)}, ${item.madeAt}, ${item.broughtBy ?? null}
    from area a where a.id = ${item.areaId}
    on conflict (id) do update set problem = excluded.problem, payload = excluded.payload, outcome = excluded.outcome,
      conflicts = excluded.conflicts, brought_by = null
    where sync_item.settlement is null and sync_item.user_id = excluded.user_id and sync_item.kind = excluded.kind
      and sync_item.record_id = excluded.record_id and excluded.brought_by is null`.execute(tx);
}

const select = sql`
  select i.id, i.kind, i.record_id, i.area_id, a.full_name as area_name, i.user_id, p.name as phone_name, i.outcome, i.payload,
    i.problem, i.conflicts, i.made_at, i.received_at, i.settlement, i.settled_at, i.settled_by, i.phone_id, i.reason,
    i.brought_by
  from sync_item i join area a on a.id = i.area_id join field_phone p on p.id = i.phone_id`;

/** So long settled items are shown, and told to the phone that they came from. */
const TOLD_DAYS = 62;

/** A page of a list holds no more rows, and no more bytes beyond its first row. */
const PAGE = { rows: 100, bytes: 1_000_000 };

/**
 * A page of what waits, the oldest first, or of what was settled, the newest first; `after` is the last item of the page
 * before. `next`: the item after which there is more.
 */
export async function listItems(
  tx: Tx,
  which: 'open' | 'settled',
  office: Office,
  after: string | undefined,
): Promise<{ rows: ItemRow[]; next: string | null }> {
  const isSeen =
    office.areas === '*'
      ? sql`true`
      : sql`(i.user_id::text = ${office.callerId} or i.area_id in
          (select area_id from area_path_today where ancestor_id = any(${[...office.areas]}::uuid[])))`;
  const isOpen = which === 'open';
  const state = isOpen
    ? sql`i.settlement is null`
    : sql`i.settled_at > now() - make_interval(days => ${TOLD_DAYS})`;
  const order = isOpen ? sql`received_at, id` : sql`settled_at desc, id desc`;
  const place = isOpen
    ? sql`(i.received_at, i.id) > (select received_at, id from sync_item where id = ${after ?? null}::uuid)`
    : sql`(i.settled_at, i.id) < (select settled_at, id from sync_item where id = ${after ?? null}::uuid)`;
  const found = await sql<ItemRow & { fits: boolean }>`
    with page as materialized (${select} where ${state} and ${isSeen} and ${after === undefined ? sql`true` : place}
      order by ${isOpen ? sql`i.received_at, i.id` : sql`i.settled_at desc, i.id desc`} limit ${PAGE.rows + 1}),
    sized as (select *, row_number() over (order by ${order}) as number,
      sum(octet_length(payload::text) + octet_length(coalesce(problem::text, '')) + octet_length(conflicts::text))
        over (order by ${order}) as bytes from page)
    select *, (number = 1 or bytes <= ${PAGE.bytes}) and number <= ${PAGE.rows} as fits from sized order by number`.execute(
    tx,
  );
  const rows = found.rows.filter(({ fits }) => fits);
  return { rows, next: rows.length < found.rows.length ? (rows.at(-1)?.id ?? null) : null };
}

/** The items of one phone that wait, and those settled lately, the latest of them where they are very many. */
export async function listItemsOfPhone(tx: Tx, phoneId: string): Promise<ItemRow[]> {
  const found = await sql<ItemRow>`/* kept */ ${select} where i.phone_id = ${phoneId}
    and (i.settlement is null or i.settled_at > now() - make_interval(days => ${TOLD_DAYS}))
    order by i.settled_at desc nulls first, i.received_at, i.id limit 1000`.execute(tx);
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

/** Which of these items: by id, a conflict that its maker answered, or all refused ones about records that are stored now. */
export type ToSettle =
  | { readonly id: string }
  | {
      readonly conflict: string;
      readonly recordId: string;
      readonly kind: CommandKind;
      readonly of: readonly string[];
    }
  | { readonly repaired: readonly string[]; readonly kind: CommandKind; readonly of: readonly string[] };

/** Settles items that wait, where they are those of whom they are said to be (`of`: people's ids); gives which they were. */
export async function settle(
  tx: Tx,
  which: ToSettle,
  how: { settlement: 'repaired' | 'chosen' | 'dropped'; by: string; reason: string },
): Promise<SettledRow[]> {
  const found =
    await sql<SettledRow>`/* kept */ update sync_item set settlement = ${how.settlement}, settled_at = now(),
    settled_by = ${how.by}, reason = ${how.reason} where settlement is null and ${chosen(which)}
    returning id, record_id, area_id`.execute(tx);
  return found.rows;
}

function chosen(which: ToSettle): RawBuilder<unknown> {
  if ('id' in which) return sql`id = ${which.id}`;
  const its = sql`kind = ${which.kind} and user_id = any(${[...which.of]}::uuid[])`;
  if ('conflict' in which)
    return sql`id = ${which.conflict} and record_id = ${which.recordId} and outcome = 'conflict' and ${its}`;
  return sql`record_id = any(${[...which.repaired]}::uuid[]) and outcome = 'refused' and ${its}`;
}

/** For each of these areas itself and all above it today. */
export async function areasAbove(tx: Tx, areaIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = await sql<{ area: string; above: string[] }>`
    select area_id as area, array_agg(ancestor_id) as above from area_path_today
    where area_id = any(${[...new Set(areaIds)]}::uuid[]) group by area_id`.execute(tx);
  return new Map(found.rows.map(({ area, above }) => [area, above]));
}
