import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { ZipWriter } from './zip-writer.ts';

/** Parts of an archive by name; undefined leaves out a part that is there otherwise. */
export type Parts = Record<string, string | Iterable<string> | undefined>;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">';

/** The least that makes a workbook: one sheet 'Sổ' with the given rows (XML inside of sheetData). */
export function workbookParts(sheetData: string | Iterable<string> = '', others: Parts = {}): Parts {
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${HEAD}${RELATIONS}<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Sổ" sheetId="1" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}${RELATIONS}<Relationship Id="s1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="s3" Type="${OFFICE}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetPart(sheetData),
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}><si><t>Thôn Cấm</t></si><si><r><t>Thôn </t></r><r><rPr><b/></rPr><t>Khánh</t></r><rPh sb="0" eb="1"><t>ĐỌC</t></rPh></si></sst>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}><numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>`,
    ...others,
  };
}

/** A sheet part around rows. */
export function* sheetPart(sheetData: string | Iterable<string>): Iterable<string> {
  yield `${HEAD}<worksheet ${MAIN}><sheetData>`;
  if (typeof sheetData === 'string') yield sheetData;
  else yield* sheetData;
  yield '</sheetData></worksheet>';
}

/** The bytes of a zip archive with these parts. */
export async function zipOf(parts: Parts): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const zip = new ZipWriter(out);
  for (const [name, content] of Object.entries(parts)) {
    if (content !== undefined) await zip.add(name, typeof content === 'string' ? [content] : content);
  }
  await zip.finish();
  return Buffer.concat(chunks);
}

/** Writes bytes into a file that is gone after the test; gives its path. */
export async function fileOf(bytes: Uint8Array | string, name = 'so.xlsx'): Promise<string> {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of an archive whose directory claims another unpacked size for one part. */
export function lieAboutSize(zip: Buffer, part: string, size: number): Buffer {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf('PK\x01\x02'); at !== -1; at = copy.indexOf('PK\x01\x02', at + 4)) {
    const nameLength = copy.readUInt16LE(at + 28);
    if (copy.toString('utf8', at + 46, at + 46 + nameLength) === part) copy.writeUInt32LE(size, at + 24);
  }
  return copy;
}

/** A compound file (OLE) with streams of these names. */
export function compoundFile(names: string[]): Buffer {
  const header = Buffer.alloc(512);
  header.write('d0cf11e0a1b11ae1', 0, 'hex');
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xfffffffe, 4);
  const directory = Buffer.alloc(512);
  for (const [at, name] of ['Root Entry', ...names].entries()) {
    const start = at * 128;
    directory.write(name, start, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, start + 64);
  }
  return Buffer.concat([header, table, directory]);
}
