/** The part of yauzl 3 that archive.ts uses; the package carries no types of its own. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    fileName: string;
    compressionMethod: number;
    crc32: number;
    compressedSize: number;
    uncompressedSize: number;
    relativeOffsetOfLocalHeader: number;
    isEncrypted(): boolean;
  }
  export interface ZipFile {
    entryCount: number;
    fileSize: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry, options?: { decodeFileData?: boolean }): Promise<Readable>;
    close(): void;
  }
  export interface OpenOptions {
    autoClose?: boolean;
    validateEntrySizes?: boolean;
  }
  export function openPromise(path: string, options?: OpenOptions): Promise<ZipFile>;
}
