import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Problem } from '../../../platform/problems.ts';
import type { Upload } from '../../../platform/server/route.ts';
import { isParcelSize } from '../crypto/sizes.ts';

/** Where sealed parcels lie: `files/tips` of the data folder, one file each, named by its random id. */
function folderOf(filesFolder: string): string {
  return path.join(filesFolder, 'tips');
}

export function sealedFilePath(filesFolder: string, fileId: string): string {
  return path.join(folderOf(filesFolder), fileId);
}

const leastFree = 512 * 1024 * 1024;

/** Leaves room for the database and for everybody else's work. Throws Problem `diskFull`. */
export function refuseFullDisk(filesFolder: string): void {
  const { bavail, bsize } = statfsSync(filesFolder);
  if (bavail * bsize < leastFree) throw new Problem('diskFull');
}

/** The moment that every sealed file shows, so that none tells when it came. */
const noMoment = new Date('2000-01-01T00:00:00Z');

/**
 * Keeps an upload as the sealed file of an id. Its times are taken off it.
 * Throws Problem `unreadableFile` where it is no parcel sealed and padded as crypto/parcel.ts does it.
 */
export function keepSealedFile(filesFolder: string, fileId: string, upload: Upload): void {
  refuseFullDisk(filesFolder);
  refuseUnsealed(upload);
  mkdirSync(folderOf(filesFolder), { recursive: true, mode: 0o700 });
  const target = sealedFilePath(filesFolder, fileId);
  renameSync(upload.path, target);
  utimesSync(target, noMoment, noMoment);
}

/** The bytes of a sealed file. Throws Problem `notFound` where they are gone. */
export function readSealedFile(filesFolder: string, fileId: string): Readable {
  const file = sealedFilePath(filesFolder, fileId);
  if (!existsSync(file)) throw new Problem('notFound');
  return createReadStream(file);
}

/** Deletes sealed files; call it after the rows that name them are gone. */
export function dropSealedFiles(filesFolder: string, fileIds: readonly string[]): void {
  for (const fileId of fileIds) rmSync(sealedFilePath(filesFolder, fileId), { force: true });
}

const intro = 'age-encryption.org/v1\n';
/** Room for the stanzas of a few hybrid recipients. */
const mostHeader = 64 * 1024;

/** Nothing that is not sealed may come to lie here, and nothing whose size says more than its class. */
function refuseUnsealed({ path: file, size }: Upload): void {
  const start = Buffer.alloc(Math.min(size, mostHeader));
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start, 0, start.length, 0);
  } finally {
    closeSync(handle);
  }
  const text = start.toString('latin1');
  const end = /\n--- [A-Za-z0-9+/]{43}\n/u.exec(text);
  const isSealed = text.startsWith(`${intro}-> mlkem768x25519 `) && !/\n-> (?!mlkem768x25519 )/u.test(text);
  if (!isSealed || !end || !isParcelSize(size - end.index - end[0].length))
    throw new Problem('unreadableFile');
}
