import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { columnLetters, type SheetToWrite, sheetXml } from './sheet-xml.ts';
import { stylesXml } from './styles-xml.ts';
import { escapeXml } from './text-escapes.ts';
import { ZipWriter } from './zip-writer.ts';

export type { CellContent, ColumnToWrite, RowToWrite, SheetToWrite, StyledCell } from './sheet-xml.ts';
export type { CellFormat, CellLook } from './styles-xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const LISTS_SHEET = 'Danh mục';

/**
 * Writes a workbook, sheet after sheet, rows pulled as fast as the destination takes them; memory does not grow with
 * the rows. Text is written as text whatever it begins with, days and times as Excel values (dd/mm/yyyy, hh:mm), the
 * header bold and frozen. A path appears only when the workbook is whole. Ends the stream it is given.
 * Throws what `rows` throws, and RangeError for more than a sheet can hold.
 */
export async function writeWorkbook(
  destination: Writable | string,
  sheets: readonly SheetToWrite[],
): Promise<void> {
  if (typeof destination !== 'string') return writeTo(destination, sheets);
  const unfinished = `${destination}.part`;
  try {
    await writeTo(createWriteStream(unfinished), sheets);
    await rename(unfinished, destination);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeTo(out: Writable, sheets: readonly SheetToWrite[]): Promise<void> {
  let failed: Error | undefined;
  out.on('error', (error) => {
    failed = error;
  });
  try {
    await writeParts(new ZipWriter(out), sheets);
  } catch (error) {
    out.destroy();
    throw failed ?? error;
  }
}

async function writeParts(zip: ZipWriter, sheets: readonly SheetToWrite[]): Promise<void> {
  if (sheets.length === 0) throw new RangeError('a workbook needs a sheet');
  const lists = new ChoiceLists();
  const taken = new Set<string>([LISTS_SHEET.toLowerCase()]);
  const names = sheets.map((sheet) => uniqueName(sheet.name, taken));
  const places = sheets.map((sheet) => sheet.columns.map((column) => lists.place(column.choices)));
  const hidden = lists.isEmpty ? 0 : 1;
  await zip.add('[Content_Types].xml', [contentTypes(sheets.length + hidden)]);
  await zip.add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]);
  await zip.add('xl/workbook.xml', [workbookXml(names, hidden === 1)]);
  const parts = Array.from({ length: sheets.length + hidden }, (_, at): [string, string] => [
    'worksheet',
    `worksheets/sheet${at + 1}.xml`,
  ]);
  await zip.add('xl/_rels/workbook.xml.rels', [relations([...parts, ['styles', 'styles.xml']])]);
  await zip.add('xl/styles.xml', [stylesXml()]);
  for (const [at, sheet] of sheets.entries()) {
    await zip.add(
      `xl/worksheets/sheet${at + 1}.xml`,
      sheetXml(sheet, (column) => places[at]?.[column]),
    );
  }
  if (hidden === 1) {
    await zip.add(
      `xl/worksheets/sheet${sheets.length + 1}.xml`,
      sheetXml(lists.sheet(), () => undefined),
    );
  }
  await zip.finish();
}

/** Lists to choose from stand in a hidden sheet, because a list inside of a cell rule ends at 255 characters. */
class ChoiceLists {
  readonly #lists: (readonly string[])[] = [];

  get isEmpty(): boolean {
    return this.#lists.length === 0;
  }

  /** The range of a list; the same list stands once. */
  place(choices: readonly string[] | undefined): string | undefined {
    if (choices === undefined || choices.length === 0) return undefined;
    const key = JSON.stringify(choices);
    const known = this.#lists.findIndex((list) => JSON.stringify(list) === key);
    const column = known === -1 ? this.#lists.push(choices) : known + 1;
    const letters = columnLetters(column);
    // The first row is the header of the hidden sheet.
    return `'${LISTS_SHEET}'!$${letters}$2:$${letters}$${choices.length + 1}`;
  }

  sheet(): SheetToWrite {
    const length = Math.max(...this.#lists.map((list) => list.length));
    const rows = Array.from({ length }, (_, row) => this.#lists.map((list) => list[row] ?? null));
    return { name: LISTS_SHEET, columns: this.#lists.map((_, at) => ({ header: String(at + 1) })), rows };
  }
}

/** A name that Excel takes: at most 31 characters, none of []:*?/\, no quote at its ends, not twice. */
function uniqueName(wanted: string, taken: Set<string>): string {
  const bare = wanted
    .normalize('NFC')
    .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .replace(/^[\s']+|[\s']+$/g, '');
  const base = bare === '' ? 'Trang' : bare;
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : ` (${count})`;
    const name = base.slice(0, 31 - suffix.length) + suffix;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

function workbookXml(names: string[], withLists: boolean): string {
  const sheets = names.map(
    (name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const next = names.length + 1;
  const lists = `<sheet name="${LISTS_SHEET}" sheetId="${next}" state="hidden" r:id="rId${next}"/>`;
  return `${HEAD}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}${withLists ? lists : ''}</sheets></workbook>`;
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const all = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${all.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, at) =>
    override(`xl/worksheets/sheet${at + 1}.xml`, 'worksheet'),
  );
  return (
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${parts.join('')}</Types>`
  );
}

function override(part: string, kind: string): string {
  return `<Override PartName="/${part}" ContentType="${CONTENT}.${kind}+xml"/>`;
}
