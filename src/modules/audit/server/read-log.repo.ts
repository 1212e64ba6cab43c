import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ChainHead, ChainLine } from '../read-log.rules.ts';

type Tx = Transaction<DB>;

/** The head, held until the transaction ends: lines come one after the other. */
export async function holdHead(tx: Tx): Promise<ChainHead> {
  const head = await tx
    .selectFrom('read_log_head')
    .select(['seq', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { seq: Number(head.seq), hash: head.hash };
}

export async function findHead(tx: Tx): Promise<(ChainHead & { seal: string }) | undefined> {
  const head = await tx.selectFrom('read_log_head').select(['seq', 'hash', 'seal']).executeTakeFirst();
  return head && { ...head, seq: Number(head.seq) };
}

export async function appendLine(tx: Tx, line: ChainLine, seal: string): Promise<void> {
  await tx
    .insertInto('read_log')
    .values({
      seq: line.seq,
      at: line.at,
      reader: line.reader,
      what: line.what,
      subject_id: line.subjectId,
      label: line.label,
      area_id: line.areaId,
      reason: line.reason,
      words: line.words,
      previous: line.previous,
      hash: line.hash,
    })
    .execute();
  await tx.updateTable('read_log_head').set({ seq: line.seq, hash: line.hash, seal }).execute();
}

/** A part of the whole chain, after a line. */
export async function readChain(tx: Tx, after: number, most: number): Promise<ChainLine[]> {
  const found = await sql<Record<string, string> & { at: Date }>`
    select seq, at, reader, what, subject_id, label, area_id, reason, words, previous, hash
    from read_log_chain(${after}, ${most})`.execute(tx);
  return found.rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at.toISOString(),
    reader: row.reader ?? '',
    what: row.what ?? '',
    subjectId: row.subject_id ?? '',
    label: row.label ?? '',
    areaId: row.area_id ?? '',
    reason: row.reason ?? '',
    words: row.words ?? '',
    previous: row.previous ?? '',
    hash: row.hash ?? '',
  }));
}

export interface ReadingFilter {
  readonly subjectId?: string | undefined;
  readonly reader?: string | undefined;
  readonly what?: string | undefined;
  readonly before?: number | undefined;
}

/** Lines that row-level security lets the caller see, the latest first. */
export function listReadingRows(tx: Tx, filter: ReadingFilter, limit: number) {
  let query = tx
    .selectFrom('read_log as r')
    .innerJoin('area as a', 'a.id', 'r.area_id')
    .select([
      'r.seq',
      'r.at',
      'r.reader',
      'r.what',
      'r.subject_id',
      'r.label',
      'r.area_id',
      'r.reason',
      'r.words',
      'r.hash',
    ])
    .select('a.full_name as area_name');
  if (filter.subjectId) query = query.where('r.subject_id', '=', filter.subjectId);
  if (filter.reader) query = query.where('r.reader', '=', filter.reader);
  if (filter.what)
    query = query.where(sql<boolean>`(r.what = ${filter.what} or starts_with(r.what, ${`${filter.what}.`}))`);
  if (filter.before) query = query.where('r.seq', '<', filter.before);
  return query.orderBy('r.seq', 'desc').limit(limit).execute();
}
