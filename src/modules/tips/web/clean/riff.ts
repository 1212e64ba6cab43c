import { hasAt, joinBytes, lettersAt, viewOf, within } from './bytes.ts';
import { readExif } from './exif.ts';
import { type CleanContent, type Trace, trace, UnreadableFile } from './traces.ts';

const needed: Readonly<Record<string, ReadonlySet<string>>> = {
  WEBP: new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']),
  WAVE: new Set(['fmt ', 'data', 'fact']),
};
/** In the flags of VP8X: there is XMP, there is Exif. */
const saysMore = 0b1100;

/** A WebP picture or WAV recording of the chunks that are its picture or sound. Throws UnreadableFile. */
export function cleanRiff(bytes: Uint8Array): CleanContent {
  const form = lettersAt(bytes, 8, 4);
  const keep = needed[form];
  if (!hasAt(bytes, 0, 'RIFF') || keep === undefined) throw new UnreadableFile('not a known RIFF file');
  const view = viewOf(bytes);
  const declared = Math.min(bytes.length, view.getUint32(4, true) + 8);
  const kept: Uint8Array[] = [];
  const traces: Trace[] = [];
  for (let at = 12; at + 8 <= declared; ) {
    const kind = lettersAt(bytes, at, 4);
    // A recording that was cut off says more bytes than there are.
    const length = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    const end = at + 8 + length;
    within(bytes, end);
    if (keep.has(kind)) kept.push(chunk(kind, bytes.slice(at + 8, end)));
    else traces.push(...tracesOf(kind, bytes.subarray(at + 8, end)));
    at = end + (length % 2);
  }
  if (bytes.length > declared + 1) traces.push(trace('trailer'));
  const body = joinBytes(kept);
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 12));
  viewOf(head).setUint32(4, body.length + 4, true);
  const isPicture = form === 'WEBP';
  return {
    bytes: joinBytes([head, body]),
    type: isPicture ? 'image/webp' : 'audio/wav',
    extension: isPicture ? 'webp' : 'wav',
    traces,
  };
}

function chunk(kind: string, content: Uint8Array): Uint8Array {
  if (kind === 'VP8X') content[0] = (content[0] ?? 0) & ~saysMore;
  const whole = new Uint8Array(8 + content.length + (content.length % 2));
  whole.set([...kind].map((letter) => letter.charCodeAt(0)));
  viewOf(whole).setUint32(4, content.length, true);
  whole.set(content, 8);
  return whole;
}

function tracesOf(kind: string, content: Uint8Array): readonly Trace[] {
  if (kind === 'EXIF') return readExif(hasAt(content, 0, 'Exif\0\0') ? content.subarray(6) : content).traces;
  if (kind === 'bext') return [trace('author', lettersAt(content, 256, 32)), trace('time')];
  return [trace('details')];
}
