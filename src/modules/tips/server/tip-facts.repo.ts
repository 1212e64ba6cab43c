import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface CountedRow {
  readonly id: string;
  readonly areaId: string;
  readonly harm: string;
  readonly channel: string;
  readonly receivedOn: string;
  readonly isRedLine: boolean;
  readonly isNumbered: boolean;
  readonly outcome: string | null;
  readonly isForwarded: boolean;
  readonly isValuable: boolean;
  /** null while nothing was missed and something still runs. */
  readonly onTime: boolean | null;
  /** The reporter was told the result, or has an answer in the thread. */
  readonly isAnswered: boolean;
}

const columns = sql`t.id, o.area_id as "areaId", t.harm, t.channel, t.received_on as "receivedOn",
  w.state = 'redLine' as "isRedLine", w.number is not null as "isNumbered", w.outcome,
  w.forwarded_at is not null or w.transferred_at is not null as "isForwarded", coalesce(w.is_valuable, false) as "isValuable",
  w.on_time as "onTime", w.result_notified_at is not null
    or exists (select 1 from tip_message m where m.tip_id = t.id and m.sender = 'office') as "isAnswered"`;
const tables = sql`tip t join tip_work w on w.tip_id = t.id join tip_office o on o.id = t.office_id`;

/** Reports of before a day whose facts are not as they should be, a part of them. */
export async function listFactsDue(tx: Tx, before: string, most: number): Promise<CountedRow[]> {
  const found = await sql<CountedRow>`select ${columns} from ${tables}
    where not w.facts_known and t.received_on < ${before} order by t.id limit ${most} for update of w`.execute(
    tx,
  );
  return found.rows;
}

export async function noteFactsKnown(tx: Tx, id: string): Promise<void> {
  await sql`update tip_work set facts_known = true where tip_id = ${id}`.execute(tx);
}

/** Something happened that a report counts for otherwise now. */
export async function noteFactsDue(tx: Tx, id: string): Promise<void> {
  await sql`update tip_work set facts_known = false where tip_id = ${id}`.execute(tx);
}

/** The reports that the caller's offices received in a window. */
export async function listReceived(
  tx: Tx,
  window: { from: string; to: string },
  officeId: string | undefined,
): Promise<CountedRow[]> {
  const found = await sql<CountedRow>`select ${columns} from ${tables}
    where t.office_id in (select my_tip_offices()) and (${officeId ?? null}::uuid is null or t.office_id = ${officeId ?? null})
      and t.received_on between ${window.from} and ${window.to} and w.state <> 'redLine'`.execute(tx);
  return found.rows;
}

/** The numbers in the register of reports that the caller's offices have; null before they are registered. */
export async function listNumbers(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; number: string | null }[]> {
  const found = await sql<{ id: string; number: string | null }>`
    select t.id, w.number::text || '/' || w.number_year::text as number from tip t join tip_work w on w.tip_id = t.id
    where t.id = any (${ids as string[]}::uuid[]) and t.office_id in (select my_tip_offices())`.execute(tx);
  return found.rows;
}
