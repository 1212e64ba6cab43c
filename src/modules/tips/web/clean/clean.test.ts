import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import {
  planted,
  plantedDocx,
  plantedFilm,
  plantedJpeg,
  plantedMp3,
  plantedPdf,
  plantedPng,
  plantedWebp,
} from '../../testing/planted-files.ts';
import { cleanFile } from './clean.ts';
import { readExif } from './exif.ts';

// A reporter's photograph must not say where the reporter lives. Every kind of file is planted with who, where and
// when, and must come out without: also where the traces sit in parts of the file that no viewer shows.

const secrets = [...Object.values(planted), '2735', 'DauVet', 'rsid', '2026:11:22'];

/** Whether any of the planted words is in the bytes, packed parts included. */
function found(bytes: Uint8Array): string[] {
  const texts = [Buffer.from(bytes).toString('latin1'), Buffer.from(bytes).toString('utf8')];
  if (texts[0]?.startsWith('PK'))
    texts.push(...Object.values(unzipSync(bytes)).map((part) => Buffer.from(part).toString('utf8')));
  return secrets.filter((secret) => texts.some((text) => text.includes(secret)));
}

const files: [string, () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>, string][] = [
  ['a photograph', plantedJpeg, 'jpg'],
  ['a PNG', plantedPng, 'png'],
  ['a WebP', plantedWebp, 'webp'],
  ['a PDF', plantedPdf, 'pdf'],
  ['a document', plantedDocx, 'docx'],
  ['a film', plantedFilm, 'mp4'],
  ['a recording', plantedMp3, 'mp3'],
];

test.each(files)('%s loses its traces, and a second cleaning finds none', async (_name, make, extension) => {
  const before = await make();
  expect(found(before)).not.toEqual([]);
  const clean = await cleanFile(before);
  if (clean.outcome !== 'cleaned') throw new Error(clean.outcome);
  expect(clean.extension).toBe(extension);
  expect(found(clean.bytes)).toEqual([]);
  expect(clean.traces.length).toBeGreaterThan(0);
  const again = await cleanFile(clean.bytes);
  if (again.outcome !== 'cleaned') throw new Error(again.outcome);
  const worth = again.traces.filter(({ kind, value }) => kind !== 'details' || value !== undefined);
  expect(worth).toEqual([]);
});

test('the reporter sees what the photograph said', async () => {
  const clean = await cleanFile(plantedJpeg());
  if (clean.outcome !== 'cleaned') throw new Error(clean.outcome);
  expect(clean.traces).toEqual(
    expect.arrayContaining([
      { kind: 'device', value: planted.device },
      { kind: 'author', value: planted.artist },
      { kind: 'time', value: '2026:11:22 08:06:01' },
      { kind: 'place', value: `${planted.latitude}, ${planted.longitude}` },
      { kind: 'trailer' },
    ]),
  );
  // It is still turned as the phone was held.
  const exifAt = Buffer.from(clean.bytes).indexOf('Exif\0\0');
  expect(readExif(clean.bytes.subarray(exifAt + 6)).orientation).toBe(6);
});

test('the text and the drawing stay as they were', async () => {
  const docx = await cleanFile(plantedDocx());
  if (docx.outcome !== 'cleaned') throw new Error(docx.outcome);
  const parts = unzipSync(docx.bytes);
  expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain('Biên bản sự việc');
  expect(Object.keys(parts)).not.toContain('docProps/core.xml');
  expect(strFromU8(parts['_rels/.rels'] ?? new Uint8Array())).not.toContain('docProps');
  const pdf = await cleanFile(await plantedPdf());
  if (pdf.outcome !== 'cleaned') throw new Error(pdf.outcome);
  const read = await PDFDocument.load(pdf.bytes, { updateMetadata: false });
  expect(read.getPageCount()).toBe(1);
  expect(read.getAuthor()).toBeUndefined();
  const film = plantedFilm(5_000);
  const clean = await cleanFile(film);
  if (clean.outcome !== 'cleaned') throw new Error(clean.outcome);
  expect(clean.bytes.length).toBe(film.length);
  const noiseAt = film.indexOf(Buffer.from('GPS')[0] ?? 0, 24) + 100;
  expect(Buffer.from(clean.bytes.subarray(noiseAt, noiseAt + 4_000))).toEqual(
    Buffer.from(film.subarray(noiseAt, noiseAt + 4_000)),
  );
});

test('what is not known is said to be unknown, what is damaged is not taken', async () => {
  expect((await cleanFile(new Uint8Array([0, 1, 2, 3, 0, 9]))).outcome).toBe('unknown');
  expect((await cleanFile(plantedJpeg().subarray(0, 200))).outcome).toBe('unreadable');
  expect((await cleanFile(new TextEncoder().encode('lời kể'))).outcome).toBe('cleaned');
});

test('no cut or changed file breaks the cleaning, and none lets the planted words through as cleaned', async () => {
  const sources = [plantedJpeg(), plantedPng(), plantedWebp(), plantedMp3(), plantedDocx()];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (source, share) => {
        const cut = await cleanFile(source.slice(0, Math.floor(source.length * share)));
        if (cut.outcome === 'cleaned' && cut.type !== 'text/plain') expect(found(cut.bytes)).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sources), fc.nat(), fc.nat(255), async (source, at, value) => {
      const changed = source.slice();
      changed[at % source.length] = value;
      expect(['cleaned', 'unknown', 'unreadable']).toContain((await cleanFile(changed)).outcome);
    }),
    { numRuns: 300 },
  );
});
