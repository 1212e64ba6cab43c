import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../../../platform/server/context.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { checkReadings, listReadings } from '../read-log.contract.ts';
import { ChainCheck, type ChainHead, chainText, headText } from '../read-log.rules.ts';
import {
  appendLine,
  findHead,
  holdHead,
  listReadingRows,
  type ReadingFilter,
  readChain,
} from './read-log.repo.ts';

/** What somebody opens. Nothing in it names a person but the reader. */
export interface ReadingOf {
  /** e.g. `tip.report` */
  readonly what: string;
  readonly subjectId: string;
  /** What people call the subject, e.g. the register's number. */
  readonly label: string;
  /** Where the reader's superiors are looked for. */
  readonly areaId: string;
  readonly reason: string;
  readonly words?: string;
}

const aboutHead = 'read log head';
const part = 1000;
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Writes down that the caller opens something, in the transaction that gives it to him: no line, no reading. Gives the
 * number of the line. Readings come one after the other from here to the end of the transaction.
 */
export async function logReading(context: Context, vault: Vault, reading: ReadingOf): Promise<number> {
  const { tx, caller, now } = context;
  const head = await holdHead(tx);
  const { what, subjectId, label, areaId, reason, words = '' } = reading;
  const given = { reader: caller.id, what, subjectId, label, areaId, reason, words };
  const line = { seq: head.seq + 1, at: now.toISOString(), ...given, previous: head.hash };
  const hash = sha256(chainText(line));
  await appendLine(tx, { ...line, hash }, vault.seal(headText({ seq: line.seq, hash }), aboutHead));
  return line.seq;
}

/** Who opened what and why, as far as the caller may see it, the latest first. */
export async function findReadings(
  context: Context,
  filter: ReadingFilter & { limit: number },
): Promise<z.input<(typeof listReadings)['output']>> {
  const rows = await listReadingRows(context.tx, filter, filter.limit + 1);
  const page = rows.slice(0, filter.limit);
  const names = await namesOf(
    context,
    page.map((row) => row.reader),
  );
  return {
    items: page.map((row) => ({
      seq: Number(row.seq),
      at: row.at.toISOString(),
      reader: { id: row.reader, name: names.get(row.reader) ?? '' },
      what: row.what,
      subjectId: row.subject_id,
      label: row.label,
      area: { id: row.area_id, name: row.area_name },
      reason: row.reason,
      words: row.words,
      hash: row.hash,
    })),
    next: rows.length > filter.limit ? Number(page.at(-1)?.seq) : null,
  };
}

/**
 * Whether every line is there, unchanged and in its place. `anchors` are ends that were noted outside of the database:
 * they tell when somebody put an older state back, which no chain can know of itself.
 */
export async function verifyReadLog(
  context: Context,
  vault: Vault,
  anchors: readonly ChainHead[] = [],
): Promise<z.input<(typeof checkReadings)['output']>> {
  const check = new ChainCheck(sha256, anchors);
  for (;;) {
    const lines = await readChain(context.tx, check.head.seq, part);
    for (const line of lines) check.add(line);
    if (lines.length < part) break;
  }
  const head = await findHead(context.tx);
  check.end(head, head && vault.open(head.seal, aboutHead));
  return {
    ok: check.faults.length === 0,
    lines: check.lines,
    head: headText(check.head),
    faults: check.faults,
  };
}

/** The end of the chain at this moment, to be noted elsewhere. */
export async function readLogHead(context: Context): Promise<ChainHead> {
  const head = await findHead(context.tx);
  return { seq: head?.seq ?? 0, hash: head?.hash ?? '' };
}
