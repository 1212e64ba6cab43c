import { lettersAt, viewOf, within } from './bytes.ts';
import { UnreadableFile } from './traces.ts';

/** A box of the ISO base media format (MP4, MOV, M4A, 3GP, HEIC): where it begins, where its content does, where it ends. */
export interface Box {
  readonly kind: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The boxes between two places. Throws UnreadableFile where they do not fit. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const kind = lettersAt(bytes, at + 4, 4);
    let size = view.getUint32(at);
    let head = 8;
    if (size === 1) {
      within(bytes, at + 16);
      size = Number(view.getBigUint64(at + 8));
      head = 16;
    } else if (size === 0) size = to - at;
    if (size < head || at + size > to) throw new UnreadableFile('a box runs past its end');
    boxes.push({ kind, at, from: at + head, to: at + size });
    at += size;
  }
  return boxes;
}

export function childOf(bytes: Uint8Array, parent: Box, kind: string, skip = 0): Box | undefined {
  return boxesIn(bytes, parent.from + skip, parent.to).find((box) => box.kind === kind);
}

/** Makes a box one that every player passes over, of the same length so that no address in the file moves. */
export function blank(bytes: Uint8Array, box: Box): void {
  bytes.set([0x66, 0x72, 0x65, 0x65], box.at + 4);
  bytes.fill(0, box.from, box.to);
}
