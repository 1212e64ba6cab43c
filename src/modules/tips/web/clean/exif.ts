import { hasAt, lettersAt, viewOf } from './bytes.ts';
import { type Trace, type TraceKind, trace } from './traces.ts';

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

interface Tiff {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly little: boolean;
}

const named: Readonly<Record<number, TraceKind>> = {
  270: 'title',
  271: 'device',
  272: 'device',
  305: 'software',
  306: 'time',
  315: 'author',
  33432: 'author',
  36867: 'time',
  42032: 'author',
  42033: 'device',
};
const orientationTag = 274;
const exifTag = 34665;
const gpsTag = 34853;
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** What an Exif block (TIFF) says, and how the picture is to be turned (1 … 8, 1 where it says nothing). */
export function readExif(bytes: Uint8Array): { traces: readonly Trace[]; orientation: number } {
  const tiff = openTiff(bytes);
  if (tiff === undefined) return { traces: [trace('details')], orientation: 1 };
  const main = entriesAt(tiff, tiff.view.getUint32(4, tiff.little));
  const linked = main.find(({ tag }) => tag === exifTag);
  const inner = linked === undefined ? [] : entriesAt(tiff, longOf(tiff, linked));
  const traces = [...main, ...inner].flatMap((entry) => {
    const kind = named[entry.tag];
    return kind === undefined ? [] : [trace(kind, textOf(tiff, entry))];
  });
  const gps = main.find(({ tag }) => tag === gpsTag);
  if (gps !== undefined) traces.push(trace('place', placeOf(tiff, entriesAt(tiff, longOf(tiff, gps)))));
  const turned = main.find(({ tag }) => tag === orientationTag);
  const orientation = turned === undefined ? 1 : tiff.view.getUint16(turned.at, tiff.little);
  return {
    traces: [...traces, trace('details')],
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
  };
}

/** An Exif block that says nothing but how the picture is to be turned. */
export function turnedExif(orientation: number): Uint8Array {
  const bytes = new Uint8Array(26);
  const view = viewOf(bytes);
  bytes.set([0x4d, 0x4d, 0, 42]);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, orientationTag);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return bytes;
}

function openTiff(bytes: Uint8Array): Tiff | undefined {
  const little = hasAt(bytes, 0, 'II*\0');
  if (bytes.length < 14 || (!little && !hasAt(bytes, 0, 'MM\0*'))) return undefined;
  return { bytes, view: viewOf(bytes), little };
}

/** The entries of a directory; what points outside of the block is left out, as nothing can be read there. */
function entriesAt(tiff: Tiff, at: number): Entry[] {
  if (at + 2 > tiff.bytes.length) return [];
  const count = tiff.view.getUint16(at, tiff.little);
  const entries: Entry[] = [];
  for (let index = 0; index < count && at + 14 + index * 12 <= tiff.bytes.length; index += 1) {
    const start = at + 2 + index * 12;
    const type = tiff.view.getUint16(start + 2, tiff.little);
    const number = tiff.view.getUint32(start + 4, tiff.little);
    const length = (sizes[type] ?? 0) * number;
    const place = length <= 4 ? start + 8 : tiff.view.getUint32(start + 8, tiff.little);
    if (place + Math.max(length, 4) <= tiff.bytes.length || length <= 4)
      entries.push({ tag: tiff.view.getUint16(start, tiff.little), type, count: number, at: place });
  }
  return entries;
}

function longOf(tiff: Tiff, entry: Entry): number {
  return entry.at + 4 <= tiff.bytes.length ? tiff.view.getUint32(entry.at, tiff.little) : tiff.bytes.length;
}

function textOf(tiff: Tiff, entry: Entry): string {
  if (entry.type !== 2) return '';
  const raw = tiff.bytes.subarray(entry.at, entry.at + entry.count);
  return new TextDecoder().decode(raw).split('\0')[0] ?? '';
}

/** Latitude and longitude in degrees, as one would write them into a map. */
function placeOf(tiff: Tiff, entries: readonly Entry[]): string {
  const degrees = (tag: number): number | undefined => {
    const entry = entries.find((one) => one.tag === tag);
    if (entry === undefined || entry.type !== 5 || entry.count < 3) return undefined;
    const parts = [0, 1, 2].map((index) => {
      const over = tiff.view.getUint32(entry.at + index * 8, tiff.little);
      return over / (tiff.view.getUint32(entry.at + index * 8 + 4, tiff.little) || 1);
    });
    return (parts[0] ?? 0) + (parts[1] ?? 0) / 60 + (parts[2] ?? 0) / 3600;
  };
  const sign = (tag: number, negative: string): number => {
    const entry = entries.find((one) => one.tag === tag);
    return entry !== undefined && lettersAt(tiff.bytes, entry.at, 1) === negative ? -1 : 1;
  };
  const north = degrees(2);
  const east = degrees(4);
  if (north === undefined || east === undefined) return '';
  return `${(north * sign(1, 'S')).toFixed(5)}, ${(east * sign(3, 'W')).toFixed(5)}`;
}
