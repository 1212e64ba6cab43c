import { UnreadableFile } from './traces.ts';

/** The letters of some bytes, as ISO 8859-1. */
export function lettersAt(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let index = at; index < Math.min(bytes.length, at + length); index += 1)
    text += String.fromCharCode(bytes[index] ?? 0);
  return text;
}

/** Whether these letters stand at that place. */
export function hasAt(bytes: Uint8Array, at: number, letters: string): boolean {
  return lettersAt(bytes, at, letters.length) === letters;
}

/** A view for numbers; reading past the end is told as a file that can't be read. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Refuses a place outside of the file. */
export function within(bytes: Uint8Array, end: number): void {
  if (!Number.isSafeInteger(end) || end < 0 || end > bytes.length)
    throw new UnreadableFile('runs past its end');
}
