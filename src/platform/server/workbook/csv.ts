import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { looksLikeFormula } from './sheet-rows.ts';

export type CsvValue = string | number | boolean | null | undefined;

const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/**
 * Text made safe for a CSV file: what begins with = + - @, a tab or a carriage return gets an apostrophe in front, so
 * that no spreadsheet program runs it. Plain numbers such as `-4` or `+84912…` stay as they are.
 */
export function neutralise(text: string): string {
  const risky = looksLikeFormula(text) || looksLikeFormula(text.trimStart());
  return risky && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/**
 * Writes a CSV file that Excel opens rightly: UTF-8 with its mark, CRLF, commas, text neutralised, numbers with a
 * point. Rows are pulled as fast as the destination takes them. Throws what `rows` throws.
 */
export async function writeCsv(
  destination: Writable | string,
  header: readonly string[],
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
): Promise<void> {
  const out = typeof destination === 'string' ? createWriteStream(destination) : destination;
  await pipeline(Readable.from(lines(header, rows)), stringify({ bom: true, record_delimiter: '\r\n' }), out);
}

async function* lines(
  header: readonly string[],
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
): AsyncGenerator<(string | null)[], void, undefined> {
  yield header.map(neutralise);
  for await (const row of rows) yield row.map(fieldOf);
}

function fieldOf(value: CsvValue): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? neutralise(value) : String(value);
}
