import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { v4 as uuidv4 } from 'uuid';
import type { z } from 'zod';
import { Problem } from '../problems.ts';
import type { Upload } from './route.ts';

const maxBodyBytes = 256 * 1024;

/**
 * Streams the request's file to disk under a name of ours, outside the web root, hashing it on the way. A `body`
 * that belongs to it comes before it, as JSON in the field `body`; `admit` sees it before a byte of the file is kept.
 * Throws Problem `tooLarge` past the limit, `badRequest` where there is no file, `invalidInput` for a wrong body.
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: string,
  expected: {
    maxBytes: number;
    body?: z.ZodType | undefined;
    admit?: (body: unknown) => Promise<void> | void;
  },
): Promise<{ upload: Upload; body: unknown }> {
  const { maxBytes } = expected;
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes + maxBodyBytes + 65_536) throw new Problem('tooLarge', { extra: { maxBytes } });
  const limits = { fileSize: maxBytes, files: 1, fields: 1, fieldSize: maxBodyBytes };
  const part = await request.file({ limits });
  if (!part) throw new Problem('badRequest');
  try {
    const body = expected.body ? readBody(part, expected.body) : undefined;
    await expected.admit?.(body);
    return { upload: await keep(part, folder, maxBytes), body };
  } catch (error) {
    // What still comes is read and dropped: the answer reaches whoever is sending.
    part.file.resume();
    throw error;
  }
}

function readBody(part: MultipartFile, schema: z.ZodType): unknown {
  const field = part.fields.body;
  if (field === undefined || Array.isArray(field) || field.type !== 'field' || field.valueTruncated)
    throw new Problem('badRequest');
  const parsed = schema.safeParse(parseJson(String(field.value)));
  if (parsed.success) return parsed.data;
  throw new Problem('invalidInput', {
    fields: parsed.error.issues.map(({ path: at, code, message }) => ({
      path: at.map(String).join('.'),
      code,
      expected: { vi: message, en: message },
    })),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('badRequest');
  }
}

async function keep(part: MultipartFile, folder: string, maxBytes: number): Promise<Upload> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, uuidv4());
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
