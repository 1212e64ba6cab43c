/** How a cell looks. `marked` is the yellow of a cell that has to be looked at. */
export type CellLook = 'plain' | 'bold' | 'title' | 'header' | 'marked';
/** How the value of a cell is shown; text cells keep what is typed into them, so `=1+1` stays text there. */
export type CellFormat = 'general' | 'text' | 'day' | 'time' | 'whole' | 'decimal';

const LOOKS: readonly CellLook[] = ['plain', 'bold', 'title', 'header', 'marked'];
const FORMATS: readonly CellFormat[] = ['general', 'text', 'day', 'time', 'whole', 'decimal'];
/** 49 is the built-in text format @, 3 is #,##0; those from 164 are our own. */
const NUMBER_FORMAT: Readonly<Record<CellFormat, number>> = {
  general: 0,
  text: 49,
  day: 164,
  time: 165,
  whole: 3,
  decimal: 166,
};
const FONT: Readonly<Record<CellLook, number>> = { plain: 0, bold: 1, title: 2, header: 1, marked: 0 };
const FILL: Readonly<Record<CellLook, number>> = { plain: 0, bold: 0, title: 0, header: 2, marked: 3 };
const BORDER: Readonly<Record<CellLook, number>> = { plain: 0, bold: 0, title: 0, header: 1, marked: 1 };

/** Number of the style with this look and format in `stylesXml`. */
export function styleNumber(look: CellLook, format: CellFormat): number {
  return LOOKS.indexOf(look) * FORMATS.length + FORMATS.indexOf(format);
}

/** The fixed style part of every workbook we write. */
export function stylesXml(): string {
  const formats = LOOKS.flatMap((look) => FORMATS.map((format) => cellFormat(look, format))).join('');
  const thin = ['left', 'right', 'top', 'bottom'].map(
    (side) => `<${side} style="thin"><color rgb="FF999999"/></${side}>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="hh:mm"/>' +
    '<numFmt numFmtId="166" formatCode="#,##0.######"/></numFmts>' +
    `<fonts count="3">${font(11, false)}${font(11, true)}${font(14, true)}</fonts>` +
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    `${solid('FFE8EEF4')}${solid('FFFFF2A8')}</fills>` +
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
    `<border>${thin.join('')}<diagonal/></border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${LOOKS.length * FORMATS.length}">${formats}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function cellFormat(look: CellLook, format: CellFormat): string {
  const wrap = look !== 'title' && (format === 'text' || format === 'general');
  const middle = look === 'header' ? ' horizontal="center"' : '';
  return (
    `<xf numFmtId="${NUMBER_FORMAT[format]}" fontId="${FONT[look]}" fillId="${FILL[look]}" borderId="${BORDER[look]}" ` +
    'xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">' +
    `<alignment vertical="${look === 'header' ? 'center' : 'top'}"${middle}${wrap ? ' wrapText="1"' : ''}/></xf>`
  );
}

/** Times New Roman has every Vietnamese letter and is the font that Decree 30/2020 asks for in documents. */
function font(size: number, bold: boolean): string {
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="Times New Roman"/><family val="1"/></font>`;
}

function solid(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
}
