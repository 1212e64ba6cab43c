import { Writable } from 'node:stream';
import { Problem } from '../../../platform/problems.ts';
import type { Download } from '../../../platform/server/route.ts';
import {
  type ColumnToWrite,
  type SheetToWrite,
  writeWorkbook,
} from '../../../platform/server/workbook/write.ts';
import type { Field } from '../../activities/field.contract.ts';
import type { SheetKind } from '../headers.rules.ts';
import { HAMLETS, isRegister, ORDINAL, REPORTED } from '../sheet-kinds.rules.ts';
import { kindName, sheetKinds } from './kinds.service.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An empty workbook of one kind of sheet, or of all that a commune keeps. Throws Problem `notFound`. */
export async function makeTemplate(file: string): Promise<Download> {
  const code = file.replace(/\.xlsx$/u, '');
  const kinds = sheetKinds().filter((kind) => (code === 'all' ? kind.code !== REPORTED : kind.code === code));
  if (kinds.length === 0) throw new Problem('notFound');
  const name = code === 'all' ? 'Mẫu nhập sổ' : `Mẫu ${kindName(code).vi}`;
  return { fileName: `${name}.xlsx`, type: XLSX, content: await workbookOf(kinds.map(sheetOf)) };
}

/** A whole workbook in memory: empty templates and the rows of one import. */
export async function workbookOf(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeWorkbook(out, sheets);
  return Buffer.concat(chunks);
}

/** As the books are kept: agency, title, a line that shows how to fill in, then the header in row 4. */
function sheetOf(kind: SheetKind): SheetToWrite {
  const name = kind.sheetNames[0] ?? kindName(kind.code).vi;
  const columns = kind.columns.map((column) =>
    columnOf(kind, column.field, column.headers[0] ?? column.field),
  );
  const examples = columns
    .filter((column) => column.example !== '')
    .map((column) => `${column.header}: ${column.example}`);
  return {
    name,
    preface: ['', `${name} (mẫu)`, `Ví dụ một dòng. ${examples.join('; ')}`],
    columns: columns.map(({ example: _example, ...column }) => column),
    rows: [],
  };
}

function columnOf(kind: SheetKind, code: string, header: string): ColumnToWrite & { example: string } {
  if (code === ORDINAL) return { header, width: 6, format: 'whole', example: '1' };
  const field = isRegister(kind) ? kind.form.fields.find((one) => one.code === code) : undefined;
  if (field) return { header, ...formatOf(field) };
  const example = kind.code === HAMLETS ? (HAMLET_EXAMPLES[code] ?? '') : (REPORTED_EXAMPLES[code] ?? '');
  const isCount = code === 'households' || code === 'people';
  return { header, width: isCount ? 12 : 24, ...(isCount ? { format: 'whole' as const } : {}), example };
}

const HAMLET_EXAMPLES: Readonly<Record<string, string>> = {
  name: 'Thôn Đông',
  households: '290',
  people: '997',
};
const REPORTED_EXAMPLES: Readonly<Record<string, string>> = {
  area: 'Xã Lương Phong',
  code: '07846',
  level: 'commune',
  indicator: 'area.households',
  value: '4300',
  asOf: '14/12/2024',
};

function formatOf(field: Field): Omit<ColumnToWrite, 'header'> & { example: string } {
  switch (field.type) {
    case 'date':
      return { width: 14, format: 'day', example: '7/3/2024' };
    case 'time':
      return { width: 10, format: 'time', example: '21h30' };
    case 'integer':
    case 'countsBySex':
      return { width: 12, format: 'whole', example: '12' };
    case 'decimal':
      return { width: 12, format: 'decimal', example: '12,5' };
    case 'choice':
    case 'choices': {
      const choices = field.choices.map((choice) => choice.label.vi);
      return { width: 26, choices, example: choices[0] ?? '' };
    }
    case 'boolean':
      return { width: 12, choices: ['Có', 'Không'], example: 'Có' };
    case 'place':
      return { width: 24, example: 'Thôn Đông' };
    case 'text':
      return { width: 26, format: 'text', example: '' };
    case 'longText':
      return { width: 40, format: 'text', example: '' };
    case 'photo':
    case 'voice':
    case 'geopoint':
      return { width: 12, example: '' };
  }
}
