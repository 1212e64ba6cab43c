import { Problem } from '../../../platform/problems.ts';
import { WorkbookError } from '../../../platform/server/workbook/errors.ts';
import type { LocalText } from '../../../platform/text.ts';
import { type RecognisedSheet, recogniseSheet } from '../../imports/headers.rules.ts';
import { type FileOfRows, readHeads, readRows, refusal } from '../../imports/server/file-rows.service.ts';
import { MAX_ROSTER_ROWS, type RosterProblem } from '../roster.contract.ts';
import { type ReadMember, readRosterRows, type SheetRow } from '../roster-rows.rules.ts';
import { rosterSheet, whyDropped } from '../roster-sheet.rules.ts';
import type { TeamKind } from '../team.contract.ts';

/** What a workbook says, before it is held against what is known. */
export interface ReadRoster {
  readonly members: readonly ReadMember[];
  readonly problems: readonly RosterProblem[];
  readonly rows: number;
  readonly dropped: readonly { readonly sheet: string; readonly column: string; readonly text: LocalText }[];
  readonly skipped: readonly { readonly sheet: string; readonly text: LocalText }[];
}

/** Reads a list of members. Throws Problem `unreadableFile`, or `tooLarge` for more rows than a list may have. */
export async function readRosterFile(
  file: FileOfRows,
  given: { readonly kind: TeamKind; readonly today: string },
): Promise<ReadRoster> {
  try {
    return await readSheets(file, given);
  } catch (error) {
    if (error instanceof WorkbookError) throw refusal(error.code);
    throw error;
  }
}

async function readSheets(
  file: FileOfRows,
  given: { readonly kind: TeamKind; readonly today: string },
): Promise<ReadRoster> {
  const heads = Map.groupBy(await readHeads(file), (row) => row.sheetIndex);
  const sheets = new Map<number, { name: string; sheet: RecognisedSheet; rows: SheetRow[] }>();
  const skipped: { sheet: string; text: LocalText }[] = [];
  for (const [index, rows] of heads) {
    // Hidden sheets hold lists of words, as in the template.
    if (rows[0]?.hidden) continue;
    const name = rows[0]?.sheet ?? '';
    const sheet = recogniseSheet([rosterSheet], name, rows);
    if (sheet && sheet.missing.length === 0) sheets.set(index, { name, sheet, rows: [] });
    else skipped.push({ sheet: name, text: noList });
  }
  let rows = 0;
  for await (const row of readRows(file, (index) => sheets.has(index))) {
    rows += 1;
    if (rows > MAX_ROSTER_ROWS) throw new Problem('tooLarge', { detail: tooManyRows });
    sheets.get(row.sheetIndex)?.rows.push(row);
  }
  const read = [...sheets.values()].map((each) => readRosterRows(each.sheet, each.name, each.rows, given));
  return {
    members: read.flatMap((each) => each.members),
    problems: read.flatMap((each) => each.problems),
    rows: read.reduce((sum, each) => sum + each.rows, 0),
    dropped: [...sheets.values()].flatMap(({ name, sheet }) =>
      sheet.unknown.flatMap(({ header }) => {
        const text = whyDropped(header);
        return text ? [{ sheet: name, column: header, text }] : [];
      }),
    ),
    skipped,
  };
}

const noList: LocalText = {
  vi: 'Không thấy cột “Họ và tên” trong 20 dòng đầu: trang này không được đọc.',
  en: 'No column “Họ và tên” in the first 20 rows: this sheet is not read.',
};
const tooManyRows: LocalText = {
  vi: `Danh sách dài hơn ${MAX_ROSTER_ROWS} dòng. Hãy chia thành nhiều tệp.`,
  en: `The list has more than ${MAX_ROSTER_ROWS} rows. Split it into several files.`,
};
