import type { RawBuilder, Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import { factRows, measuresOf } from '../fact-rows.rules.ts';
import type { FactSource } from '../fact-source.contract.ts';
import {
  insertFacts,
  measureIds,
  newFactParts,
  type RecordFact,
  removeFacts as removeFactsOf,
  replaceFacts as replaceFactsOf,
} from './facts.repo.ts';

/** What a record is worth now: facts only where its state counts; `verified` where it has been checked. */
export interface RecordWorth {
  readonly recordId: string;
  readonly source: FactSource;
  /** The province of the record's area on the record's day. */
  readonly provinceId: string;
  readonly verified: boolean;
  readonly facts: readonly Fact[];
}

/**
 * Makes the given facts exactly those of the record, in the record's transaction, and appends the difference for
 * the figures; nothing is appended where nothing changed. No facts: the record no longer counts.
 * The caller must hold the record's row (`for update`).
 */
export async function replaceFacts(tx: Transaction<DB>, worth: RecordWorth): Promise<void> {
  const rows = recordFacts(worth);
  await replaceFactsOf(tx, worth.recordId, rows, await measureIds(tx, measuresOf(rows)));
}

/**
 * For a record that is inserted in the same statement: two parts of its `with` (named added_fact and added_delta)
 * that store its facts where `given` (a condition within that statement) holds. Undefined where it has none.
 */
export async function factsOfNewRecord(
  tx: Transaction<DB>,
  worth: RecordWorth,
  given: RawBuilder<boolean>,
): Promise<RawBuilder<unknown> | undefined> {
  const rows = recordFacts(worth);
  if (rows.length === 0) return undefined;
  return newFactParts(rows, await measureIds(tx, measuresOf(rows)), given);
}

/** Stores the facts of many new records at once; what the figures are told is summed up by area and day. */
export async function insertFactsInBulk(tx: Transaction<DB>, worths: readonly RecordWorth[]): Promise<void> {
  const rows = worths.flatMap(recordFacts);
  await insertFacts(tx, rows, await measureIds(tx, measuresOf(rows)));
}

/** Takes away all facts of these records, e.g. when an import is undone. */
export async function removeFacts(tx: Transaction<DB>, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length > 0) await removeFactsOf(tx, recordIds);
}

/**
 * Makes sure that the measures of these facts exist. A transaction that will write several records calls it before
 * it holds any row, so that two such transactions can't wait for each other.
 */
export async function prepareMeasures(tx: Transaction<DB>, facts: readonly Fact[]): Promise<void> {
  await measureIds(tx, measuresOf(factRows(facts)));
}

function recordFacts(worth: RecordWorth): RecordFact[] {
  const { recordId, source, provinceId, verified } = worth;
  return factRows(worth.facts).map((row, part) => ({ ...row, recordId, source, provinceId, verified, part }));
}
