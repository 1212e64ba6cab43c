import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse';
import { Problem } from '../../../platform/problems.ts';
import { WorkbookError } from '../../../platform/server/workbook/errors.ts';
import { readWorkbook, type WorkbookRow } from '../../../platform/server/workbook/read.ts';
import { sniffWorkbook } from '../../../platform/server/workbook/sniff.ts';
import { HEADER_ROWS } from '../headers.rules.ts';
import { MAX_IMPORT_BYTES } from '../import.contract.ts';
import { refusalWords } from '../refusals.rules.ts';

export type FileKind = 'xlsx' | 'csv';

const limits = { maxFileBytes: MAX_IMPORT_BYTES };
/** A line of a list that is longer is no line of a list. */
const MAX_RECORD = 1024 * 1024;

/**
 * What the file is, by its content; its name only tells a list of values (.csv) from one that was renamed.
 * Throws Problem `unreadableFile` or `tooLarge` with the reason in words and its code as `reason`.
 */
export async function sniffFile(filePath: string, fileName: string): Promise<FileKind> {
  const sniffed = await sniffWorkbook(filePath, limits);
  if (sniffed.kind === 'xlsx') return 'xlsx';
  const isNamedCsv = /\.(csv|txt)$/iu.test(fileName);
  if (isNamedCsv && (sniffed.code === 'csvRenamed' || sniffed.found === 'text')) return 'csv';
  throw refusal(sniffed.code);
}

/** The problem for a file that is not read. */
export function refusal(code: string): Problem {
  return new Problem(code === 'tooLarge' ? 'tooLarge' : 'unreadableFile', {
    detail: refusalWords(code),
    extra: { reason: code },
  });
}

export interface FileOfRows {
  readonly path: string;
  readonly kind: FileKind;
  readonly name: string;
}

/** The first rows of every sheet, where the headers stand. Throws WorkbookError. */
export async function readHeads(file: FileOfRows): Promise<WorkbookRow[]> {
  const heads: WorkbookRow[] = [];
  if (file.kind === 'xlsx') {
    for await (const row of readWorkbook(file.path, { limits, lastRow: HEADER_ROWS })) heads.push(row);
    return heads;
  }
  for await (const row of readCsv(file)) {
    if (row.row > HEADER_ROWS) break;
    heads.push(row);
  }
  return heads;
}

/** All rows of some sheets, in the order of the file, as fast as they are listened to. Throws WorkbookError. */
export function readRows(
  file: FileOfRows,
  wanted: (sheetIndex: number) => boolean,
): AsyncGenerator<WorkbookRow, void, undefined> {
  if (file.kind === 'xlsx') {
    return readWorkbook(file.path, { limits, wanted: (sheet) => wanted(sheet.index) });
  }
  return wanted(0) ? readCsv(file) : (async function* nothing() {})();
}

async function* readCsv(file: FileOfRows): AsyncGenerator<WorkbookRow, void, undefined> {
  const sheet = path.basename(file.name).replace(/\.[^.]*$/u, '');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = parse({
    delimiter: await delimiterOf(file.path),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD,
  });
  const source = createReadStream(file.path);
  source.on('data', (chunk) => {
    try {
      decoder.decode(chunk as Buffer, { stream: true });
    } catch {
      source.destroy(new WorkbookError('damaged', 'not UTF-8', { found: 'notUtf8' }));
    }
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      const cells = record.flatMap((text, at) =>
        text === '' ? [] : [{ column: at + 1, text, value: text, isDate: false }],
      );
      if (cells.length > 0) yield { sheet, sheetIndex: 0, hidden: false, row, cells };
    }
  } catch (error) {
    if (error instanceof WorkbookError) throw error;
    throw new WorkbookError('damaged', error instanceof Error ? error.message : 'CSV', { row }, error);
  } finally {
    source.destroy();
  }
}

/** The mark between values: whichever of , ; and tab the first line has most of. */
async function delimiterOf(filePath: string): Promise<string> {
  const handle = await open(filePath);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
    const line = buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
    const count = (mark: string): number => line.split(mark).length;
    return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
  } finally {
    await handle.close();
  }
}
