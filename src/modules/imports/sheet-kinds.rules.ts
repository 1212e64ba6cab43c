import { type Field, isOnTheSpot } from '../activities/field.contract.ts';
import type { Form } from '../activities/form.contract.ts';
import type { SheetColumn, SheetKind } from './headers.rules.ts';

/** A sheet whose rows become records of a form. */
export interface RegisterKind extends SheetKind {
  readonly form: Form;
}

/** The code of the sheet that lists a commune's hamlets with their households and people. */
export const HAMLETS = 'hamlets';
/** The code of a list of reported figures with their sources. */
export const REPORTED = 'reportedFigures';
/** The running number of a row: known everywhere, kept nowhere. */
export const ORDINAL = '#';
/** The column that our own workbook of problems adds; it is not data when it comes back. */
export const PROBLEM_HEADER = 'Vấn đề';
export const PROBLEM_COLUMN = '!';

const ordinal: SheetColumn = {
  field: ORDINAL,
  headers: ['STT', 'TT', 'Số TT', 'Số thứ tự'],
  required: false,
};

/** Columns of the list of hamlets. */
export const hamletsKind: SheetKind = {
  code: HAMLETS,
  sheetNames: ['Địa bàn', 'Danh sách thôn', 'Thôn, tổ dân phố'],
  columns: [
    ordinal,
    {
      field: 'name',
      headers: [
        'Tên thôn',
        'Tên thôn, tổ dân phố',
        'Thôn, tổ dân phố',
        'Tên thôn (tổ dân phố)',
        'Tên địa bàn',
      ],
      required: true,
    },
    { field: 'households', headers: ['Số hộ', 'Tổng số hộ', 'Hộ'], required: false },
    {
      field: 'people',
      headers: ['Nhân khẩu', 'Số nhân khẩu', 'Số khẩu', 'Số người', 'Tổng số nhân khẩu'],
      required: false,
    },
    {
      field: 'headName',
      headers: ['Trưởng thôn', 'Trưởng thôn, tổ trưởng', 'Trưởng thôn, tổ trưởng dân phố', 'Tổ trưởng'],
      required: false,
    },
    { field: 'note', headers: ['Ghi chú'], required: false },
  ],
};

/** Columns of a list of reported figures. */
export const reportedKind: SheetKind = {
  code: REPORTED,
  sheetNames: ['Số liệu công bố', 'published-figures'],
  columns: [
    { field: 'area', headers: ['area', 'Địa bàn'], required: true },
    {
      field: 'code',
      headers: ['area_code_before_2025', 'Mã địa bàn trước 1/7/2025', 'area_code'],
      required: true,
    },
    { field: 'level', headers: ['level', 'Cấp'], required: true },
    { field: 'indicator', headers: ['indicator', 'Chỉ tiêu'], required: true },
    { field: 'value', headers: ['value', 'Giá trị'], required: true },
    { field: 'denominator', headers: ['denominator', 'Trên tổng số'], required: false },
    { field: 'from', headers: ['from', 'Từ ngày'], required: false },
    { field: 'to', headers: ['to', 'Đến ngày'], required: false },
    { field: 'asOf', headers: ['as_of', 'Tính đến ngày'], required: false },
    { field: 'source', headers: ['source', 'Nguồn'], required: true },
    { field: 'note', headers: ['note', 'Ghi chú'], required: false },
  ],
};

/** The sheet that a form is kept in: every field by its headers, but for pictures, recordings and points. */
export function registerKind(form: Form): RegisterKind {
  return {
    code: form.code,
    sheetNames: form.sheetNames,
    form,
    columns: [
      ordinal,
      ...form.fields
        .filter((field) => !isOnTheSpot(field))
        .map((field) => ({ field: field.code, headers: field.headers, required: isNeeded(field) })),
    ],
  };
}

function isNeeded(field: Field): boolean {
  const hasDefault = 'default' in field && field.default !== undefined;
  return field.required === true && !hasDefault && field.showIf === undefined;
}

export function isRegister(kind: SheetKind): kind is RegisterKind {
  return 'form' in kind;
}
