import { mm, type ParagraphStyle, paragraph, section, table } from './ooxml.ts';
import { NUMBER_HEADER, wordFile } from './package.ts';
import { areaTable, figuresTable } from './safety-report-tables.ts';

const MARGINS = { top: 20, bottom: 20, left: 30, right: 15, header: 10 };
const HEADING = [mm(70), mm(95)];
const SIGNATURE = [mm(80), mm(85)];

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

function heading(): string {
  const centred = { align: 'center' } as const;
  const agencySide = [
    paragraph('{#parentAgency [loopOver: "paragraph"]}{line}{/parentAgency}', { ...centred, size: 12 }),
    paragraph('{#agency [loopOver: "paragraph"]}{line}{/agency}', { ...centred, size: 12, bold: true }),
    paragraph('{agencyRule}', {
      ...centred,
      size: 4,
      bold: true,
      underline: true,
      exactLine: 80,
      after: 120,
    }),
  ];
  const nationSide = [
    paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...centred, size: 12, bold: true }),
    paragraph('Độc lập - Tự do - Hạnh phúc', { ...centred, size: 13, bold: true }),
    paragraph('', { size: 2, exactLine: 40, ruleBelow: true, left: mm(19.5), right: mm(19.5), after: 120 }),
  ];
  const [left = 0, right = 0] = HEADING;
  const cells = (contents: string[][]) => ({
    cells: contents.map((content, index) => ({
      content: content.join(''),
      width: index === 0 ? left : right,
    })),
  });
  const numberAndDate = [
    [paragraph('{numberLine}', { ...centred, size: 13 })],
    [paragraph('{placeAndDate}', { ...centred, size: 13, italic: true })],
  ];
  return table([cells([agencySide, nationSide]), cells(numberAndDate)], {
    borders: false,
    widths: HEADING,
    padding: 0,
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

function named(heading: string, text: string): string[] {
  return [paragraph(heading, { style: 'Muc' }), repeated(text)];
}

function part(heading: string): string {
  return paragraph(heading, { style: 'Phan' });
}

function body(text: string, keepNext = false): string {
  return paragraph(text, { style: 'NoiDung', keepNext });
}

// A free text: one paragraph for each of its paragraphs, none when it is empty.
function repeated(name: string): string {
  return body(`{#${name} [loopOver: "paragraph"]}{paragraph}{/${name}}`);
}

// Rows are not split and their lines hold on to each other, so the block moves to the next page as a whole,
// and takes the closing sentence with it.
function signature(): string {
  const kept = { keepNext: true } as const;
  const recipients = [
    paragraph('Nơi nhận:', { ...kept, size: 12, bold: true, italic: true, before: 240 }),
    paragraph('{#recipients [loopOver: "paragraph"]}{line}{/recipients}', { size: 11 }),
  ];
  const centred = { ...kept, align: 'center', size: 14, bold: true } as const;
  const above = paragraph('', { ...kept, size: 6, exactLine: 240 });
  const room = Array.from({ length: 5 }, () => paragraph('', centred));
  const signer = [
    above,
    paragraph('{#authority [loopOver: "paragraph"]}{line}{/authority}', centred),
    paragraph('{position}', centred),
    ...room,
    paragraph('{signerName}', { ...centred, keepNext: false }),
  ];
  const [left = 0, right = 0] = SIGNATURE;
  const cells = [
    { content: recipients.join(''), width: left },
    { content: signer.join(''), width: right },
  ];
  return table([{ cells }], { borders: false, widths: SIGNATURE, padding: 0 });
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

// Named styles, so that an officer changes all body texts or headings at once.
function styles(): string {
  const font =
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>';
  const base = `<w:docDefaults><w:rPrDefault><w:rPr>${font}<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`;
  const text =
    '<w:spacing w:before="120" w:after="0" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>';
  const style = (id: string, name: string, paragraphPart: string, runPart = '') =>
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraphPart}</w:pPr><w:rPr>${runPart}</w:rPr></w:style>`;
  return [
    base,
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
    style('NoiDung', 'Nội dung', `<w:widowControl/>${text}`),
    style('Phan', 'Phần', `<w:keepNext/>${text}<w:outlineLvl w:val="0"/>`, '<w:b/>'),
    style('Muc', 'Mục', `<w:keepNext/>${text}<w:outlineLvl w:val="1"/>`, '<w:b/>'),
  ].join('');
}
