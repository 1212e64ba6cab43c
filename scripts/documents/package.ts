import { crc32, deflateRawSync } from 'node:zlib';
import { escapeXml } from './ooxml.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
// Pictures that are put in later (QR codes) stand in elements of this namespace.
const WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Relationship of the header that carries the page number, to be used by sections. */
export const NUMBER_HEADER = 'rId3';

export type WordDocument = { title: string; body: string; styles: string };

/** A .docx file. The same content gives the same bytes, at any time and place. */
export function wordFile({ title, body, styles }: WordDocument): Buffer {
  return zip([
    ['[Content_Types].xml', contentTypes()],
    ['_rels/.rels', relationships([['officeDocument', 'word/document.xml']], coreRelationship())],
    ['docProps/core.xml', coreProperties(title)],
    ['word/document.xml', `${XML}<w:document ${W} ${R} ${WP}><w:body>${body}</w:body></w:document>`],
    ['word/styles.xml', `${XML}<w:styles ${W}>${styles}</w:styles>`],
    ['word/settings.xml', settings()],
    ['word/header1.xml', numberHeader()],
    ['word/_rels/document.xml.rels', relationships(PARTS)],
  ]);
}

const PARTS: [string, string][] = [
  ['styles', 'styles.xml'],
  ['settings', 'settings.xml'],
  ['header', 'header1.xml'],
];

function relationships(targets: [string, string][], more = ''): string {
  const lines = targets.map(([type, target], index) => {
    return `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  });
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}${more}</Relationships>`;
}

function coreRelationship(): string {
  return `<Relationship Id="rId9" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`;
}

function contentTypes(): string {
  const parts: [string, string][] = [
    ['document', 'document.main'],
    ['styles', 'styles'],
    ['settings', 'settings'],
    ['header1', 'header'],
  ];
  const overrides = parts.map(([part, type]) => {
    return `<Override PartName="/word/${part}.xml" ContentType="${WORD_TYPE}.${type}+xml"/>`;
  });
  return [
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...overrides,
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
    '</Types>',
  ].join('');
}

function coreProperties(title: string): string {
  const spaces = `xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`;
  return `${XML}<cp:coreProperties ${spaces}><dc:title>${escapeXml(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>`;
}

function settings(): string {
  const mode =
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>';
  return `${XML}<w:settings ${W}><w:defaultTabStop w:val="720"/><w:compat>${mode}</w:compat></w:settings>`;
}

// The page number stands in the middle of the top margin, 13 points large.
function numberHeader(): string {
  const style = '<w:rPr><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>';
  const mark = (type: string) => `<w:r>${style}<w:fldChar w:fldCharType="${type}"/></w:r>`;
  const field = `${mark('begin')}<w:r>${style}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${mark('separate')}<w:r>${style}<w:t>2</w:t></w:r>${mark('end')}`;
  const layout =
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>';
  return `${XML}<w:hdr ${W}><w:p><w:pPr>${layout}</w:pPr>${field}</w:p></w:hdr>`;
}

const FIRST_DAY = 0x21; // 1 January 1980, the earliest day that a zip file can name.
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

function zip(files: [string, string][]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content, { level: 9 });
    const fields = entryFields(content, packed, Buffer.byteLength(name));
    const local = Buffer.concat([hex('504b0304'), fields, Buffer.from(name), packed]);
    const position = Buffer.alloc(14);
    position.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([hex('504b01021400'), fields, position, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  return Buffer.concat([...locals, ...directory, endOfDirectory(directory, offset)]);
}

// The fields that the local header and the central directory share, from "version needed" on.
function entryFields(content: Buffer, packed: Buffer, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(FIRST_DAY, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function endOfDirectory(directory: Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  hex('504b0506').copy(end);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, entry) => sum + entry.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}
