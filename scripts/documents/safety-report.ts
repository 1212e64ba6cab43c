import { mm, type ParagraphStyle, paragraph, section } from './ooxml.ts';
import { NUMBER_HEADER, wordFile } from './package.ts';
import { body, heading, MARGINS, named, part, repeated, signature, styles } from './parts.ts';
import { areaTable, figuresTable } from './safety-report-tables.ts';

/** The template of the half-year and annual report on safety and order, by Decree 30/2020/NĐ-CP. */
export function safetyReport(): Buffer {
  const portrait = section({ margins: MARGINS, header: NUMBER_HEADER, hideFirstNumber: true });
  const landscape = section({ landscape: true, margins: MARGINS, header: NUMBER_HEADER });
  const body = [
    heading(),
    title(),
    ...parts(),
    signature(),
    annexTitle('Phụ lục I', 'SO SÁNH CÁC CHỈ TIÊU', { pageBreakBefore: true }),
    figuresTable(),
    paragraph('', { size: 1, exactLine: 20, sectionEnd: portrait }),
    annexTitle('Phụ lục II', 'SỐ LIỆU THEO THÔN, TỔ DÂN PHỐ'),
    areaTable(),
    paragraph('', { size: 1, exactLine: 20 }),
    landscape,
  ];
  return wordFile({
    title: 'Mẫu báo cáo công tác bảo đảm an ninh, trật tự',
    body: body.join(''),
    styles: styles(),
  });
}

function title(): string {
  return [
    paragraph('BÁO CÁO', { align: 'center', size: 14, bold: true, before: 360, keepNext: true }),
    paragraph('{subject}', { align: 'center', size: 14, bold: true }),
    paragraph('', { size: 2, exactLine: 80, ruleBelow: true, left: mm(65), right: mm(65), after: 240 }),
  ].join('');
}

function parts(): string[] {
  return [
    repeated('text.opening'),
    body(
      '{issuer} báo cáo {subjectInSentence} (số liệu từ ngày {period.from} đến ngày {period.to}, so sánh với {period.lastYearLabel}) như sau:',
    ),
    part('I. ĐẶC ĐIỂM, TÌNH HÌNH'),
    body(
      '{area.name} có {area.hamletCount} thôn, tổ dân phố với {area.households} hộ, {area.people} nhân khẩu.',
    ),
    repeated('text.situation'),
    part('II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO'),
    repeated('text.direction'),
    part('III. KẾT QUẢ THỰC HIỆN'),
    ...results(),
    part('IV. ĐÁNH GIÁ CHUNG'),
    ...named('1. Ưu điểm', 'text.strengths'),
    ...named('2. Tồn tại, hạn chế', 'text.weaknesses'),
    ...named('3. Nguyên nhân khách quan, chủ quan', 'text.causes'),
    ...named('4. Bài học kinh nghiệm', 'text.lessons'),
    part('V. PHƯƠNG HƯỚNG, NHIỆM VỤ, GIẢI PHÁP'),
    repeated('text.plan'),
    part('VI. KIẾN NGHỊ, ĐỀ XUẤT'),
    repeated('text.proposals'),
    body('Trên đây là báo cáo {subjectInSentence} của {issuer}./.', true),
  ];
}

// The sentences of a section come with its text: counted ones, or the officer's own in their place.
function results(): string[] {
  return [
    ...named('1. Công tác tuyên truyền', 'text.outreach'),
    ...named('2. Xây dựng lực lượng nòng cốt', 'text.coreForce'),
    ...named('3. Xây dựng, nhân rộng mô hình', 'text.models'),
    ...named('4. Tuần tra, nắm tình hình, tiếp nhận tin báo', 'text.patrol'),
    ...named('5. Công tác hòa giải ở cơ sở', 'text.mediation'),
    ...named('6. Quản lý, giáo dục, tái hòa nhập cộng đồng', 'text.reintegration'),
    ...named('7. Chuyển hóa địa bàn', 'text.hotspotConversion'),
    ...named('8. Đăng ký, công nhận “An toàn về an ninh, trật tự”, phân loại phong trào', 'text.recognition'),
    ...named('9. Tiêu chí an ninh trong xây dựng nông thôn mới', 'text.newRural'),
    ...named('10. Công tác phối hợp, kinh phí, khen thưởng', 'text.coordination'),
  ];
}

function annexTitle(name: string, subject: string, more: ParagraphStyle = {}): string {
  const centred = { align: 'center', size: 14, keepNext: true } as const;
  return [
    paragraph(name, { ...centred, bold: true, ...more }),
    paragraph(subject, { ...centred, bold: true }),
    paragraph('{period.label}', { ...centred, bold: true }),
    paragraph('(Kèm theo Báo cáo {documentNumber} {issuedOn} của {issuer})', {
      ...centred,
      size: 13,
      italic: true,
      after: 160,
    }),
  ].join('');
}
