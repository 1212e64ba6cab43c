import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

const CHUNK_LENGTH = 64 * 1024;
const MAX_32 = 0xffffffff;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980, so that the same content always gives the same bytes. */
const FIRST_DAY = 0x0021;

interface Written {
  name: Buffer;
  offset: number;
  checksum: number;
  packed: number;
  unpacked: number;
}

/** Writes a zip archive part by part, holding one chunk at a time. Below 4 GB; throws RangeError beyond. */
export class ZipWriter {
  readonly #out: Writable;
  readonly #written: Written[] = [];
  #offset = 0;

  constructor(out: Writable) {
    this.#out = out;
  }

  /** Adds a part made of pieces of text. Pieces are asked for only as fast as the destination takes them. */
  async add(name: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const entry: Written = {
      name: Buffer.from(name),
      offset: this.#offset,
      checksum: 0,
      packed: 0,
      unpacked: 0,
    };
    await this.#write(Buffer.concat([localHeader(entry), entry.name]));
    const deflate = createDeflateRaw({ level: 6 });
    const source = Readable.from(encoded(pieces, entry), { objectMode: false });
    source.on('error', (error) => deflate.destroy(error));
    source.pipe(deflate);
    try {
      for await (const chunk of deflate) {
        entry.packed += chunk.length;
        await this.#write(chunk);
      }
    } finally {
      source.destroy();
    }
    await this.#write(descriptor(entry));
    this.#written.push(entry);
  }

  /** Writes the directory and ends the destination. */
  async finish(): Promise<void> {
    const start = this.#offset;
    for (const entry of this.#written) await this.#write(Buffer.concat([directoryEntry(entry), entry.name]));
    await this.#write(directoryEnd(this.#written.length, this.#offset - start, start));
    this.#out.end();
    await finished(this.#out);
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length;
    if (this.#offset > MAX_32) throw new RangeError('a workbook over 4 GB');
    if (this.#out.errored) throw this.#out.errored;
    if (!this.#out.write(bytes)) await once(this.#out, 'drain');
  }
}

async function* encoded(
  pieces: Iterable<string> | AsyncIterable<string>,
  entry: Written,
): AsyncGenerator<Buffer, void, undefined> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < CHUNK_LENGTH) continue;
    yield counted(waiting, entry);
    waiting = '';
  }
  if (waiting !== '') yield counted(waiting, entry);
}

function counted(text: string, entry: Written): Buffer {
  const bytes = Buffer.from(text);
  entry.checksum = crc32(bytes, entry.checksum);
  entry.unpacked += bytes.length;
  if (entry.unpacked > MAX_32) throw new RangeError('a sheet over 4 GB');
  return bytes;
}

function localHeader(entry: Written): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(0x04034b50, 0);
  bytes.writeUInt16LE(VERSION, 4);
  bytes.writeUInt16LE(FLAGS, 6);
  bytes.writeUInt16LE(DEFLATED, 8);
  bytes.writeUInt16LE(FIRST_DAY, 12);
  bytes.writeUInt16LE(entry.name.length, 26);
  return bytes;
}

function descriptor(entry: Written): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(entry.checksum, 4);
  bytes.writeUInt32LE(entry.packed, 8);
  bytes.writeUInt32LE(entry.unpacked, 12);
  return bytes;
}

function directoryEntry(entry: Written): Buffer {
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(VERSION, 4);
  bytes.writeUInt16LE(VERSION, 6);
  bytes.writeUInt16LE(FLAGS, 8);
  bytes.writeUInt16LE(DEFLATED, 10);
  bytes.writeUInt16LE(FIRST_DAY, 14);
  bytes.writeUInt32LE(entry.checksum, 16);
  bytes.writeUInt32LE(entry.packed, 20);
  bytes.writeUInt32LE(entry.unpacked, 24);
  bytes.writeUInt16LE(entry.name.length, 28);
  bytes.writeUInt32LE(entry.offset, 42);
  return bytes;
}

function directoryEnd(count: number, size: number, start: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(size, 12);
  bytes.writeUInt32LE(start, 16);
  return bytes;
}
