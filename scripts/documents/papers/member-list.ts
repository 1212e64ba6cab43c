import { paragraph } from '../ooxml.ts';
import { heading, signature } from '../parts.ts';
import {
  afterTable,
  type Column,
  documentTitle,
  grid,
  headerRow,
  listRow,
  paperFile,
  wideRow,
} from './paper-parts.ts';

const MEMBERS: Column[] = [
  { name: 'STT', tag: '{order}', width: 11, align: 'center' },
  { name: 'Họ và tên', tag: '{name}', width: 43 },
  { name: 'Năm sinh', tag: '{birthYear}', width: 15, align: 'center' },
  { name: 'Giới tính', tag: '{sex}', width: 14, align: 'center' },
  { name: 'Chức danh', tag: '{role}', width: 22, align: 'center' },
  { name: 'Nơi ở', tag: '{address}', width: 32 },
  { name: 'Điện thoại', tag: '{phone}', width: 28, align: 'center' },
];

/** Members of one team or of many, each team under its name. */
export function memberList(): Buffer {
  return paperFile('Mẫu danh sách thành viên', [
    heading({ numbered: false }),
    documentTitle('DANH SÁCH THÀNH VIÊN', '{listOf}'),
    paragraph('(Tính đến ngày {asOf}: {teamCount} tổ, {memberCount} thành viên, {personCount} người)', {
      align: 'center',
      size: 13,
      italic: true,
      after: 160,
    }),
    grid(
      [
        headerRow(MEMBERS),
        wideRow('{#teams}{name} ({memberCount} thành viên)', MEMBERS, { bold: true, keepNext: true }),
        listRow('members', MEMBERS, '{/teams}'),
      ],
      MEMBERS,
    ),
    afterTable,
    signature({ recipients: false }),
  ]);
}
