import type { Day } from '../../platform/dates.ts';
import type { LocalText } from '../../platform/text.ts';
import { normaliseLine } from '../../platform/text.ts';
import type { RawCell } from '../imports/cell-result.rules.ts';
import { parseChoice, parseDay, parseText } from '../imports/cells.rules.ts';
import { isEmptyRow, isTotalRow, type RecognisedSheet } from '../imports/headers.rules.ts';
import type { Sex } from './person.contract.ts';
import type { RosterProblem } from './roster.contract.ts';
import { chosenChoices, kindChoices, roleChoices, sexChoices } from './roster-sheet.rules.ts';
import type { Chosen, TeamKind, TeamRole } from './team.contract.ts';

/** A row of a sheet as the reader of workbooks gives it. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly (RawCell & { readonly column: number })[];
}

/** A row that was understood by itself; place and team are still words. */
export interface ReadMember {
  readonly sheet: string;
  readonly row: number;
  readonly place: string;
  readonly team: string;
  readonly kind: TeamKind;
  readonly name: string;
  readonly birthYear: number | null;
  readonly sex: Sex | null;
  readonly role: TeamRole;
  readonly chosen: Chosen;
  readonly joinedOn: Day | null;
  readonly contact: string;
}

export interface ReadSheet {
  readonly members: readonly ReadMember[];
  readonly problems: readonly RosterProblem[];
  /** Rows that hold something below the header. */
  readonly rows: number;
}

const thisName = /^(sheet|trang|bảng|danh sách)\s*\d*$/iu;

/**
 * Reads the rows below the header. Place, team and kind of team, once said, hold for the rows below until others are
 * said, as merged cells mean it; without a column for teams the sheet's name is the team's. A row with a problem is left
 * out whole, and everything that is wrong with it is named.
 */
export function readRosterRows(
  sheet: RecognisedSheet,
  sheetName: string,
  rows: readonly SheetRow[],
  given: { readonly kind: TeamKind; readonly today: Day },
): ReadSheet {
  const reader = new RowReader(sheet, sheetName, given);
  let counted = 0;
  for (const row of rows) {
    if (row.row <= sheet.headerRow || isEmptyRow(row.cells) || isTotalRow(row.cells)) continue;
    if (reader.read(row)) counted += 1;
  }
  return { members: reader.members, problems: reader.problems, rows: counted };
}

class RowReader {
  readonly members: ReadMember[] = [];
  readonly problems: RosterProblem[] = [];
  readonly #sheet: RecognisedSheet;
  readonly #name: string;
  readonly #given: { readonly kind: TeamKind; readonly today: Day };
  #above = { place: '', team: '', kind: '' };

  constructor(
    sheet: RecognisedSheet,
    sheetName: string,
    given: { readonly kind: TeamKind; readonly today: Day },
  ) {
    this.#sheet = sheet;
    this.#name = sheetName;
    this.#given = given;
  }

  /** Reads a row; false for one that only names a place or a team for those below. */
  read({ row, cells }: SheetRow): boolean {
    const at = (field: string): RawCell | undefined => {
      const number = this.#sheet.columns.find((column) => column.field === field)?.column;
      return number === undefined ? undefined : cells.find((cell) => cell.column === number);
    };
    const said = { place: textOf(at('place')), team: textOf(at('team')), kind: textOf(at('kind')) };
    if (said.place !== '' && said.place !== this.#above.place)
      this.#above = { ...this.#above, team: '', kind: '' };
    if (said.team !== '' && said.team !== this.#above.team) this.#above = { ...this.#above, kind: '' };
    this.#above = {
      place: said.place || this.#above.place,
      team: said.team || this.#above.team,
      kind: said.kind || this.#above.kind,
    };
    if (textOf(at('name')) === '' && Object.values(said).some((word) => word !== '')) return false;
    this.#take(row, at);
    return true;
  }

  #take(row: number, at: (field: string) => RawCell | undefined): void {
    const before = this.problems.length;
    const problem = (field: string, code: string, found: string, text: LocalText) =>
      this.problems.push({ sheet: this.#name, row, column: this.#header(field), code, found, text });
    const use = <T>(
      field: string,
      result: { ok: true; value: T } | { ok: false; code: string; expected: LocalText },
    ): T | null => {
      if (result.ok) return result.value;
      problem(field, result.code, textOf(at(field)), result.expected);
      return null;
    };
    const name = use('name', parseText(at('name'), { required: true, maxLength: 120 }));
    const contact = use('contact', parseText(at('contact'), { required: false, maxLength: 120 }));
    const joinedOn = use('joined', parseDay(at('joined'), { required: false, today: this.#given.today }));
    const kindCell = this.#above.kind === '' ? undefined : textCell(this.#above.kind);
    const kind = use('kind', parseChoice(kindCell, kindChoices, { required: false }));
    const role = use('role', parseChoice(at('role'), roleChoices, { required: false }));
    const chosen = use('chosen', parseChoice(at('chosen'), chosenChoices, { required: false }));
    const { birthYear, sex } = this.#birth(
      at,
      problem,
      use('sex', parseChoice(at('sex'), sexChoices, { required: false })) as Sex | null,
    );
    const team = this.#team(kind as TeamKind | null);
    if (team === '') problem('team', 'required', '', teamNeeded);
    if (this.problems.length > before || name === null) return;
    this.members.push({
      sheet: this.#name,
      row,
      place: this.#above.place,
      team,
      kind: (kind ?? this.#given.kind) as TeamKind,
      name: normaliseLine(name),
      birthYear,
      sex,
      role: (role ?? 'teamMember') as TeamRole,
      chosen: (chosen ?? 'unknown') as Chosen,
      joinedOn,
      contact: normaliseLine(contact ?? ''),
    });
  }

  #header(field: string): string {
    const own = this.#sheet.columns.find((column) => column.field === field)?.header;
    return own ?? this.#sheet.kind.columns.find((column) => column.field === field)?.headers[0] ?? field;
  }

  #team(kind: TeamKind | null): string {
    if (this.#above.team !== '') return this.#above.team;
    const hasColumn = this.#sheet.columns.some((column) => column.field === 'team');
    if (hasColumn && kind === null) return '';
    if (kind !== null) return kindChoices.find((choice) => choice.code === kind)?.labels[0] ?? '';
    return thisName.test(this.#name.trim()) ? '' : normaliseLine(this.#name);
  }

  /** The year of birth, in one column or in two for men and women; of a whole birthday only the year is kept. */
  #birth(
    at: (field: string) => RawCell | undefined,
    problem: (field: string, code: string, found: string, text: LocalText) => void,
    said: Sex | null,
  ): { birthYear: number | null; sex: Sex | null } {
    const found = { birthYear: null as number | null, sex: said };
    for (const [field, sex] of [
      ['born', null],
      ['bornMale', 'male'],
      ['bornFemale', 'female'],
    ] as const) {
      const text = textOf(at(field));
      if (text === '') continue;
      if (sex !== null && found.sex === null) found.sex = sex;
      if (sex !== null && /^[xX✓]$/u.test(text)) continue;
      const year = yearOf(at(field), this.#given.today);
      if (year === undefined) problem(field, 'invalidYear', text, yearNeeded);
      else found.birthYear = year;
    }
    return found;
  }
}

function textCell(text: string): RawCell {
  return { text, value: text, isDate: false };
}

function textOf(cell: RawCell | undefined): string {
  return cell === undefined ? '' : normaliseLine(cell.text);
}

/** The year of '1970', '7/3/1970' or a date; undefined for what is none or not the age of a member (14 to 110 years). */
export function yearOf(cell: RawCell | undefined, today: Day): number | undefined {
  const day = parseDay(cell, { required: true });
  const text = textOf(cell);
  const year =
    day.ok && day.value !== null ? Number(day.value.slice(0, 4)) : /^\d{4}$/u.test(text) ? Number(text) : NaN;
  const age = Number(today.slice(0, 4)) - year;
  return age >= 14 && age <= 110 ? year : undefined;
}

const yearNeeded: LocalText = {
  vi: 'Năm sinh bốn chữ số, ví dụ 1970, hoặc ngày sinh 7/3/1970.',
  en: 'A year of birth of four digits, e.g. 1970, or a birthday 7/3/1970.',
};
const teamNeeded: LocalText = {
  vi: 'Tên tổ của người này: ghi vào cột Tên tổ, hoặc đặt tên trang tính là tên tổ.',
  en: 'The team of this person: in a column “Tên tổ”, or as the name of the sheet.',
};
