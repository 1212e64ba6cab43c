import { Writable } from 'node:stream';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Download } from '../../../platform/server/route.ts';
import { writeCsv } from '../../../platform/server/workbook/csv.ts';
import {
  type ColumnToWrite,
  type RowToWrite,
  writeWorkbook,
} from '../../../platform/server/workbook/write.ts';
import type { ActivityFilters } from '../activities.contract.ts';
import type { ActivityState } from '../activity-state.contract.ts';
import type { EntryValue, Field } from '../field.contract.ts';
import type { Form } from '../form.contract.ts';
import { valueText } from '../value-text.rules.ts';
import type { ActivityRow } from './activity-read.repo.ts';
import { findForm } from './check.service.ts';
import { walkActivities } from './list.service.ts';
import { namesOfPeople } from './place.repo.ts';

/** More rows than this are refused: nobody reads them, and a smaller choice is one filter away. */
const MOST = 100_000;

type Language = 'vi' | 'en';
type Cell = string | number | null;

const stateNames: Readonly<Record<ActivityState, Record<Language, string>>> = {
  draft: { vi: 'Nháp', en: 'Draft' },
  submitted: { vi: 'Đã gửi', en: 'Submitted' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  verified: { vi: 'Đã xác nhận', en: 'Verified' },
  voided: { vi: 'Đã hủy', en: 'Voided' },
};
const extraHeaders = { vi: ['Trạng thái', 'Người nhập'], en: ['State', 'Entered by'] };
const formats: Partial<Record<Field['type'], NonNullable<ColumnToWrite['format']>>> = {
  date: 'day',
  time: 'time',
  integer: 'whole',
  decimal: 'decimal',
  text: 'text',
  longText: 'text',
};

/**
 * The list as a file: the form's columns in the order of its book, then state and author. Text stays text in either
 * format. Throws Problem `tooLarge` past 100,000 rows.
 */
export async function exportActivities(
  context: Context,
  asked: ActivityFilters & { form: string; format: 'xlsx' | 'csv'; language: Language },
): Promise<Download> {
  const { format, language } = asked;
  const form = findForm(asked.form);
  const columns = [
    ...form.fields.map((field) => columnOf(field, language)),
    ...extraHeaders[language].map((header) => ({ header, width: 18 })),
  ];
  const file = new Collected();
  const rows = rowsOf(context, asked, form, format);
  if (format === 'csv') {
    await writeCsv(
      file,
      columns.map((column) => column.header),
      rows,
    );
  } else {
    await writeWorkbook(file, [{ name: form.sheetNames[0] ?? form.name.vi, columns, rows }]);
  }
  const name = language === 'vi' ? form.name.vi : form.name.en;
  return { fileName: `${name} ${context.today}.${format}`, type: types[format], content: file.whole() };
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** Headers are those by which an import finds the column again. */
function columnOf(field: Field, language: Language): ColumnToWrite {
  const header = language === 'vi' ? (field.headers[0] ?? field.label.vi) : field.label.en;
  const format = formats[field.type];
  const width = field.type === 'longText' ? 50 : field.type === 'text' || field.type === 'place' ? 28 : 16;
  return { header, width, ...(format ? { format } : {}) };
}

async function* rowsOf(
  context: Context,
  asked: ActivityFilters & { language: Language },
  form: Form,
  format: 'xlsx' | 'csv',
): AsyncGenerator<RowToWrite & readonly Cell[]> {
  const people = new Map<string, string>();
  let written = 0;
  for await (const row of walkActivities(context, asked, MOST + 1)) {
    written += 1;
    if (written > MOST) throw new Problem('tooLarge', { detail: tooMany });
    if (!people.has(row.created_by)) {
      const found = await namesOfPeople(context.tx, [row.created_by]);
      people.set(row.created_by, found.get(row.created_by) ?? '');
    }
    const cells = form.fields.map((field) => cellOf(field, row, asked.language, format));
    yield [...cells, stateNames[row.state][asked.language], people.get(row.created_by) ?? ''];
  }
}

const tooMany = {
  vi: 'Danh sách dài hơn 100.000 dòng. Hãy lọc bớt, ví dụ từng năm.',
  en: 'The list has more than 100,000 rows. Narrow it down, e.g. to one year.',
};

function cellOf(field: Field, row: ActivityRow, language: Language, format: 'xlsx' | 'csv'): Cell {
  const value: EntryValue | undefined = row.values[field.code];
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  if (field.type === 'decimal') return Number(value);
  if (format === 'xlsx' && (field.type === 'date' || field.type === 'time')) return String(value);
  const place = row.organization_name ?? row.area_name;
  return valueText(field, value, () => place)[language];
}

/** Takes what is written to it and keeps it. */
class Collected extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  whole(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
