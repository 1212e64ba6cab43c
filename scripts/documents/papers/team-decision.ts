import { paragraph, run } from '../ooxml.ts';
import { body, heading, signature } from '../parts.ts';
import {
  annexTitle,
  type Column,
  documentTitle,
  eachLine,
  grid,
  headerRow,
  listRow,
  paperFile,
} from './paper-parts.ts';

const MEMBERS: Column[] = [
  { name: 'STT', tag: '{order}', width: 11, align: 'center' },
  { name: 'Họ và tên', tag: '{name}', width: 42 },
  { name: 'Năm sinh', tag: '{birthYear}', width: 15, align: 'center' },
  { name: 'Giới tính', tag: '{sex}', width: 14, align: 'center' },
  { name: 'Chức danh trong tổ', tag: '{role}', width: 24, align: 'center' },
  { name: 'Nghề nghiệp, chức vụ', tag: '{position}', width: 28 },
  { name: 'Nơi ở', tag: '{address}', width: 31 },
];

/** Decision founding a team with its list, as form 1.2 of Decree 30/2020. */
export function teamDecision(): Buffer {
  const basis = { align: 'both', firstLine: 720, size: 14, italic: true, before: 80 } as const;
  return paperFile('Mẫu quyết định thành lập tổ', [
    heading(),
    documentTitle('QUYẾT ĐỊNH'),
    paragraph('{issuingAuthority}', { align: 'center', size: 14, bold: true, after: 120 }),
    eachLine('legalBases', basis),
    paragraph('Theo đề nghị của Trưởng Công an {area.commune}.', basis),
    paragraph('QUYẾT ĐỊNH:', { align: 'center', size: 14, bold: true, before: 160, keepNext: true }),
    article(
      'Điều 1. ',
      'Thành lập {teamName}{ofModel} tại {area.name}, gồm {memberCount} thành viên (có danh sách kèm theo).',
    ),
    article('Điều 2. ', '{teamName} có nhiệm vụ:', true),
    eachLine('duties'),
    body(
      'Tổ hoạt động theo quy chế do Chủ tịch Ủy ban nhân dân cấp xã ban hành, chịu sự lãnh đạo của cấp ủy, sự quản lý của chính quyền và sự hướng dẫn của Công an {area.commune}.',
    ),
    article(
      'Điều 3. ',
      'Quyết định này có hiệu lực kể từ {effectiveOn}. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Trưởng Công an {area.commune}, Trưởng thôn (Tổ trưởng tổ dân phố) {area.name} và các thành viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.',
      true,
    ),
    signature(),
    annexTitle(
      'DANH SÁCH',
      'Thành viên {teamName}',
      '(Kèm theo Quyết định {documentNumber} {issuedOn} của {issuer})',
    ),
    grid([headerRow(MEMBERS), listRow('members', MEMBERS)], MEMBERS),
    paragraph('Danh sách này có {memberCount} thành viên./.', { size: 13, italic: true, before: 160 }),
  ]);
}

function article(name: string, text: string, keepNext = false): string {
  return paragraph([run(name, { bold: true }), run(text)], { style: 'NoiDung', keepNext });
}
