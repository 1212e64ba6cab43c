import { formatDay } from '../../platform/dates.ts';
import { normaliseLines } from '../../platform/text.ts';
import type { EntryProblem } from '../activities/entry.contract.ts';
import { checkEntry } from '../activities/entry.rules.ts';
import {
  type EntryValue,
  type EntryValues,
  type Field,
  isOnTheSpot,
  type OnTheSpot,
  PlaceValue,
} from '../activities/field.contract.ts';
import type { EntryContext } from '../activities/field-value.rules.ts';
import { type CellResult, isBlank, type RawCell } from './cell-result.rules.ts';
import {
  type Choice,
  labelKey,
  parseChoice,
  parseChoices,
  parseDay,
  parsePlace,
  parseText,
  parseTime,
  parseYesNo,
} from './cells.rules.ts';
import { parseDecimal, parseWholeNumber } from './number-cells.rules.ts';
import type { StagedColumn } from './sheet-columns.rules.ts';
import type { RegisterKind } from './sheet-kinds.rules.ts';
import {
  type Cells,
  type CheckedRow,
  emptyRow,
  type FoundPlace,
  type RowIssue,
  type RowWorld,
} from './staged-row.rules.ts';

type Reading = CellResult<EntryValue>;
type Reader = (cell: RawCell | undefined) => Reading;

const NOTE_LENGTH = 2000;
/** Texts of choices, numbers and places come again and again; what they mean is worked out once. */
const REMEMBERED = 5000;

/** Reads and checks the rows of one sheet of a register. Made anew where aliases or places change. */
export function formRowReader(
  kind: RegisterKind,
  columns: readonly StagedColumn[],
  world: RowWorld,
): (cells: Cells) => CheckedRow {
  const { form } = kind;
  const fields = new Map(form.fields.map((field) => [field.code, field]));
  const readers = columns.map((column) => {
    const field = column.field === null ? undefined : fields.get(column.field);
    if (field === undefined || field.type === 'place' || isOnTheSpot(field)) return undefined;
    return { field, read: remembering(field, readerOf(field, world)) };
  });
  const placeColumns = columns.flatMap((column, at) =>
    column.field !== null && fields.get(column.field)?.type === 'place'
      ? [{ at, field: column.field, header: column.header }]
      : [],
  );
  const headerOf = headersByField(kind, columns);
  const context: EntryContext = {
    today: world.today,
    isKnownPlace: () => true,
    commune: { areaId: world.communeId },
    closed: world.closed,
  };
  return (cells) => {
    const row = emptyRow();
    const given: EntryValues = {};
    const failed = new Map<string, RowIssue>();
    for (const [at, reader] of readers.entries()) {
      const cell = cells[at];
      if (!reader || isBlank(cell) || cell === undefined) continue;
      const reading = reader.read(cell);
      if (reading.ok) given[reader.field.code] = reading.value;
      else failed.set(reader.field.code, issueOf(columns[at]?.header ?? '', cell, reading));
    }
    const day = given[form.dayField];
    readPlaces(placeColumns, cells, typeof day === 'string' ? day : world.today, world, given, failed);
    const entry = checkEntry(form, given, context);
    const values = entry.ok ? entry.values : given;
    takeDayAndPlace(row, form, values);
    if (form.notesField !== undefined) row.notes = notesOf(columns, cells);
    row.issues = inOrder(kind, failed, entry.ok ? [] : entry.problems, headerOf, (field) =>
      textOf(columns, cells, field),
    );
    if (row.issues.length === 0)
      row.issues.push(
        ...outOfTime(row, headerOf(form.dayField), world, textOf(columns, cells, form.dayField)),
      );
    if (row.issues.length === 0) row.values = values;
    return row;
  };
}

function takeDayAndPlace(row: CheckedRow, form: RegisterKind['form'], values: EntryValues): void {
  const day = values[form.dayField];
  const place = PlaceValue.safeParse(values[form.placeField]);
  row.day = typeof day === 'string' ? day : null;
  row.areaId = place.success ? place.data.areaId : null;
  row.organizationId = place.success ? (place.data.organizationId ?? null) : null;
}

function readerOf(field: Exclude<Field, { type: 'place' } | OnTheSpot>, world: RowWorld): Reader {
  const may = { required: false };
  switch (field.type) {
    case 'date':
      return (cell) => parseDay(cell, may);
    case 'time':
      return (cell) => parseTime(cell, may);
    case 'integer':
    case 'countsBySex':
      return (cell) => parseWholeNumber(cell, may);
    case 'decimal':
      return (cell) => parseDecimal(cell, { ...may, places: field.decimals });
    case 'text':
      return (cell) => parseText(cell, may);
    case 'longText':
      return (cell) => parseText(cell, { ...may, multiline: true });
    case 'choice':
      return choiceReader(field.code, choicesOf(field), world);
    case 'choices': {
      const choices = choicesOf(field);
      return (cell) => parseChoices(cell, choices, may);
    }
    case 'boolean':
      return (cell) => parseYesNo(cell, { ...may, words: field.words });
  }
}

function choiceReader(field: string, choices: readonly Choice[], world: RowWorld): Reader {
  return (cell) => {
    const said = cell && world.choiceAlias(field, cell.text);
    if (said !== undefined && choices.some((choice) => choice.code === said))
      return { ok: true, value: said };
    return parseChoice(cell, choices, { required: false });
  };
}

function choicesOf(field: Extract<Field, { choices: unknown }>): Choice[] {
  return field.choices.map(({ code, label, aliases }) => ({
    code,
    labels: [label.vi, label.en, ...(aliases ?? [])],
  }));
}

function known(place: FoundPlace): PlaceValue | undefined {
  if (place.kind !== 'known') return undefined;
  const { areaId, organizationId } = place;
  return organizationId === undefined ? { areaId } : { areaId, organizationId };
}

/** Long text is different each time; the rest is worked out once for each text. */
function remembering(field: Field, read: Reader): Reader {
  if (field.type === 'text' || field.type === 'longText') return read;
  const seen = new Map<string, Reading>();
  return (cell) => {
    const key = cell === undefined ? '' : `${typeof cell.value}${cell.isDate ? 'd' : ''}${cell.text}`;
    const before = seen.get(key);
    if (before !== undefined) return before;
    const reading = read(cell);
    if (seen.size < REMEMBERED) seen.set(key, reading);
    return reading;
  };
}

function issueOf(header: string, cell: RawCell, reading: Extract<Reading, { ok: false }>): RowIssue {
  return {
    column: header,
    code: reading.code,
    found: cell.text.slice(0, NOTE_LENGTH),
    expected: reading.expected,
  };
}

/** Places come last: of two hamlets of one name the one that was there on the row's day is meant. */
function readPlaces(
  places: readonly { at: number; field: string; header: string }[],
  cells: Cells,
  day: string,
  world: RowWorld,
  given: EntryValues,
  failed: Map<string, RowIssue>,
): void {
  for (const { at, field, header } of places) {
    const cell = cells[at];
    if (isBlank(cell) || cell === undefined) continue;
    const found = world.findPlace(cell.text, day);
    const reading = parsePlace(cell, () => known(found), { required: false });
    if (reading.ok) given[field] = reading.value;
    else
      failed.set(field, withNear(issueOf(header, cell, reading), found.kind === 'unknown' ? found.near : []));
  }
}

function withNear(issue: RowIssue, near: readonly string[]): RowIssue {
  if (near.length === 0) return issue;
  const names = near.map((name) => `“${name}”`).join(', ');
  const { vi, en } = issue.expected;
  return {
    ...issue,
    near: [...near],
    expected: { vi: `${vi} Gần giống: ${names}.`, en: `${en} Near: ${names}.` },
  };
}

/** Every field's problem once, in the order of the form: what could not be read before what the form says. */
function inOrder(
  kind: RegisterKind,
  failed: ReadonlyMap<string, RowIssue>,
  problems: readonly EntryProblem[],
  headerOf: (field: string) => string,
  textOfField: (field: string) => string,
): RowIssue[] {
  const all = new Map(failed);
  for (const { field, code, expected } of problems) {
    if (all.has(field)) continue;
    all.set(field, {
      column: headerOf(field),
      code,
      found: textOfField(field).slice(0, NOTE_LENGTH),
      expected,
    });
  }
  return kind.form.fields.flatMap((field) => all.get(field.code) ?? []);
}

function headersByField(kind: RegisterKind, columns: readonly StagedColumn[]): (field: string) => string {
  const found = new Map(columns.map((column) => [column.field, column.header]));
  const first = new Map(kind.columns.map((column) => [column.field, column.headers[0] ?? column.field]));
  return (field) => found.get(field) ?? first.get(field) ?? field;
}

function textOf(columns: readonly StagedColumn[], cells: Cells, field: string): string {
  return cells[columns.findIndex((column) => column.field === field)]?.text ?? '';
}

function notesOf(columns: readonly StagedColumn[], cells: Cells): Record<string, string> {
  const notes: Record<string, string> = {};
  for (const [at, column] of columns.entries()) {
    if (column.field !== null || column.refused !== undefined) continue;
    const text = normaliseLines(cells[at]?.text ?? '');
    if (text !== '') notes[column.header] = text.slice(0, NOTE_LENGTH);
  }
  return notes;
}

/** A record must stand on a day on which its place existed; the words say what stood there then. */
function outOfTime(row: CheckedRow, header: string, world: RowWorld, found: string): RowIssue[] {
  if (row.day === null || row.areaId === null) return [];
  const span = world.spanOf(row.areaId);
  if (span.closedOn !== null && row.day >= span.closedOn) {
    const last = formatDay(span.closedOn);
    const after = span.after.join(', ');
    return [
      {
        column: header,
        code: 'outOfRange',
        found,
        expected: {
          vi: `Trước ngày ${last}: từ ngày đó địa bàn này thuộc ${after || 'đơn vị mới'}.`,
          en: `Before ${last}: since then the place belongs to ${after || 'another unit'}.`,
        },
      },
    ];
  }
  if (span.openedOn !== null && row.day < span.openedOn) {
    const first = formatDay(span.openedOn);
    const before = span.before.join(', ');
    return [
      {
        column: header,
        code: 'outOfRange',
        found,
        expected: {
          vi: `Từ ngày ${first}: trước đó là ${before || 'đơn vị khác'}, hãy nhập sổ vào đơn vị đó.`,
          en: `On or after ${first}: before that it was ${before || 'another unit'}; import the book there.`,
        },
      },
    ];
  }
  return [];
}

/** Key by which a person's word about a choice holds for all cells with the same text. */
export function choiceAliasKey(form: string, field: string, text: string): string {
  return `${form}.${field}.${labelKey(text)}`;
}
