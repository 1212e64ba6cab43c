import { paragraph } from '../ooxml.ts';
import { body, heading, part, signature } from '../parts.ts';
import { type Column, documentTitle, eachLine, grid, headerRow, listRow, paperFile } from './paper-parts.ts';

const FIGURES: Column[] = [
  { name: 'STT', tag: '{order}', width: 11, align: 'center' },
  { name: 'Chỉ tiêu', tag: '{label}', width: 62 },
  { name: 'Đơn vị', tag: '{unit}', width: 22, align: 'center' },
  { name: 'Kỳ này', tag: '{value}', width: 20, align: 'right' },
  { name: 'Kỳ trước', tag: '{previous}', width: 22, align: 'right' },
  { name: 'Tăng, giảm', tag: '{change}', width: 28, align: 'right' },
];
const CHECKS: Column[] = [
  { name: 'STT', tag: '{order}', width: 11, align: 'center' },
  { name: 'Ngày', tag: '{on}', width: 26, align: 'center' },
  { name: 'Nội dung kiểm tra', tag: '{title}', width: 60 },
  { name: 'Kết quả', tag: '{result}', width: 68 },
];

/** Half-year review of a model. */
export function halfYearReview(): Buffer {
  const gap = paragraph('', { size: 4, exactLine: 80, keepNext: true });
  return paperFile('Mẫu báo cáo sơ kết mô hình', [
    heading(),
    documentTitle('BÁO CÁO'),
    body(
      '{issuer} báo cáo sơ kết hoạt động của mô hình “{modelName}” tại {area.full} {periodLabel} (từ ngày {from} đến ngày {to}) như sau:',
    ),
    part('I. TỔ CHỨC CỦA MÔ HÌNH'),
    body(
      'Mô hình thuộc loại “{kindName}”, có {teamCount} tổ với {memberCount} thành viên. Trạng thái: {state}.',
    ),
    eachLine('stateReasons'),
    part('II. KẾT QUẢ HOẠT ĐỘNG'),
    body('1. Các chỉ tiêu trong kỳ:', true),
    gap,
    grid([headerRow(FIGURES), listRow('figures', FIGURES)], FIGURES),
    body('2. Trong kỳ đã kiểm tra {checkCount} lần:', true),
    gap,
    grid([headerRow(CHECKS), listRow('checks', CHECKS)], CHECKS),
    part('III. ĐÁNH GIÁ'),
    ...named('1. Ưu điểm', 'strengths'),
    ...named('2. Tồn tại, hạn chế', 'weaknesses'),
    ...named('3. Nguyên nhân', 'causes'),
    part('IV. PHƯƠNG HƯỚNG, NHIỆM VỤ'),
    eachLine('plan'),
    part('V. KIẾN NGHỊ, ĐỀ XUẤT'),
    eachLine('proposals'),
    body('Trên đây là báo cáo sơ kết mô hình “{modelName}” {periodLabel} của {issuer}./.', true),
    signature(),
  ]);
}

function named(title: string, list: string): string[] {
  return [paragraph(title, { style: 'Muc' }), eachLine(list)];
}
