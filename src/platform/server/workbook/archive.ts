import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { WorkbookError } from './errors.ts';
import type { WorkbookLimits } from './limits.ts';

const STORED = 0;
const DEFLATED = 8;

/** The zip container of a workbook, checked, with the parts found by name (letter case does not matter in OPC). */
export interface Archive {
  has(part: string): boolean;
  names(): string[];
  /** The unpacked bytes of a part, chunk by chunk. Throws WorkbookError where sizes or checksum do not hold. */
  read(part: string): AsyncGenerator<Uint8Array, void, undefined>;
  close(): void;
}

/**
 * Opens a zip file and checks its directory against the limits before anything is unpacked.
 * Throws WorkbookError (`emptyFile`, `tooLarge`, `encrypted`, `zipBomb`, `damaged`); the caller closes the archive.
 */
export async function openArchive(path: string, limits: WorkbookLimits): Promise<Archive> {
  await checkFileSize(path, limits);
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw new WorkbookError('damaged', 'no readable zip directory', {}, error);
  });
  try {
    const entries = await readDirectory(zip, limits);
    return new CheckedArchive(zip, entries, limits);
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Refuses an empty file and one over the limit by its size alone, without reading it. */
export async function checkFileSize(path: string, limits: WorkbookLimits): Promise<void> {
  const { size } = await stat(path);
  if (size === 0) throw new WorkbookError('emptyFile', 'the file is empty');
  if (size > limits.maxFileBytes) {
    throw new WorkbookError('tooLarge', 'the file is too large', {
      limit: limits.maxFileBytes,
      actual: size,
    });
  }
}

async function readDirectory(zip: ZipFile, limits: WorkbookLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.maxEntries) {
    throw bomb('too many entries', limits.maxEntries, zip.entryCount);
  }
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of directoryOf(zip)) {
    checkEntry(entry, limits);
    unpacked += entry.uncompressedSize;
    if (unpacked > limits.maxUnpackedBytes)
      throw bomb('unpacks too large', limits.maxUnpackedBytes, unpacked);
    const key = keyOf(entry.fileName);
    if (entries.has(key))
      throw new WorkbookError('damaged', 'two parts of one name', { part: entry.fileName });
    entries.set(key, entry);
  }
  checkOverlap([...entries.values()]);
  return entries;
}

async function* directoryOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw new WorkbookError('damaged', 'the zip directory is damaged', {}, error);
  }
}

function checkEntry(entry: Entry, limits: WorkbookLimits): void {
  const part = entry.fileName;
  if (entry.isEncrypted()) throw new WorkbookError('encrypted', 'an entry is encrypted', { part });
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new WorkbookError('damaged', `unknown compression ${entry.compressionMethod}`, { part });
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > limits.ratioFreeBytes && ratio > limits.maxRatio) {
    throw bomb('packed too well to be a sheet', limits.maxRatio, Math.round(ratio)).at({ part });
  }
}

/** Entries that share bytes are how a small file claims terabytes without any part looking odd. */
function checkOverlap(entries: Entry[]): void {
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) {
      throw new WorkbookError('zipBomb', 'entries overlap', { part: entry.fileName });
    }
    const LOCAL_HEADER_BYTES = 30;
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.compressedSize;
  }
}

function bomb(message: string, limit: number, actual: number): WorkbookError {
  return new WorkbookError('zipBomb', message, { limit, actual });
}

function keyOf(part: string): string {
  return part.replace(/^\//, '').toLowerCase();
}

class CheckedArchive implements Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #limits: WorkbookLimits;
  #unpacked = 0;

  constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: WorkbookLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  has(part: string): boolean {
    return this.#entries.has(keyOf(part));
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  close(): void {
    this.#zip.close();
  }

  async *read(part: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.#entries.get(keyOf(part));
    if (entry === undefined) throw new WorkbookError('damaged', 'a part is missing', { part });
    let size = 0;
    let checksum = 0;
    for await (const chunk of this.#inflate(entry)) {
      size += chunk.length;
      this.#unpacked += chunk.length;
      if (size > entry.uncompressedSize) {
        throw bomb('a part is larger than it says', entry.uncompressedSize, size).at({ part });
      }
      if (this.#unpacked > this.#limits.maxUnpackedBytes) {
        throw bomb('unpacks too large', this.#limits.maxUnpackedBytes, this.#unpacked).at({ part });
      }
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (size !== entry.uncompressedSize || checksum !== entry.crc32) {
      throw new WorkbookError('damaged', 'size or checksum of a part is wrong', { part });
    }
  }

  async *#inflate(entry: Entry): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      const packed = await this.#zip.openReadStreamPromise(entry, { decodeFileData: false });
      if (entry.compressionMethod === STORED) {
        yield* packed;
        return;
      }
      const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
      // An error reaches the loop below through the destroyed stream; the callback only keeps it from being thrown.
      pipeline(packed, inflate, () => {});
      yield* inflate;
    } catch (error) {
      throw new WorkbookError('damaged', 'a part cannot be unpacked', { part: entry.fileName }, error);
    }
  }
}
