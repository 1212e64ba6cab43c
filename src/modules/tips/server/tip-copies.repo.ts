import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Handover } from '../tip-key.contract.ts';

type Tx = Transaction<DB>;
type Work = Authorized<'tips.work'>;

export interface CopyRow {
  readonly messageId: string;
  readonly fileId: string;
  readonly officeId: string;
  readonly epoch: number;
  readonly size: number;
  readonly hash: string;
}

export interface OfficeMessageRow {
  readonly id: string;
  readonly sequence: number;
  readonly sender: 'reporter' | 'office';
  readonly sentOn: string;
  readonly by: string | null;
}

/** The messages of a report, in their order. */
export async function listMessages(tx: Tx, tipId: string): Promise<OfficeMessageRow[]> {
  const found = await sql<OfficeMessageRow>`
    select id, sequence, sender, sent_on as "sentOn", made_by as by from tip_message
    where tip_id = ${tipId} order by sequence`.execute(tx);
  return found.rows;
}

/** The sealed copies that the caller may see, the original of each message first. */
export async function listCopies(tx: Tx, tipId: string): Promise<CopyRow[]> {
  const found = await sql<CopyRow>`
    select message_id as "messageId", id as "fileId", office_id as "officeId", epoch, size, hash from tip_file
    where tip_id = ${tipId} order by is_original desc, office_id, epoch`.execute(tx);
  return found.rows;
}

export async function findContact(
  tx: Tx,
  tipId: string,
  officeId: string,
): Promise<{ sealed: string; officeId: string; epoch: number } | undefined> {
  const found = await sql<{ sealed: string; officeId: string; epoch: number }>`
    select sealed, office_id as "officeId", epoch from tip_contact
    where tip_id = ${tipId} order by office_id = ${officeId} desc limit 1`.execute(tx);
  return found.rows[0];
}

/** Deletes the copies made for another office with a key or for messages other than these; gives their files. */
export async function dropCopiesFor(
  tx: Tx,
  _by: Work,
  tipId: string,
  given: { officeId: string; exceptEpoch?: number; messageId?: string },
): Promise<string[]> {
  const { officeId, exceptEpoch = null, messageId = null } = given;
  const found = await sql<{ id: string }>`delete from tip_file
    where tip_id = ${tipId} and office_id = ${officeId} and not is_original
      and (${exceptEpoch}::int is null or epoch <> ${exceptEpoch}) and (${messageId}::uuid is null or message_id = ${messageId})
    returning id`.execute(tx);
  return found.rows.map(({ id }) => id);
}

export interface NewOffer {
  readonly tipId: string;
  readonly toOfficeId: string;
  readonly epoch: number;
  readonly at: string;
  readonly handover: Handover;
  readonly contact: string | null;
  readonly reporter: string | null;
}

/** Puts the offer down, with what is sealed for the other office besides the messages. */
export async function insertOffer(tx: Tx, _by: Work, offer: NewOffer): Promise<void> {
  const { tipId, toOfficeId, epoch, contact, reporter } = offer;
  if (contact !== null)
    await sql`insert into tip_contact (tip_id, office_id, epoch, sealed) values (${tipId}, ${toOfficeId}, ${epoch}, ${contact})
      on conflict (tip_id, office_id) do update set epoch = excluded.epoch, sealed = excluded.sealed`.execute(
      tx,
    );
  if (reporter !== null)
    await sql`insert into tip_reporter (tip_id, office_id, epoch, sealed) values (${tipId}, ${toOfficeId}, ${epoch}, ${reporter})
      on conflict (tip_id, office_id) do update set epoch = excluded.epoch, sealed = excluded.sealed`.execute(
      tx,
    );
  await sql`update tip_work set state = 'offered', offered_to = ${toOfficeId}, offered_at = ${offer.at}::timestamptz,
    handover = ${JSON.stringify(offer.handover)}::jsonb, version = version + 1, dues_known = false where tip_id = ${tipId}`.execute(
    tx,
  );
}

/** Takes what was sealed for the other office away again: it said no, or the offer was withdrawn. */
export async function dropOffered(tx: Tx, tipId: string, officeId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select drop_offered(${tipId}, ${officeId}) as id`.execute(tx);
  return found.rows.map(({ id }) => id);
}

/** Ends the offer: the report stays where it is, in the state before. */
export async function endOffer(
  tx: Tx,
  _by: Work,
  tipId: string,
  state: 'registered' | 'classified',
): Promise<void> {
  await sql`select end_tip_offer(${tipId}, ${state})`.execute(tx);
}

/** The report goes to the office that was asked; gives the files that nobody can name any more. */
export async function acceptOffer(tx: Tx, _by: Work, tipId: string, officeId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select accept_tip(${tipId}, ${officeId}) as id`.execute(tx);
  return found.rows.map(({ id }) => id);
}
