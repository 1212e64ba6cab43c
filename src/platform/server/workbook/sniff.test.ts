import { truncate } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sniffWorkbook } from './sniff.ts';
import { compoundFile, fileOf, workbookParts, zipOf } from './testing.ts';

const sniffBytes = async (bytes: Uint8Array | string, name?: string) =>
  sniffWorkbook(await fileOf(bytes, name));

test('a workbook is known by its content, whatever its name says', async () => {
  expect(await sniffBytes(await zipOf(workbookParts()), 'anh.jpg')).toEqual({ kind: 'xlsx' });
});

test('an empty file says so', async () => {
  expect(await sniffBytes('')).toMatchObject({ kind: 'refused', code: 'emptyFile' });
});

test('two gigabytes are refused by their size alone', async () => {
  const path = await fileOf('x');
  await truncate(path, 2 * 1024 ** 3);
  expect(await sniffWorkbook(path)).toMatchObject({
    kind: 'refused',
    code: 'tooLarge',
    actual: 2 * 1024 ** 3,
  });
});

test('compound files are told apart: old Excel, password, other programs', async () => {
  expect(await sniffBytes(compoundFile(['Workbook']))).toMatchObject({ code: 'oldExcel' });
  expect(await sniffBytes(compoundFile(['Book']))).toMatchObject({ code: 'oldExcel' });
  const locked = compoundFile(['EncryptionInfo', 'EncryptedPackage']);
  expect(await sniffBytes(locked)).toMatchObject({ code: 'encrypted' });
  expect(await sniffBytes(compoundFile(['WordDocument']))).toMatchObject({
    code: 'notAWorkbook',
    found: 'doc',
  });
  // A damaged or looped directory must end too.
  expect(await sniffBytes(compoundFile(['Workbook']).subarray(0, 600))).toMatchObject({
    code: 'notAWorkbook',
  });
  const looped = compoundFile(['x']);
  looped.writeUInt32LE(1, 512 + 4);
  expect(await sniffBytes(looped)).toMatchObject({ code: 'notAWorkbook' });
});

test('text under the name of a workbook is told apart', async () => {
  expect(await sniffBytes('STT,Ngày,Thôn\r\n1,7/3/2024,Cấm\r\n')).toMatchObject({ code: 'csvRenamed' });
  expect(await sniffBytes('\ufeffSTT;Ngày;Thôn\n')).toMatchObject({ code: 'csvRenamed' });
  const unicodeText = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('STT\tNgày\n', 'utf16le')]);
  expect(await sniffBytes(unicodeText)).toMatchObject({ code: 'csvRenamed' });
  const table = '<html><body><table><tr><td>STT</td></tr></table></body></html>';
  expect(await sniffBytes(table)).toMatchObject({ code: 'notAWorkbook', found: 'html' });
  const xml2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>';
  expect(await sniffBytes(xml2003)).toMatchObject({ code: 'oldExcel' });
  expect(await sniffBytes('%PDF-1.7\n')).toMatchObject({ code: 'notAWorkbook', found: 'pdf' });
  expect(await sniffBytes(Buffer.from([1, 2, 3, 0, 0, 255]))).toMatchObject({ code: 'notAWorkbook' });
});

test('other archives are no workbooks', async () => {
  expect(await sniffBytes(await zipOf({ 'a.txt': 'a' }))).toMatchObject({
    code: 'notAWorkbook',
    found: 'zip',
  });
  const ods = await zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': '<x/>',
  });
  expect(await sniffBytes(ods)).toMatchObject({ code: 'notAWorkbook', found: 'ods' });
  const word = workbookParts('', { 'xl/workbook.xml': undefined, 'word/document.xml': '<x/>' });
  word['_rels/.rels'] = String(word['_rels/.rels']).replace('xl/workbook.xml', 'word/document.xml');
  expect(await sniffBytes(await zipOf(word))).toMatchObject({ code: 'notAWorkbook', found: 'docx' });
});

test('a workbook with a part missing or cut off is damaged', async () => {
  const without = (part: string) => zipOf(workbookParts('', { [part]: undefined }));
  expect(await sniffBytes(await without('xl/workbook.xml'))).toMatchObject({ code: 'damaged' });
  expect(await sniffBytes(await without('xl/worksheets/sheet1.xml'))).toMatchObject({
    code: 'damaged',
    sheet: 'Sổ',
  });
  const whole = await zipOf(workbookParts());
  for (const length of [10, 100, whole.length - 30, whole.length - 1]) {
    expect(await sniffBytes(whole.subarray(0, length))).toMatchObject({ kind: 'refused', code: 'damaged' });
  }
});

test('bombs are seen in the directory, before anything is unpacked', async () => {
  const zeros = function* (): Iterable<string> {
    for (let count = 0; count < 80; count += 1) yield ' '.repeat(1024 * 1024);
  };
  const bomb = await fileOf(await zipOf(workbookParts(zeros())));
  expect(await sniffWorkbook(bomb)).toMatchObject({ code: 'zipBomb', part: 'xl/worksheets/sheet1.xml' });
  expect(await sniffWorkbook(bomb, { maxRatio: 5000, maxUnpackedBytes: 10_000_000 })).toMatchObject({
    code: 'zipBomb',
  });

  const many: Record<string, string> = {};
  for (let count = 0; count < 60; count += 1) many[`xl/media/${count}.xml`] = '<x/>';
  const crowd = await fileOf(await zipOf(workbookParts('', many)));
  expect(await sniffWorkbook(crowd, { maxEntries: 50 })).toMatchObject({ code: 'zipBomb', limit: 50 });
  expect(await sniffWorkbook(crowd)).toEqual({ kind: 'xlsx' });
});

test('entries that share their bytes are a bomb', async () => {
  const zip = await zipOf(workbookParts());
  const second = zip.indexOf('PK\x01\x02', zip.indexOf('PK\x01\x02') + 4);
  zip.writeUInt32LE(0, second + 42);
  expect(await sniffBytes(zip)).toMatchObject({ code: 'zipBomb' });
});

test('an archive with locked entries asks for no password, it says encrypted', async () => {
  const zip = await zipOf(workbookParts());
  const entry = zip.indexOf('PK\x01\x02');
  zip.writeUInt16LE(zip.readUInt16LE(entry + 8) | 1, entry + 8);
  expect(await sniffBytes(zip)).toMatchObject({ code: 'encrypted' });
});

test('a file that is not there is an error of the caller, not of the file', async () => {
  await expect(sniffWorkbook('/nowhere/so.xlsx')).rejects.toThrow(/ENOENT/);
});
