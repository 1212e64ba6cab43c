import { paragraph } from '../ooxml.ts';
import { body, heading, part, signature } from '../parts.ts';
import { type Column, documentTitle, eachLine, grid, headerRow, listRow, paperFile } from './paper-parts.ts';

const RISKS: Column[] = [
  { name: 'STT', tag: '{order}', width: 11, align: 'center' },
  { name: 'Nguy cơ', tag: '{risk}', width: 44 },
  { name: 'Nguyên nhân, điều kiện', tag: '{cause}', width: 46 },
  { name: 'Mức độ', tag: '{level}', width: 19, align: 'center' },
  { name: 'Biện pháp đề xuất', tag: '{measure}', width: 45 },
];

/** Report on the survey of an area, before a model is founded. */
export function surveyReport(): Buffer {
  return paperFile('Mẫu báo cáo khảo sát địa bàn', [
    heading(),
    documentTitle('BÁO CÁO'),
    body(
      'Từ ngày {surveyedFrom} đến ngày {surveyedTo}, {surveyedBy} đã khảo sát địa bàn {area.full}. {issuer} báo cáo kết quả như sau:',
    ),
    part('I. KẾT QUẢ KHẢO SÁT'),
    tiny('{#sections}'),
    paragraph('{title}', { style: 'Muc' }),
    eachLine('paragraphs'),
    tiny('{/sections}'),
    part('II. NGUY CƠ, NGUYÊN NHÂN, ĐIỀU KIỆN'),
    body('Qua khảo sát xác định {riskCount} nguy cơ mất an ninh, trật tự:', true),
    paragraph('', { size: 4, exactLine: 80, keepNext: true }),
    grid([headerRow(RISKS), listRow('risks', RISKS)], RISKS),
    part('III. SỰ CẦN THIẾT'),
    eachLine('necessity'),
    part('IV. ĐỀ XUẤT'),
    eachLine('proposal'),
    body('Trên đây là báo cáo kết quả khảo sát địa bàn {area.name} của {issuer}./.', true),
    signature(),
  ]);
}

// Only holds a tag: what is left of it between two sections must not be seen.
function tiny(tag: string): string {
  return paragraph(tag, { size: 1, exactLine: 20, keepNext: true });
}
