import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../problems.ts';
import type { Upload } from './route.ts';

/**
 * Streams the request's file to disk under a name of ours, outside the web root, hashing it on the way.
 * Throws Problem `tooLarge` past the limit, `badRequest` where there is no file.
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: string,
  maxBytes: number,
): Promise<Upload> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes + 65_536) throw new Problem('tooLarge', { extra: { maxBytes } });
  const part = await request.file({ limits: { fileSize: maxBytes, files: 1 } });
  if (!part) throw new Problem('badRequest');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, uuidv7());
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(part.file, meter, createWriteStream(target, { mode: 0o600 }));
    if (part.file.truncated) throw new Problem('tooLarge', { extra: { maxBytes } });
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
  const fileName = path.basename(part.filename.replaceAll('\\', '/')).normalize('NFC').slice(0, 200);
  return { path: target, fileName, size, hash: hash.digest('hex') };
}
