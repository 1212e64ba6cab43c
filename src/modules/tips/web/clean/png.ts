import { hasAt, joinBytes, lettersAt, viewOf, within } from './bytes.ts';
import { readExif } from './exif.ts';
import { type CleanContent, type Trace, trace, UnreadableFile } from './traces.ts';

const signature = '\x89PNG\r\n\x1a\n';
/** What draws the picture, with its animation and colours. */
const drawing = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT'.split(' '),
);

/** A PNG of its drawing chunks only. Throws UnreadableFile. */
export function cleanPng(bytes: Uint8Array): CleanContent {
  if (!hasAt(bytes, 0, signature)) throw new UnreadableFile('not a PNG');
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const traces: Trace[] = [];
  let at = 8;
  for (;;) {
    within(bytes, at + 12);
    const end = at + 12 + view.getUint32(at);
    within(bytes, end);
    const kind = lettersAt(bytes, at + 4, 4);
    if (drawing.has(kind)) kept.push(bytes.subarray(at, end));
    else traces.push(...tracesOf(kind, bytes.subarray(at + 8, end - 4)));
    at = end;
    if (kind === 'IEND') break;
  }
  if (bytes.length > at) traces.push(trace('trailer'));
  return { bytes: joinBytes(kept), type: 'image/png', extension: 'png', traces };
}

function tracesOf(kind: string, content: Uint8Array): readonly Trace[] {
  if (kind === 'eXIf') return readExif(content).traces;
  if (kind === 'tIME') return [trace('time')];
  if (kind === 'tEXt' || kind === 'iTXt') {
    const [name = '', ...rest] = new TextDecoder().decode(content).split('\0');
    const said = rest.join(' ');
    if (/author|artist|copyright/i.test(name)) return [trace('author', said)];
    if (/software/i.test(name)) return [trace('software', said)];
    if (/time|date/i.test(name)) return [trace('time', said)];
    return [trace('details', said)];
  }
  return [trace('details')];
}
