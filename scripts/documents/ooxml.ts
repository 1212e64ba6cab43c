/** The few parts of WordprocessingML that our documents are made of. Lengths are twips (1/20 pt) unless said. */

/** Twips of millimetres. */
export function mm(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}

export type RunStyle = { size?: number; bold?: boolean; italic?: boolean; underline?: boolean };

/** A run of text; `size` in points. */
export function run(text: string, { size, bold, italic, underline }: RunStyle = {}): string {
  const properties = [
    bold ? '<w:b/>' : '',
    italic ? '<w:i/>' : '',
    size ? `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>` : '',
    underline ? '<w:u w:val="single"/>' : '',
  ].join('');
  return `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

export type ParagraphStyle = RunStyle & {
  align?: 'left' | 'center' | 'right' | 'both';
  before?: number;
  after?: number;
  /** Exact line height in twips. */
  exactLine?: number;
  firstLine?: number;
  left?: number;
  right?: number;
  keepNext?: boolean;
  pageBreakBefore?: boolean;
  ruleBelow?: boolean;
  style?: string;
  sectionEnd?: string;
};

/** A paragraph of one text, or of runs made with `run`. */
export function paragraph(content: string | string[], style: ParagraphStyle = {}): string {
  const runs = typeof content === 'string' ? run(content, style) : content.join('');
  return `<w:p><w:pPr>${paragraphProperties(style)}</w:pPr>${runs}</w:p>`;
}

// The order of these elements is fixed by the schema.
function paragraphProperties(style: ParagraphStyle): string {
  const { before = 0, after = 0, exactLine, left = 0, right = 0, firstLine = 0 } = style;
  const line =
    exactLine === undefined ? 'w:line="240" w:lineRule="auto"' : `w:line="${exactLine}" w:lineRule="exact"`;
  const direct = style.style
    ? ''
    : `<w:spacing w:before="${before}" w:after="${after}" ${line}/><w:ind w:left="${left}" w:right="${right}" w:firstLine="${firstLine}"/>`;
  return [
    style.style ? `<w:pStyle w:val="${style.style}"/>` : '',
    style.keepNext ? '<w:keepNext/>' : '',
    style.pageBreakBefore ? '<w:pageBreakBefore/>' : '',
    style.ruleBelow
      ? '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
      : '',
    direct,
    style.align ? `<w:jc w:val="${style.align}"/>` : '',
    // The paragraph's end has a size of its own: it makes the height of an empty paragraph.
    style.size ? `<w:rPr><w:sz w:val="${style.size * 2}"/><w:szCs w:val="${style.size * 2}"/></w:rPr>` : '',
    style.sectionEnd ?? '',
  ].join('');
}

export type Cell = { content: string; width: number; columns?: number; mergeDown?: 'first' | 'rest' };
export type Row = { cells: Cell[]; header?: boolean };
export type TableStyle = { borders: boolean; widths: number[]; padding: number };

/** A table of fixed widths; its rows are not split between pages, and header rows return on every page. */
export function table(rows: Row[], { borders, widths, padding }: TableStyle): string {
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  const edge = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const side = (name: string) => `<w:${name} w:w="${padding}" w:type="dxa"/>`;
  const total = widths.reduce((sum, width) => sum + width, 0);
  return [
    `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:jc w:val="center"/>`,
    borders ? `<w:tblBorders>${edges.map(edge).join('')}</w:tblBorders>` : '',
    `<w:tblLayout w:type="fixed"/><w:tblCellMar>${side('left')}${side('right')}</w:tblCellMar></w:tblPr>`,
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    rows.map((row) => tableRow(row, borders)).join(''),
    '</w:tbl>',
  ].join('');
}

function tableRow({ cells, header }: Row, centred: boolean): string {
  const properties = `<w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>`;
  return `<w:tr>${properties}${cells.map((cell) => tableCell(cell, centred)).join('')}</w:tr>`;
}

function tableCell({ content, width, columns, mergeDown }: Cell, centred: boolean): string {
  const properties = [
    `<w:tcW w:w="${width}" w:type="dxa"/>`,
    columns ? `<w:gridSpan w:val="${columns}"/>` : '',
    mergeDown === 'first' ? '<w:vMerge w:val="restart"/>' : mergeDown === 'rest' ? '<w:vMerge/>' : '',
    centred ? '<w:vAlign w:val="center"/>' : '',
  ].join('');
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
}

export type Section = {
  landscape?: boolean;
  margins: { top: number; bottom: number; left: number; right: number; header: number };
  /** Relationship of the header with the page number. */
  header: string;
  hideFirstNumber?: boolean;
};

/** A4 section properties; margins in millimetres. */
export function section({ landscape, margins, header, hideFirstNumber }: Section): string {
  const [width, height] = landscape ? [16838, 11906] : [11906, 16838];
  const sides = Object.entries(margins).map(([name, size]) => `w:${name}="${mm(size)}"`);
  return [
    `<w:sectPr><w:headerReference w:type="default" r:id="${header}"/><w:type w:val="nextPage"/>`,
    `<w:pgSz w:w="${width}" w:h="${height}"${landscape ? ' w:orient="landscape"' : ''}/>`,
    `<w:pgMar ${sides.join(' ')} w:footer="${mm(10)}" w:gutter="0"/>`,
    hideFirstNumber ? '<w:pgNumType w:start="1"/><w:titlePg/>' : '',
    '</w:sectPr>',
  ].join('');
}

/** Text as it may stand in XML. */
export function escapeXml(text: string): string {
  return text.normalize('NFC').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
