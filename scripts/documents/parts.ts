import { mm, paragraph, table } from './ooxml.ts';

/** Millimetres, as the decree asks. */
export const MARGINS = { top: 20, bottom: 20, left: 30, right: 15, header: 10 };
const HEADING = [mm(70), mm(95)];
const SIGNATURE = [mm(80), mm(85)];

/**
 * Agency and nation side by side, number and date below, by Decree 30/2020; lists have no number, and what a decision
 * issues (form 1.3, second part) has neither: it says by which decision it comes.
 */
export function heading({ numbered = true, dated = true } = {}): string {
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
    [paragraph(numbered ? '{numberLine}' : '', { ...centred, size: 13 })],
    [paragraph('{placeAndDate}', { ...centred, size: 13, italic: true })],
  ];
  return table([cells([agencySide, nationSide]), ...(dated ? [cells(numberAndDate)] : [])], {
    borders: false,
    widths: HEADING,
    padding: 0,
  });
}

/** A heading of the second level and the free text below it. */
export function named(heading: string, text: string): string[] {
  return [paragraph(heading, { style: 'Muc' }), repeated(text)];
}

/** A heading of the first level. */
export function part(heading: string): string {
  return paragraph(heading, { style: 'Phan' });
}

/** A paragraph of running text. */
export function body(text: string, keepNext = false): string {
  return paragraph(text, { style: 'NoiDung', keepNext });
}

/** A free text: one paragraph for each of its paragraphs, none when it is empty. */
export function repeated(name: string): string {
  return body(`{#${name} [loopOver: "paragraph"]}{paragraph}{/${name}}`);
}

/**
 * Recipients and signature. Rows are not split and their lines hold on to each other, so the block moves to the next
 * page as a whole, and takes the sentence before it with it.
 */
export function signature(has = { recipients: true }): string {
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
    { content: has.recipients ? recipients.join('') : paragraph(''), width: left },
    { content: signer.join(''), width: right },
  ];
  return table([{ cells }], { borders: false, widths: SIGNATURE, padding: 0 });
}

/** Named styles, so that an officer changes all body texts or headings at once. */
export function styles(): string {
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
