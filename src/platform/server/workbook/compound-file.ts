import type { FileHandle } from 'node:fs/promises';

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const END_OF_CHAIN = 0xfffffffa;
const FATS_IN_HEADER = 109;
/** A directory longer than this is no spreadsheet of ours; it also bounds the walk through a looped chain. */
const MAX_DIRECTORY_SECTORS = 512;

/** True for the first bytes of an OLE compound file: .xls, .doc, and every encrypted office document. */
export function isCompoundFile(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 8)).toString('hex') === 'd0cf11e0a1b11ae1';
}

/**
 * Names of the streams and storages of a compound file ([MS-CFB] 2.6). Walks only the directory; sectors outside of
 * the file end the walk, so a damaged file gives fewer names and never an error.
 */
export async function compoundFileNames(file: FileHandle): Promise<string[]> {
  const header = await readAt(file, 0, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return [];
  const sectorBytes = header.readUInt16LE(30) === 12 ? 4096 : 512;
  const sector = (id: number): Promise<Buffer> => readAt(file, (id + 1) * sectorBytes, sectorBytes);
  const names: string[] = [];
  let id = header.readUInt32LE(48);
  for (let count = 0; id < END_OF_CHAIN && count < MAX_DIRECTORY_SECTORS; count += 1) {
    const bytes = await sector(id);
    if (bytes.length < sectorBytes) break;
    for (let at = 0; at < sectorBytes; at += ENTRY_BYTES) names.push(nameAt(bytes, at));
    id = await nextSector(id, header, sectorBytes, sector);
  }
  return names.filter((name) => name !== '');
}

async function nextSector(
  id: number,
  header: Buffer,
  sectorBytes: number,
  sector: (id: number) => Promise<Buffer>,
): Promise<number> {
  const perSector = sectorBytes / 4;
  const table = Math.floor(id / perSector);
  if (table >= FATS_IN_HEADER) return END_OF_CHAIN;
  const bytes = await sector(header.readUInt32LE(76 + table * 4));
  return bytes.length < sectorBytes ? END_OF_CHAIN : bytes.readUInt32LE((id % perSector) * 4);
}

function nameAt(bytes: Buffer, at: number): string {
  const length = Math.min(64, bytes.readUInt16LE(at + 64));
  return length < 2 ? '' : bytes.toString('utf16le', at, at + length - 2);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
