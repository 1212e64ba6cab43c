import { hasAt, joinBytes, lettersAt, within } from './bytes.ts';
import { type CleanContent, type Trace, trace, UnreadableFile } from './traces.ts';

/** Thousands of bits a second by the index in a frame's head, for MPEG 1 and for MPEG 2 and 2.5, layer III. */
const rates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
] as const;
const samplings = [44_100, 48_000, 32_000, 0] as const;

/** An MP3 of its sound's frames only: labels before, after and between them (ID3, APE) are gone. Throws UnreadableFile. */
export function cleanMp3(bytes: Uint8Array): CleanContent {
  const traces: Trace[] = [];
  const kept: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (hasAt(bytes, at, 'ID3')) {
      at += labelLength(bytes, at);
      within(bytes, at);
      traces.push(trace('author'), trace('details'));
      continue;
    }
    const length = frameLength(bytes, at);
    if (length > 0 && at + length <= bytes.length) {
      kept.push(bytes.subarray(at, at + length));
      at += length;
      continue;
    }
    if (hasAt(bytes, at, 'TAG')) {
      traces.push(
        trace('author', lettersAt(bytes, at + 33, 30)),
        trace('title', lettersAt(bytes, at + 3, 30)),
      );
      at += 128;
      continue;
    }
    if (bytes[at] !== 0) traces.push(trace('trailer'));
    at = nextFrame(bytes, at + 1);
  }
  if (kept.length === 0) throw new UnreadableFile('no sound in it');
  return { bytes: joinBytes(kept), type: 'audio/mpeg', extension: 'mp3', traces };
}

function labelLength(bytes: Uint8Array, at: number): number {
  const size = [6, 7, 8, 9].reduce((sum, each) => sum * 128 + ((bytes[at + each] ?? 0) & 0x7f), 0);
  const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0;
  return 10 + size + (hasFooter ? 10 : 0);
}

/** The length of the frame that begins here; 0 where none does. */
function frameLength(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
  const version = (second >> 3) & 3;
  if (first !== 0xff || (second & 0xe0) !== 0xe0 || ((second >> 1) & 3) !== 1 || version === 1) return 0;
  const isFirst = version === 3;
  const rate = rates[isFirst ? 0 : 1][third >> 4] ?? 0;
  const sampling = (samplings[(third >> 2) & 3] ?? 0) / (isFirst ? 1 : version === 2 ? 2 : 4);
  if (rate === 0 || sampling === 0) return 0;
  return Math.floor(((isFirst ? 144 : 72) * rate * 1000) / sampling) + ((third >> 1) & 1);
}

/** The next place where a frame or a label begins. */
function nextFrame(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (frameLength(bytes, at) > 0 || hasAt(bytes, at, 'TAG') || hasAt(bytes, at, 'ID3')) return at;
  }
  return bytes.length;
}
