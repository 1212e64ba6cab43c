import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { type CleanContent, type Trace, type TraceKind, trace, UnreadableFile } from './traces.ts';

const most = 400 * 1024 * 1024;
/** Parts that only tell about the document, its makers and its machine. */
const telling =
  /^(docProps\/thumbnail|Thumbnails\/|word\/people\.xml|word\/persons|xl\/persons\/|xl\/revisions\/|xl\/printerSettings\/|ppt\/commentAuthors|ppt\/authors|customXml\/|.*\/printerSettings\/)/;
const properties = /^(docProps\/(core|app|custom)\.xml|meta\.xml)$/;
const fields: Readonly<Record<string, TraceKind>> = {
  creator: 'author',
  'initial-creator': 'author',
  lastModifiedBy: 'author',
  Manager: 'author',
  Company: 'author',
  Application: 'software',
  generator: 'software',
  created: 'time',
  'creation-date': 'time',
  modified: 'time',
  date: 'time',
  title: 'title',
};

/** A document, table or set of slides (DOCX, XLSX, PPTX, ODT and theirs) without what tells about its makers. Throws UnreadableFile. */
export function cleanOffice(bytes: Uint8Array): CleanContent {
  const parts = unpack(bytes);
  const kind = kindOf(parts);
  if (kind === undefined) throw new UnreadableFile('a packed file that is no document');
  const traces: Trace[] = [];
  const kept: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries(parts)) {
    const clean = cleanPart(name, content, traces);
    if (clean !== undefined) kept[name] = clean;
  }
  // The kind of an OpenDocument file must come first and unpacked; every part gets the same time.
  const names = Object.keys(kept).sort((a, b) => Number(b === 'mimetype') - Number(a === 'mimetype'));
  const packed = zipSync(
    Object.fromEntries(
      names.map((name) => [
        name,
        [
          kept[name] ?? new Uint8Array(),
          { level: name === 'mimetype' ? 0 : 6, mtime: '2000-01-01T00:00:00' },
        ],
      ]),
    ),
  );
  return { bytes: new Uint8Array(packed), ...kind, traces };
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize, name }) => {
        total += originalSize;
        if (total > most) throw new UnreadableFile('too large unpacked');
        return !name.endsWith('/');
      },
    });
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('not a readable packed file');
  }
}

function kindOf(parts: Record<string, Uint8Array>): { type: string; extension: string } | undefined {
  const office = 'application/vnd.openxmlformats-officedocument.';
  if (parts['word/document.xml']) return { type: `${office}wordprocessingml.document`, extension: 'docx' };
  if (parts['xl/workbook.xml']) return { type: `${office}spreadsheetml.sheet`, extension: 'xlsx' };
  if (parts['ppt/presentation.xml'])
    return { type: `${office}presentationml.presentation`, extension: 'pptx' };
  const named = parts.mimetype === undefined ? '' : strFromU8(parts.mimetype).trim();
  const open: Record<string, string> = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' };
  const extension = open[named.replace('application/vnd.oasis.opendocument.', '')];
  return extension === undefined ? undefined : { type: named, extension };
}

/** The part as it is kept; undefined where it goes. */
function cleanPart(name: string, content: Uint8Array, traces: Trace[]): Uint8Array | undefined {
  if (properties.test(name)) {
    traces.push(...propertiesOf(strFromU8(content)));
    return name === 'meta.xml' ? strToU8(emptyOpenMeta) : undefined;
  }
  if (telling.test(name)) {
    traces.push(trace(/thumbnail/i.test(name) ? 'preview' : 'details'));
    return undefined;
  }
  if (/\.(jpe?g|png)$/i.test(name)) return cleanPicture(content, traces);
  if (/\.(xml|rels)$/.test(name)) return strToU8(cleanXml(name, strFromU8(content), traces));
  return content;
}

function cleanPicture(content: Uint8Array, traces: Trace[]): Uint8Array {
  try {
    const clean = content[0] === 0x89 ? cleanPng(content) : cleanJpeg(content);
    traces.push(...clean.traces);
    return clean.bytes;
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UnreadableFile('a picture in it can not be read');
    throw error;
  }
}

const emptyOpenMeta =
  '<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>';

function propertiesOf(xml: string): Trace[] {
  const found = [...xml.matchAll(/<(?:\w+:)?([\w-]+)(?:\s[^>]*)?>([^<]+)</g)].flatMap(
    ([, name = '', said = '']) => {
      const kind = fields[name];
      return kind === undefined ? [] : [trace(kind, said)];
    },
  );
  return [...found, trace('details')];
}

/** Attributes and elements of the text itself that name people or the sessions in which it was written. */
function cleanXml(name: string, xml: string, traces: Trace[]): string {
  let clean = xml;
  const replace = (kind: TraceKind, pattern: RegExp, by: string, said?: number): void => {
    clean = clean.replaceAll(pattern, (...found: unknown[]) => {
      traces.push(said === undefined ? trace(kind) : trace(kind, String(found[said] ?? '')));
      return by.replace('$1', String(found[1] ?? ''));
    });
  };
  // What other parts refer to and is gone now must not be looked for.
  clean = clean.replaceAll(
    /<Relationship\b[^>]*Target="[^"]*(?:docProps\/|people\.xml|persons\/|printerSettings|thumbnail|customXml|commentAuthors|authors\.xml|revisions\/)[^"]*"[^>]*\/>/g,
    '',
  );
  if (name === '[Content_Types].xml')
    return clean.replaceAll(
      /<Override\b[^>]*PartName="\/(?:docProps\/|word\/people|xl\/persons|xl\/revisions|ppt\/commentAuthors|ppt\/authors|customXml\/)[^>]*\/>/g,
      '',
    );
  replace('author', /((?:w|w15|p15):(?:author|initials|userId|providerId))="([^"]+)"/g, '$1=""', 2);
  replace('history', /\s(w:rsid\w*)="[^"]*"/g, '');
  replace('history', /<w:rsids>.*?<\/w:rsids>/gs, '');
  replace('time', /\s(w:date)="([^"]*)"/g, '', 2);
  replace(
    'author',
    /<(dc:creator|text:initial-creator|meta:creator-initials)>([^<]*)<[^>]*>/g,
    '<$1></$1>',
    2,
  );
  replace('details', /<x15ac:absPath\b[^>]*\/>/g, '');
  replace('author', /(<author>)([^<]+)<\/author>/g, '<author></author>', 2);
  return clean;
}
