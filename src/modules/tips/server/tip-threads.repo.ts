import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Handover } from '../tip-key.contract.ts';

type Tx = Transaction<DB>;

/** Which report a receipt opens, and the hash that its proof must have; through a door, for whoever asks. */
export async function findThread(
  tx: Tx,
  lookupHash: Buffer,
): Promise<{ tipId: string; accessHash: Buffer } | undefined> {
  const found = await sql<{ tipId: string; accessHash: Buffer }>`
    select tip_id as "tipId", access_hash as "accessHash" from find_tip_thread(${lookupHash})`.execute(tx);
  return found.rows[0];
}

/** Puts a report into the hand of this transaction: from here on it reads and writes that one. */
export async function takeInHand(tx: Tx, tipId: string): Promise<void> {
  await sql`select set_config('app.tip', ${tipId}, true)`.execute(tx);
}

export interface ThreadRow {
  readonly officeId: string;
  readonly officeName: string;
  readonly keepsake: string;
  readonly filedHash: string;
  readonly filedFor: string;
  readonly receivedOn: string;
  readonly isEmptied: boolean;
  readonly handovers: readonly Handover[];
  readonly hasContact: boolean;
  /** How far the office is (tip-words.contract.ts: TipState). */
  readonly progress: string;
}

/** The report in hand, as its reporter may know it. */
export async function readThread(tx: Tx, tipId: string): Promise<ThreadRow | undefined> {
  const found = await sql<ThreadRow>`
    select t.office_id as "officeId", o.name as "officeName", t.keepsake, t.filed_hash as "filedHash",
      t.filed_for as "filedFor", t.received_on as "receivedOn", t.is_emptied as "isEmptied", t.handovers,
      exists (select 1 from tip_contact c where c.tip_id = t.id) as "hasContact",
      coalesce((select p.state from tip_progress(array[t.id]) p), 'received') as progress
    from tip t join tip_office o on o.id = t.office_id where t.id = ${tipId}`.execute(tx);
  return found.rows[0];
}

/** The offices whose keys the reporter's page may need: where it was filed, where it is, and those between. */
export async function officesOfThread(tx: Tx, officeIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with recursive line as (
      select o.id, o.heir_id, o.closed_at from tip_office o where o.id = any (${officeIds as string[]})
      union select h.id, h.heir_id, h.closed_at from line l join tip_office h on h.id = l.heir_id and l.closed_at is not null
    ) select id from line`.execute(tx);
  return found.rows.map(({ id }) => id);
}

export async function deleteContact(tx: Tx, tipId: string): Promise<boolean> {
  const done = await sql`delete from tip_contact where tip_id = ${tipId}`.execute(tx);
  return Number(done.numAffectedRows ?? 0) > 0;
}

export async function noteFetched(tx: Tx, messageId: string): Promise<void> {
  await sql`update tip_message set is_fetched = true where id = ${messageId} and not is_fetched`.execute(tx);
}

export interface NewTip {
  readonly id: string;
  readonly officeId: string;
  readonly epoch: number;
  readonly harm: string;
  readonly receivedOn: string;
  /** The full hour. */
  readonly receivedAt: Date;
  readonly lookupHash: Buffer;
  readonly accessHash: Buffer;
  readonly keepsake: string;
  readonly filedHash: string;
  readonly contact: string | null;
}

/** A report that came by the public page. */
export async function insertWebTip(tx: Tx, tip: NewTip): Promise<void> {
  await sql`insert into tip (id, office_id, harm, channel, received_on, received_at, lookup_hash, access_hash, keepsake,
      filed_hash, filed_for)
    values (${tip.id}, ${tip.officeId}, ${tip.harm}, 'web', ${tip.receivedOn}, ${tip.receivedAt}, ${tip.lookupHash},
      ${tip.accessHash}, ${tip.keepsake}, ${tip.filedHash}, ${tip.officeId})`.execute(tx);
  await takeInHand(tx, tip.id);
  if (tip.contact !== null)
    await sql`insert into tip_contact (tip_id, office_id, epoch, sealed)
      values (${tip.id}, ${tip.officeId}, ${tip.epoch}, ${tip.contact})`.execute(tx);
}
