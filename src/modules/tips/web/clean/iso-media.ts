import { hasAt, lettersAt, viewOf, within } from './bytes.ts';
import { type Box, blank, boxesIn, childOf } from './iso-boxes.ts';
import { type CleanContent, type Trace, trace, UnreadableFile } from './traces.ts';

/** Boxes of a whole file or of a film that only tell about it. */
const telling = new Set(['udta', 'meta', 'uuid', 'free', 'skip', 'wide', 'pdin', 'XMP_', 'pnot', 'ipmc']);
const timed = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * A film or recording (MP4, MOV, M4A, 3GP) in which everything but pictures and sound is overwritten with zeros:
 * labels, places, times, and the tracks that some phones and drones write beside (position, movement).
 * Nothing moves, so that the film needs no encoding anew. Throws UnreadableFile.
 */
export function cleanFilm(bytes: Uint8Array): CleanContent {
  const copy = bytes.slice();
  const traces: Trace[] = [];
  const boxes = boxesIn(copy, 0, copy.length);
  const moov = boxes.find(({ kind }) => kind === 'moov');
  if (moov === undefined) throw new UnreadableFile('a film without its table');
  for (const box of boxes) blankTelling(copy, box, traces);
  for (const box of boxesIn(copy, moov.from, moov.to)) {
    blankTelling(copy, box, traces);
    if (timed.has(box.kind)) blankTimes(copy, box, traces);
    if (box.kind === 'trak') cleanTrack(copy, box, traces);
  }
  const brand = lettersAt(bytes, 8, 4);
  const hasPicture = [...tracksOf(copy, moov)].includes('vide');
  return { bytes: copy, ...filmType(brand, hasPicture), traces };
}

function filmType(brand: string, hasPicture: boolean): { type: string; extension: string } {
  if (!hasPicture) return { type: 'audio/mp4', extension: 'm4a' };
  if (brand === 'qt  ') return { type: 'video/quicktime', extension: 'mov' };
  if (brand.startsWith('3g')) return { type: 'video/3gpp', extension: '3gp' };
  return { type: 'video/mp4', extension: 'mp4' };
}

function tracksOf(bytes: Uint8Array, moov: Box): string[] {
  return boxesIn(bytes, moov.from, moov.to)
    .filter(({ kind }) => kind === 'trak')
    .map((track) => handlerOf(bytes, track));
}

function handlerOf(bytes: Uint8Array, track: Box): string {
  const media = childOf(bytes, track, 'mdia');
  const handler = media && childOf(bytes, media, 'hdlr');
  return handler === undefined ? '' : lettersAt(bytes, handler.from + 8, 4);
}

function blankTelling(bytes: Uint8Array, box: Box, traces: Trace[]): void {
  if (!telling.has(box.kind)) return;
  if (bytes.subarray(box.from, box.to).some((byte) => byte !== 0)) {
    const text = lettersAt(bytes, box.from, Math.min(box.to - box.from, 65_536));
    const place = /[+-]\d{1,2}\.\d{2,}[+-]\d{1,3}\.\d{2,}/.exec(text)?.[0];
    if (place !== undefined) traces.push(trace('place', place));
    traces.push(trace('details'));
  }
  blank(bytes, box);
}

/** Creation and change, in seconds since 1904, after version and flags. */
function blankTimes(bytes: Uint8Array, box: Box, traces: Trace[]): void {
  const width = bytes[box.from] === 1 ? 8 : 4;
  const end = box.from + 4 + 2 * width;
  within(bytes, end);
  if (bytes.subarray(box.from + 4, end).some((byte) => byte !== 0)) traces.push(trace('time'));
  bytes.fill(0, box.from + 4, end);
}

function cleanTrack(bytes: Uint8Array, track: Box, traces: Trace[]): void {
  const handler = handlerOf(bytes, track);
  if (handler !== 'vide' && handler !== 'soun') {
    blankSamples(bytes, track);
    traces.push(trace('place'), trace('details', handler));
    blank(bytes, track);
    return;
  }
  for (const box of boxesIn(bytes, track.from, track.to)) {
    blankTelling(bytes, box, traces);
    if (timed.has(box.kind)) blankTimes(bytes, box, traces);
    if (box.kind !== 'mdia') continue;
    for (const inner of boxesIn(bytes, box.from, box.to)) {
      blankTelling(bytes, inner, traces);
      if (timed.has(inner.kind)) blankTimes(bytes, inner, traces);
    }
  }
}

/** Overwrites what a track keeps in the common heap of the file. */
function blankSamples(bytes: Uint8Array, track: Box): void {
  const media = childOf(bytes, track, 'mdia');
  const info = media && childOf(bytes, media, 'minf');
  const table = info && childOf(bytes, info, 'stbl');
  if (table === undefined) return;
  const boxes = boxesIn(bytes, table.from, table.to);
  const find = (kind: string): Box | undefined => boxes.find((box) => box.kind === kind);
  const [sizes, chunks, offsets] = [find('stsz'), find('stsc'), find('stco') ?? find('co64')];
  if (!sizes || !chunks || !offsets) return;
  const view = viewOf(bytes);
  const same = view.getUint32(sizes.from + 4);
  const sizeOf = (sample: number): number => same || view.getUint32(sizes.from + 12 + sample * 4);
  const samples = view.getUint32(sizes.from + 8);
  const runs = Array.from({ length: view.getUint32(chunks.from + 4) }, (_, index) => ({
    first: view.getUint32(chunks.from + 8 + index * 12),
    each: view.getUint32(chunks.from + 12 + index * 12),
  }));
  let sample = 0;
  for (let index = 0; index < view.getUint32(offsets.from + 4); index += 1) {
    const each = runs.findLast(({ first }) => first <= index + 1)?.each ?? 0;
    let at =
      offsets.kind === 'co64'
        ? Number(view.getBigUint64(offsets.from + 8 + index * 8))
        : view.getUint32(offsets.from + 8 + index * 4);
    for (let one = 0; one < each && sample < samples; one += 1, sample += 1) {
      const end = at + sizeOf(sample);
      within(bytes, end);
      bytes.fill(0, at, end);
      at = end;
    }
  }
}

/** Whether the file is of the ISO family at all, and a still picture of it (HEIC, AVIF). */
export function isoKind(bytes: Uint8Array): 'picture' | 'film' | undefined {
  if (!hasAt(bytes, 4, 'ftyp'))
    return hasAt(bytes, 4, 'moov') || hasAt(bytes, 4, 'wide') ? 'film' : undefined;
  return /^(heic|heix|heim|heis|mif1|avif|hevc|msf1)/.test(lettersAt(bytes, 8, 4)) ? 'picture' : 'film';
}
