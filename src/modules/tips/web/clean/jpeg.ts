import { hasAt, joinBytes, lettersAt, viewOf, within } from './bytes.ts';
import { readExif, turnedExif } from './exif.ts';
import { type CleanContent, type Trace, trace, UnreadableFile } from './traces.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/**
 * A JPEG with its picture as it was (no encoding anew: some browsers alter what a canvas gives back) and nothing else:
 * only what is needed to draw it is copied. How it is to be turned is kept. Throws UnreadableFile.
 */
export function cleanJpeg(bytes: Uint8Array): CleanContent {
  if (!hasAt(bytes, 0, '\xff\xd8')) throw new UnreadableFile('not a JPEG');
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  const traces: Trace[] = [];
  let orientation = 1;
  let at = 2;
  for (;;) {
    within(bytes, at + 2);
    if (bytes[at] !== 0xff) throw new UnreadableFile('no marker where one must be');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) break;
    within(bytes, at + 4);
    const end = at + 2 + view.getUint16(at + 2);
    within(bytes, end);
    const segment = bytes.subarray(at, end);
    if (isNeeded(marker, segment)) kept.push(marker === 0xe0 ? withoutThumbnail(segment) : segment);
    else {
      const said = tracesOf(marker, segment);
      traces.push(...said.traces);
      orientation = said.orientation ?? orientation;
    }
    at = end;
    if (marker === startOfScan) {
      const scanEnd = endOfScan(bytes, at);
      kept.push(bytes.subarray(at, scanEnd));
      at = scanEnd;
    }
  }
  if (bytes.length > at + 2) traces.push(trace('trailer'));
  const head = orientation === 1 ? [] : [exifSegment(orientation)];
  return {
    bytes: joinBytes([Uint8Array.of(0xff, 0xd8), ...head, ...kept, Uint8Array.of(0xff, endOfImage)]),
    type: 'image/jpeg',
    extension: 'jpg',
    traces,
  };
}

/** Tables, frames and scans; of the applications' segments JFIF, the colour profile and Adobe's colour transform. */
function isNeeded(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xe0) return hasAt(segment, 4, 'JFIF\0') && segment.length >= 18;
  if (marker === 0xe2) return hasAt(segment, 4, 'ICC_PROFILE\0');
  if (marker === 0xee) return hasAt(segment, 4, 'Adobe');
  return marker < 0xe0 && marker !== 0xd8;
}

/** JFIF may carry a small copy of the picture as it once was. */
function withoutThumbnail(segment: Uint8Array): Uint8Array {
  const short = segment.slice(0, 18);
  short.set([0, 16], 2);
  short.set([0, 0], 16);
  return short;
}

function tracesOf(marker: number, segment: Uint8Array): { traces: readonly Trace[]; orientation?: number } {
  if (marker === 0xe1 && hasAt(segment, 4, 'Exif\0\0')) return readExif(segment.subarray(10));
  if (marker === 0xfe) return { traces: [trace('details', lettersAt(segment, 4, 80))] };
  if (marker === 0xe2 && hasAt(segment, 4, 'MPF\0')) return { traces: [trace('preview')] };
  return { traces: [trace('details')] };
}

/** The end of the entropy-coded data: the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1 || at + 1 >= bytes.length) throw new UnreadableFile('the picture is cut off');
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
}

function exifSegment(orientation: number): Uint8Array {
  const exif = turnedExif(orientation);
  const head = Uint8Array.of(0xff, 0xe1, 0, exif.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0);
  return joinBytes([head, exif]);
}
