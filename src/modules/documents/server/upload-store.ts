import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';

import { Problem } from '../../../platform/problems.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { attachmentLimits, UploadMetadata } from '../attachment.contract.ts';

const day = 86_400_000;
const hour = 3_600_000;

/** What a request of the protocol calls back for; each request brings its own. */
export interface UploadCalls {
  /** Before anything is kept. Throws Problem. */
  begin(metadata: UploadMetadata, size: number): Promise<{ by: string }>;
  /** Once all bytes are there. Throws Problem. */
  finish(upload: PartialUpload): Promise<void>;
}

/** Bytes that have come so far, of one attachment. */
export interface PartialUpload {
  readonly metadata: UploadMetadata;
  /** Whose upload it is. */
  readonly by: string;
  readonly size: number;
  readonly offset: number;
}

/** Uploads under way, in a folder of their own; the protocol itself is the library's. */
export class UploadStore {
  private readonly folder: string;
  private readonly files: FileStore;
  private readonly tus: Server;
  private readonly calls = new WeakMap<object, { calls: UploadCalls; refusal?: unknown }>();

  constructor(folder: string) {
    this.folder = folder;
    this.files = new FileStore({
      directory: folder,
      expirationPeriodInMilliseconds: attachmentLimits.expiresAfterDays * day,
    });
    this.tus = new Server({
      path: '/api/v1/uploads',
      datastore: this.files,
      maxSize: attachmentLimits.photoBytes,
      namingFunction: (_request, given) => metadataOf(given).id,
      generateUrl: (_request, { path: at, id }) => `${at}/${id}`,
      onUploadCreate: (request, upload) =>
        this.heard(request, async ({ begin }) => {
          const metadata = metadataOf(upload.metadata);
          return { metadata: { ...metadata, ...(await begin(metadata, upload.size ?? 0)) } };
        }),
      onUploadFinish: (request, upload) =>
        this.heard(request, async ({ finish }) => {
          await finish(describeUpload(upload));
          return {};
        }),
    });
  }

  /** Answers one request of the protocol. Throws what the calls threw. */
  async answer(request: Request, calls: UploadCalls): Promise<Response> {
    const hearing: { calls: UploadCalls; refusal?: unknown } = { calls };
    this.calls.set(request, hearing);
    const response = await this.tus.handleWeb(request);
    if (hearing.refusal !== undefined) throw hearing.refusal;
    return response;
  }

  /** What has come of an attachment; undefined where nothing has. */
  async find(id: string): Promise<PartialUpload | undefined> {
    try {
      return describeUpload(await this.files.getUpload(id));
    } catch {
      return undefined;
    }
  }

  content(id: string): Promise<Buffer> {
    return readFile(path.join(this.folder, id));
  }

  async drop(id: string): Promise<void> {
    await this.files.remove(id).catch(() => undefined);
  }

  /** How many uploads of a person have begun and not ended. */
  async countOf(by: string): Promise<number> {
    const names = await readdir(this.folder).catch(() => []);
    const found = await Promise.all(
      names.filter((name) => !name.endsWith('.json')).map((id) => this.find(id)),
    );
    return found.filter((upload) => upload?.by === by).length;
  }

  async dropExpired(): Promise<void> {
    await this.files.deleteExpired();
  }

  /** The library wants errors of its own; what was really thrown goes to who asked. */
  private async heard<T>(request: object, work: (calls: UploadCalls) => Promise<T>): Promise<T> {
    const hearing = this.calls.get(request);
    if (!hearing) throw new Error('an upload that nobody asked for');
    try {
      return await work(hearing.calls);
    } catch (error) {
      hearing.refusal = error;
      throw error;
    }
  }
}

function metadataOf(given: Upload['metadata']): UploadMetadata {
  const parsed = UploadMetadata.safeParse(given);
  if (parsed.success) return parsed.data;
  throw Object.assign(new Problem('badRequest'), { status_code: 400, body: 'Upload-Metadata' });
}

function describeUpload({ metadata, size = 0, offset }: Upload): PartialUpload {
  return { metadata: metadataOf(metadata), by: metadata?.by ?? '', size, offset };
}

const stores = new Map<string, UploadStore>();

/** The uploads under way of an installation, by its folder `files`. */
export function uploadsIn(filesFolder: string): UploadStore {
  const folder = path.join(filesFolder, 'uploads');
  const store = stores.get(folder) ?? new UploadStore(folder);
  stores.set(folder, store);
  return store;
}

/** Throws uploads away that nobody went on with, once an hour while the server runs. */
export function uploadTimer({ filesFolder, logger }: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = uploadsIn(filesFolder)
      .dropExpired()
      .catch((error: unknown) => {
        logger.warn({ name: (error as Error).name }, 'dropping old uploads failed; next try in an hour');
      });
  }, hour);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
