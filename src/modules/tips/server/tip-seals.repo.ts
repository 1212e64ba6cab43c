import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface NewMessage {
  readonly id: string;
  readonly tipId: string;
  readonly sequence: number;
  readonly sender: 'reporter' | 'office';
  readonly sentOn: string;
  /** Who of the office wrote it. */
  readonly madeBy?: string | undefined;
}

export interface NewSealedCopy {
  readonly id: string;
  readonly messageId: string;
  readonly tipId: string;
  readonly officeId: string;
  readonly epoch: number;
  readonly size: number;
  readonly hash: string;
  /** The copy that came with the message, and not one made for another office. */
  readonly isOriginal: boolean;
}

/** Adds a message; the number may be taken already (unique, problem `alreadyExists`). */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  await sql`insert into tip_message (id, tip_id, sequence, sender, sent_on, made_by)
    values (${message.id}, ${message.tipId}, ${message.sequence}, ${message.sender}, ${message.sentOn},
      ${message.madeBy ?? null})`.execute(tx);
}

export async function insertSealedCopy(tx: Tx, copy: NewSealedCopy): Promise<void> {
  await sql`insert into tip_file (id, message_id, tip_id, office_id, epoch, size, hash, is_original)
    values (${copy.id}, ${copy.messageId}, ${copy.tipId}, ${copy.officeId}, ${copy.epoch}, ${copy.size}, ${copy.hash},
      ${copy.isOriginal})`.execute(tx);
}

export interface MessageLine {
  readonly id: string;
  readonly sequence: number;
  readonly sender: 'reporter' | 'office';
  readonly sentOn: string;
  readonly fileId: string;
  readonly size: number;
  readonly hash: string;
}

/** The messages of a report with the copies that came with them, in their order. */
export async function listOriginals(tx: Tx, tipId: string): Promise<MessageLine[]> {
  const found = await sql<MessageLine>`
    select m.id, m.sequence, m.sender, m.sent_on as "sentOn", f.id as "fileId", f.size, f.hash
    from tip_message m join tip_file f on f.message_id = m.id and f.is_original
    where m.tip_id = ${tipId} order by m.sequence`.execute(tx);
  return found.rows;
}

/** The ids of sealed files that a list of names holds and no row knows: what a broken connection left behind. */
export async function unknownFiles(tx: Tx, fileIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select g.id from unnest(${fileIds as string[]}::uuid[]) as g (id)
    where not exists (select 1 from tip_file f where f.id = g.id)`.execute(tx);
  return found.rows.map(({ id }) => id);
}
