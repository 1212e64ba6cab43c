import { mm, type ParagraphStyle, paragraph, type Row, section, table } from '../ooxml.ts';
import { NUMBER_HEADER, wordFile } from '../package.ts';
import { MARGINS, styles } from '../parts.ts';

export type Align = 'left' | 'center' | 'right' | 'both';

/** A column of a table that repeats one row: its heading, what stands in it, its width in millimetres. */
export type Column = { name: string; tag: string; width: number; align?: Align };

const cellText = (text: string, style: ParagraphStyle): string =>
  paragraph(text, { size: 12, before: 40, after: 40, ...style });

/** The row of headings, which returns on every page. */
export function headerRow(columns: readonly Column[]): Row {
  const cells = columns.map(({ name, width }) => ({
    content: cellText(name, { align: 'center', bold: true, keepNext: true }),
    width: mm(width),
  }));
  return { header: true, cells };
}

/** A row for each entry of a list; the list's tags stand in its first and last cell. */
export function listRow(list: string, columns: readonly Column[], after = ''): Row {
  const last = columns.length - 1;
  const cells = columns.map(({ tag, width, align = 'left' }, at) => {
    const text = `${at === 0 ? `{#${list}}` : ''}${tag}${at === last ? `{/${list}}${after}` : ''}`;
    return { content: cellText(text, { align }), width: mm(width) };
  });
  return { cells };
}

/** One cell over all columns, e.g. the name of a group. */
export function wideRow(text: string, columns: readonly Column[], style: ParagraphStyle = {}): Row {
  const width = columns.reduce((sum, column) => sum + mm(column.width), 0);
  return { cells: [{ content: cellText(text, style), width, columns: columns.length }] };
}

/** A bordered table. */
export function grid(rows: Row[], columns: readonly Column[]): string {
  return table(rows, {
    borders: true,
    widths: columns.map(({ width }) => mm(width)),
    padding: mm(1),
  });
}

/** One paragraph for each `{line}` of a list. */
export function eachLine(list: string, style: ParagraphStyle = { style: 'NoiDung' }): string {
  return paragraph(`{#${list} [loopOver: "paragraph"]}{line}{/${list}}`, style);
}

/** Kind of document and its subject, with the rule below. */
export function documentTitle(kind: string, subject = '{subject}'): string {
  const centred = { align: 'center', size: 14, bold: true } as const;
  return [
    paragraph(kind, { ...centred, before: 240, keepNext: true }),
    paragraph(subject, { ...centred, keepNext: true }),
    paragraph('', { size: 2, exactLine: 80, ruleBelow: true, left: mm(65), right: mm(65), after: 200 }),
  ].join('');
}

/** The nation's name alone, for papers that no office issues. */
export function nationHeading(): string {
  const centred = { align: 'center', bold: true } as const;
  return [
    paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...centred, size: 13 }),
    paragraph('Độc lập - Tự do - Hạnh phúc', { ...centred, size: 14 }),
    paragraph('', { size: 2, exactLine: 40, ruleBelow: true, left: mm(54), right: mm(54), after: 200 }),
  ].join('');
}

/** The title of an annex on a page of its own. */
export function annexTitle(title: string, subject: string, issued: string): string {
  const centred = { align: 'center', size: 14, keepNext: true } as const;
  return [
    paragraph(title, { ...centred, bold: true, pageBreakBefore: true }),
    paragraph(subject, { ...centred, bold: true }),
    paragraph(issued, { ...centred, size: 13, italic: true, after: 160 }),
  ].join('');
}

/** Who signs, side by side; the block is not split. */
export function signers(names: readonly (readonly [title: string, note: string, name: string])[]): string {
  const width = 165 / names.length;
  const cells = names.map(([title, note, name]) => ({
    width: mm(width),
    content: [
      paragraph(title, { align: 'center', size: 13, bold: true, before: 240, keepNext: true }),
      paragraph(note, { align: 'center', size: 12, italic: true, keepNext: true }),
      ...Array.from({ length: 4 }, () => paragraph('', { align: 'center', size: 13, keepNext: true })),
      paragraph(name, { align: 'center', size: 13, bold: true }),
    ].join(''),
  }));
  return table([{ cells }], { borders: false, widths: names.map(() => mm(width)), padding: mm(1) });
}

/** Recipients are few and the signer is the area's: an empty line that closes the page after a table. */
export const afterTable = paragraph('', { size: 1, exactLine: 20 });

/** The finished template: portrait, numbered from the second page on. */
export function paperFile(title: string, body: readonly string[]): Buffer {
  const portrait = section({ margins: MARGINS, header: NUMBER_HEADER, hideFirstNumber: true });
  return wordFile({ title, body: [...body, afterTable, portrait].join(''), styles: styles() });
}
