import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { TestApp } from '../../platform/server/testing/app.ts';
import { bareJpeg } from './picture-bytes.rules.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A picture as a camera writes it: with the place where it was taken. */
export function cameraPicture(color: string, size = { width: 1600, height: 1200 }): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background: color } })
    .withExifMerge({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitude: '21/1 1/1 1/1' } })
    .jpeg()
    .toBuffer();
}

/** The same as the phone sends it. */
export async function phonePicture(color: string): Promise<Buffer> {
  return Buffer.from(bareJpeg(await cameraPicture(color)) ?? []);
}

const tus = { 'tus-resumable': '1.0.0' };
export type Sent = { status: number; code: string | undefined; offset: number | undefined };

export async function tusRequest(
  app: TestApp,
  method: 'POST' | 'PATCH' | 'HEAD',
  url: string,
  given: { headers?: Record<string, string>; payload?: Buffer; token?: string },
): Promise<Sent> {
  const reply = await app.server.inject({
    method,
    url,
    headers: {
      ...tus,
      ...given.headers,
      ...(given.token ? { authorization: `Bearer ${given.token}` } : {}),
    },
    ...(given.payload ? { payload: given.payload } : {}),
  });
  const offset = reply.headers['upload-offset'];
  const isProblem = method !== 'HEAD' && String(reply.headers['content-type']).includes('problem+json');
  return {
    status: reply.statusCode,
    code: isProblem ? reply.json<{ code: string }>().code : undefined,
    offset: offset === undefined ? undefined : Number(offset),
  };
}

export interface Piece {
  readonly id: string;
  readonly record: string;
  readonly content: Buffer;
  readonly field?: string;
  readonly token: string;
  readonly hash?: string;
  readonly length?: number;
}

/** Begins an upload, as the library on the phone does. */
export function beginUpload(
  app: TestApp,
  { id, record, content, field = 'photos', token, hash, length }: Piece,
): Promise<Sent> {
  const metadata = { id, record, field, sha256: hash ?? sha256(content) };
  const pairs = Object.entries(metadata).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  );
  const headers = { 'upload-length': String(length ?? content.length), 'upload-metadata': pairs.join(',') };
  return tusRequest(app, 'POST', '/api/v1/uploads', { headers, token });
}

/** Sends the bytes from `offset` on. */
export function putBytes(
  app: TestApp,
  { id, offset, payload, token }: { id: string; offset: number; payload: Buffer; token: string },
): Promise<Sent> {
  const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  return tusRequest(app, 'PATCH', `/api/v1/uploads/${id}`, { headers, payload, token });
}

/** Sends an attachment whole; the answer of the last request. */
export async function sendAttachment(app: TestApp, piece: Piece): Promise<Sent> {
  const begun = await beginUpload(app, piece);
  const { id, content: payload, token } = piece;
  return begun.status === 201 ? putBytes(app, { id, offset: 0, payload, token }) : begun;
}
