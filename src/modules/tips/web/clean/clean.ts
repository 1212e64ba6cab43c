import { hasAt, lettersAt } from './bytes.ts';
import { type CleanContent, distinctTraces, UnreadableFile } from './traces.ts';

/** What became of a chosen file: without its traces, of a kind that can't be cleaned, or damaged. */
export type Cleaned =
  | ({ readonly outcome: 'cleaned' } & CleanContent)
  | { readonly outcome: 'unknown' | 'unreadable' };

type Cleaner = (bytes: Uint8Array) => CleanContent | Promise<CleanContent>;

/**
 * Takes out of a file everything that is not its picture, sound or text: place, device, time, author, earlier versions.
 * The kind is read from the content, never from the name. Each kind's cleaner is loaded when the first such file comes.
 */
export async function cleanFile(bytes: Uint8Array): Promise<Cleaned> {
  const cleaner = await cleanerFor(bytes);
  if (cleaner === undefined) return { outcome: 'unknown' };
  try {
    const clean = await cleaner(bytes);
    return { outcome: 'cleaned', ...clean, traces: distinctTraces(clean.traces) };
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof RangeError) return { outcome: 'unreadable' };
    throw error;
  }
}

async function cleanerFor(bytes: Uint8Array): Promise<Cleaner | undefined> {
  if (hasAt(bytes, 0, '\xff\xd8\xff')) return (await import('./jpeg.ts')).cleanJpeg;
  if (hasAt(bytes, 0, '\x89PNG')) return (await import('./png.ts')).cleanPng;
  if (hasAt(bytes, 0, 'RIFF') && /^(WEBP|WAVE)$/.test(lettersAt(bytes, 8, 4)))
    return (await import('./riff.ts')).cleanRiff;
  if (hasAt(bytes, 0, '%PDF-')) return (await import('./pdf.ts')).cleanPdf;
  if (hasAt(bytes, 0, 'PK\x03\x04')) return (await import('./office.ts')).cleanOffice;
  if (hasAt(bytes, 0, 'ID3') || isMp3Frame(bytes)) return (await import('./mp3.ts')).cleanMp3;
  if (/^(ftyp|moov|wide)$/.test(lettersAt(bytes, 4, 4))) return isoCleaner(bytes);
  if (isPlainText(bytes)) return plainText;
  return undefined;
}

async function isoCleaner(bytes: Uint8Array): Promise<Cleaner> {
  const { cleanFilm, isoKind } = await import('./iso-media.ts');
  return isoKind(bytes) === 'picture' ? (await import('./heif.ts')).cleanHeif : cleanFilm;
}

function isMp3Frame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return first === 0xff && (second & 0xe6) === 0xe2;
}

/** Text has nothing beside its letters. */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length > 4 * 1024 * 1024 || bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function plainText(bytes: Uint8Array): CleanContent {
  return { bytes: new Uint8Array(bytes), type: 'text/plain', extension: 'txt', traces: [] };
}
