import { findNever } from '../../platform/never.ts';
import type { LocalText } from '../../platform/text.ts';
import type { Choice } from '../imports/cells.rules.ts';
import type { SheetColumn, SheetKind } from '../imports/headers.rules.ts';

const column = (field: string, headers: readonly string[], required = false): SheetColumn => ({
  field,
  headers,
  required,
});

/** How lists of members look in communes: one row for each member; place, team and kind may stand once for a group of rows. */
export const rosterSheet: SheetKind = {
  code: 'members',
  sheetNames: ['Danh sách thành viên', 'Thành viên', 'Danh sách', 'Danh sách tổ'],
  columns: [
    column('ordinal', ['STT', 'TT', 'Số TT', 'Số thứ tự']),
    column('place', [
      'Thôn',
      'Thôn, tổ dân phố',
      'Tổ dân phố',
      'Khu dân cư',
      'Địa bàn',
      'Đơn vị',
      'Nơi thực hiện',
    ]),
    column('team', ['Tên tổ', 'Tổ', 'Tên tổ, nhóm', 'Tên mô hình', 'Tổ tự quản', 'Thuộc tổ']),
    column('kind', ['Loại tổ', 'Loại hình', 'Loại']),
    column('name', ['Họ và tên', 'Họ tên', 'Họ, tên', 'Họ và tên thành viên', 'Tên thành viên'], true),
    column('born', ['Năm sinh', 'Ngày sinh', 'Ngày tháng năm sinh', 'Ngày, tháng, năm sinh', 'Sinh năm']),
    column('bornMale', ['Nam', 'Năm sinh nam', 'Nam sinh năm']),
    column('bornFemale', ['Nữ', 'Năm sinh nữ', 'Nữ sinh năm']),
    column('sex', ['Giới tính', 'Nam/Nữ', 'Nam, nữ', 'Giới']),
    column('role', ['Chức vụ', 'Chức danh', 'Nhiệm vụ', 'Vai trò', 'Chức vụ trong tổ', 'Chức danh trong tổ']),
    column('chosen', ['Bầu hay cử', 'Hình thức', 'Bầu/cử', 'Hình thức tham gia']),
    column('joined', ['Ngày tham gia', 'Ngày vào tổ', 'Ngày tham gia tổ', 'Tham gia từ', 'Ngày bắt đầu']),
    column('contact', ['Điện thoại', 'Số điện thoại', 'SĐT', 'Liên hệ', 'Số ĐT', 'Điện thoại liên hệ']),
  ],
};

export const roleChoices: readonly Choice[] = [
  { code: 'teamLeader', labels: ['Tổ trưởng', 'Trưởng nhóm', 'Nhóm trưởng', 'Trưởng', 'Đội trưởng', 'TT'] },
  { code: 'deputyLeader', labels: ['Tổ phó', 'Phó nhóm', 'Nhóm phó', 'Phó', 'Đội phó', 'TP'] },
  { code: 'teamMember', labels: ['Tổ viên', 'Thành viên', 'Nhóm viên', 'Đội viên', 'Viên', 'TV'] },
  { code: 'mediator', labels: ['Hòa giải viên', 'HGV'] },
];

export const kindChoices: readonly Choice[] = [
  {
    code: 'securityTeam',
    labels: [
      'Tổ bảo vệ an ninh, trật tự',
      'Tổ bảo vệ ANTT',
      'Bảo vệ an ninh, trật tự',
      'Bảo vệ ANTT',
      'Tổ BVANTT',
    ],
  },
  {
    code: 'selfManagedGroup',
    labels: ['Tổ tự quản', 'Tổ tự quản về ANTT', 'Tự quản', 'Tổ nhân dân tự quản', 'Tổ an ninh nhân dân'],
  },
  { code: 'mediationTeam', labels: ['Tổ hòa giải', 'Hòa giải'] },
  { code: 'modelTeam', labels: ['Tổ thực hiện mô hình', 'Tổ mô hình', 'Mô hình'] },
];

export const chosenChoices: readonly Choice[] = [
  { code: 'elected', labels: ['Được bầu', 'Bầu', 'Bầu cử'] },
  { code: 'nominated', labels: ['Được cử', 'Cử', 'Đề cử', 'Giới thiệu', 'Chỉ định'] },
];

export const sexChoices: readonly Choice[] = [
  { code: 'male', labels: ['Nam', 'M'] },
  { code: 'female', labels: ['Nữ', 'F'] },
];

/** Columns that lists often have and that are empty of what is kept: they are passed over without a word. */
const plain = ['Ghi chú', 'Ký nhận', 'Ký tên', 'Chữ ký'];

/** Why a column is not kept; undefined for one that needs no words. */
export function whyDropped(header: string): LocalText | undefined {
  if (plain.includes(header)) return undefined;
  const never = findNever('field', '', [header]);
  if (never) return never.reason;
  return {
    vi: 'Chương trình chỉ giữ họ tên, liên hệ, năm sinh, giới tính; cột này không được đọc.',
    en: 'Only name, contact, year of birth and sex are kept; this column is not read.',
  };
}
