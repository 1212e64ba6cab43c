/** A stretch of bytes, from the first to behind the last. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/** What a JPEG is made of: the pieces that draw it, and whether there is anything else in the file. */
interface JpegParts {
  readonly drawing: readonly Piece[];
  /** Nothing is left when the drawing pieces are taken out: no place, no device, no thumbnail, nothing behind the end. */
  readonly isBare: boolean;
}

/** Tables and frames of the drawing itself: ITU-T T.81, B.1.1.3. */
const isDrawing = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || marker === 0xdb || marker === 0xdd;

/** Reads a JPEG marker by marker; undefined for what is none, or breaks off. */
function jpegParts(bytes: Uint8Array): JpegParts | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const drawing: Piece[] = [{ from: 0, to: 2 }];
  let at = 2;
  let kept = 2;
  for (;;) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return undefined;
    if (marker === 0xd9) {
      drawing.push({ from: at, to: at + 2 });
      return { drawing, isBare: kept + 2 === bytes.length };
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    const to = marker === 0xda ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (marker === 0xda || isDrawing(marker) || isNeeded(bytes, at, marker, length)) {
      drawing.push({ from: at, to });
      kept += to - at;
    }
    at = to;
  }
}

/** The pixels go on until a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return at;
}

/** A JFIF head without a thumbnail, and Adobe's word on how colours are written: decoders ask for both. */
function isNeeded(bytes: Uint8Array, at: number, marker: number, length: number): boolean {
  const name = String.fromCharCode(...bytes.subarray(at + 4, at + 9));
  return (
    (marker === 0xe0 && length === 16 && name === 'JFIF\0') ||
    (marker === 0xee && length === 14 && name === 'Adobe')
  );
}

/** The same picture without anything that does not draw it; undefined for what is no whole JPEG. */
export function bareJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const parts = jpegParts(bytes);
  if (!parts) return undefined;
  const bare = new Uint8Array(parts.drawing.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  for (const { from, to } of parts.drawing) {
    bare.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return bare;
}

/** Whether a JPEG or WebP holds its drawing and nothing else; false for what is neither. */
export function isBarePicture(bytes: Uint8Array): boolean {
  return jpegParts(bytes)?.isBare ?? isBareWebp(bytes);
}

/** RIFF with one drawing chunk that fills it. */
function isBareWebp(bytes: Uint8Array): boolean {
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  const size = (at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
  if (bytes.length < 20 || word(0) !== 'RIFF' || word(8) !== 'WEBP') return false;
  if (word(12) !== 'VP8 ' && word(12) !== 'VP8L') return false;
  const chunk = size(16);
  return size(4) + 8 === bytes.length && 20 + chunk + (chunk % 2) === bytes.length;
}
