import { hasAt, lettersAt, viewOf, within } from './bytes.ts';
import { readExif } from './exif.ts';
import { type Box, boxesIn, childOf } from './iso-boxes.ts';
import { type CleanContent, type Trace, trace, UnreadableFile } from './traces.ts';

/**
 * A picture of a newer phone (HEIC, AVIF) in which the items that tell (Exif, XMP) are overwritten with zeros, in place.
 * How it is to be turned is a property of the picture itself and stays. Throws UnreadableFile.
 */
export function cleanHeif(bytes: Uint8Array): CleanContent {
  const copy = bytes.slice();
  const boxes = boxesIn(copy, 0, copy.length);
  const meta = boxes.find(({ kind }) => kind === 'meta');
  if (meta === undefined) throw new UnreadableFile('a picture without its table');
  const inside = boxesIn(copy, meta.from + 4, meta.to);
  const infos = inside.find(({ kind }) => kind === 'iinf');
  const places = inside.find(({ kind }) => kind === 'iloc');
  if (infos === undefined || places === undefined) throw new UnreadableFile('a picture without its list');
  const telling = tellingItems(copy, infos);
  const heap = childOf(copy, meta, 'idat', 4);
  const traces: Trace[] = [];
  const extents = extentsOf(copy, places, heap);
  for (const { id, isExif } of telling) {
    for (const { from, to } of extents.get(id) ?? []) {
      within(copy, to);
      traces.push(...(isExif ? exifTraces(copy.subarray(from, to)) : [trace('details')]));
      copy.fill(0, from, to);
    }
  }
  for (const box of boxes.filter(({ kind }) => kind === 'uuid' || kind === 'free' || kind === 'skip')) {
    copy.fill(0, box.from, box.to);
  }
  const isAvif = lettersAt(bytes, 8, 4) === 'avif';
  return {
    bytes: copy,
    type: isAvif ? 'image/avif' : 'image/heic',
    extension: isAvif ? 'avif' : 'heic',
    traces,
  };
}

/** An Exif item begins with the distance to its TIFF head. */
function exifTraces(item: Uint8Array): readonly Trace[] {
  if (item.length < 12) return [trace('details')];
  return readExif(item.slice(4 + viewOf(item).getUint32(0))).traces;
}

function tellingItems(bytes: Uint8Array, infos: Box): { id: number; isExif: boolean }[] {
  const view = viewOf(bytes);
  const listFrom = infos.from + 4 + (bytes[infos.from] === 0 ? 2 : 4);
  return boxesIn(bytes, listFrom, infos.to).flatMap((box) => {
    const version = bytes[box.from] ?? 0;
    if (box.kind !== 'infe' || version < 2) return [];
    const id = version === 2 ? view.getUint16(box.from + 4) : view.getUint32(box.from + 4);
    const typeAt = box.from + (version === 2 ? 8 : 10);
    const isExif = hasAt(bytes, typeAt, 'Exif');
    return isExif || hasAt(bytes, typeAt, 'mime') || hasAt(bytes, typeAt, 'uri ') ? [{ id, isExif }] : [];
  });
}

/** Where the parts of each item lie: in the file, or in the heap of the table. */
function extentsOf(
  bytes: Uint8Array,
  box: Box,
  heap: Box | undefined,
): ReadonlyMap<number, readonly { from: number; to: number }[]> {
  const view = viewOf(bytes);
  let at = box.from + 4;
  const version = bytes[box.from] ?? 0;
  const read = (size: number): number => {
    within(bytes, at + size);
    const value =
      size === 8
        ? Number(view.getBigUint64(at))
        : size === 4
          ? view.getUint32(at)
          : size === 2
            ? view.getUint16(at)
            : 0;
    at += size;
    return value;
  };
  const widths = read(2);
  const [offsetSize, lengthSize] = [(widths >> 12) & 15, (widths >> 8) & 15];
  const [baseSize, indexSize] = [(widths >> 4) & 15, version === 0 ? 0 : widths & 15];
  const count = read(version < 2 ? 2 : 4);
  const found = new Map<number, { from: number; to: number }[]>();
  for (let item = 0; item < count; item += 1) {
    const id = read(version < 2 ? 2 : 4);
    const isInHeap = version > 0 && (read(2) & 15) === 1;
    read(2);
    const base = read(baseSize);
    const parts = Array.from({ length: read(2) }, () => {
      read(indexSize);
      const from = base + read(offsetSize) + (isInHeap ? (heap?.from ?? 0) : 0);
      return { from, to: from + read(lengthSize) };
    });
    found.set(id, parts);
  }
  return found;
}
