import type { OutputOf } from '../../../../platform/contract.ts';
import type { Me } from '../../../accounts/me.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import type { bindPhone, getCourierKey } from '../../phones.contract.ts';
import type { pullChanges, pushCommands } from '../../sync.contract.ts';

/** What the server refused; status 0 where it could not be reached. */
export class FieldProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly vi: string;
  readonly en: string;

  constructor(status: number, body: Readonly<Record<string, unknown>> = {}) {
    super(`refused: ${status}`);
    this.status = status;
    this.code = text(body.code);
    this.vi = text(body.detailVi) || text(body.titleVi);
    this.en = text(body.detail) || text(body.title);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Counts what goes over the network, for people who pay by the megabyte. */
export interface Meter {
  count(bytes: number): void;
}

/** A request that takes longer has met a dead network; the entry stays and goes again. */
const PATIENCE = 45_000;

interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly body?: string;
}

/** A body from this size on (bytes) is sent compressed; below it would hardly get smaller. */
const WORTH_PACKING = 1024;

async function packed(
  body: string | undefined,
): Promise<{ body?: Uint8Array<ArrayBuffer>; encoding?: 'gzip'; bytes: number }> {
  if (body === undefined) return { bytes: 0 };
  const plain = new TextEncoder().encode(body);
  if (plain.length < WORTH_PACKING || typeof CompressionStream === 'undefined')
    return { body: plain, bytes: plain.length };
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
  const small = new Uint8Array(await new Response(stream).arrayBuffer());
  return { body: small, encoding: 'gzip', bytes: small.length };
}

async function ask<T>(path: string, init: Asked, token: string | undefined, meter?: Meter): Promise<T> {
  const headers = new Headers();
  const sent = await packed(init.body);
  if (sent.encoding) headers.set('content-encoding', sent.encoding);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (init.body !== undefined) headers.set('content-type', 'application/json');
  let body: string;
  let response: Response;
  try {
    response = await fetch(path, {
      method: init.method,
      ...(sent.body === undefined ? {} : { body: sent.body }),
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    body = await response.text();
  } catch {
    throw new FieldProblem(0);
  } finally {
    // The answer's bytes are counted as they come (traffic.ts).
    meter?.count(sent.bytes);
  }
  const parsed = parse(body);
  // An answer that was cut off on the way is as good as none: what was sent goes again.
  if (parsed === undefined) throw new FieldProblem(response.ok ? 0 : response.status);
  if (!response.ok) throw new FieldProblem(response.status, parsed as Record<string, unknown>);
  return parsed as T;
}

function parse(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const post = (body: unknown): Asked => ({ method: 'POST', body: JSON.stringify(body) });

export type Bound = OutputOf<typeof bindPhone>;
export type Pushed = OutputOf<typeof pushCommands>;
export type Pulled = OutputOf<typeof pullChanges>;

/** Binds this phone by a code; throws FieldProblem. */
export function bind(given: { code: string; phoneId: string; name: string }): Promise<Bound> {
  return ask<Bound>('/api/v1/phones/bindings', post(given), undefined);
}

/** The server as one person's phone speaks with it. All throw FieldProblem. */
export class FieldApi {
  private readonly token: string;
  private readonly meter: Meter;

  constructor(token: string, meter: Meter) {
    this.token = token;
    this.meter = meter;
  }

  /** For requests in a protocol of their own. */
  bearer(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  count(bytes: number): void {
    this.meter.count(bytes);
  }

  push(body: unknown): Promise<Pushed> {
    return ask<Pushed>('/api/v1/sync/commands', post(body), this.token, this.meter);
  }

  /** `has` says what the phone has already. */
  pull(
    phoneId: string,
    cursor: string | undefined,
    has: Readonly<Record<string, string>> = {},
  ): Promise<Pulled> {
    const query = new URLSearchParams({ phoneId, ...(cursor ? { cursor } : {}), ...has });
    return ask<Pulled>(`/api/v1/sync/changes?${query}`, { method: 'GET' }, this.token, this.meter);
  }

  async wiped(phoneId: string): Promise<void> {
    await ask(`/api/v1/phones/${phoneId}/wiped`, { method: 'POST' }, this.token, this.meter);
  }

  /** The key of this phone's envelopes. */
  async courierKey(phoneId: string): Promise<string> {
    const path = `/api/v1/phones/${phoneId}/courier`;
    return (await ask<OutputOf<typeof getCourierKey>>(path, { method: 'POST' }, this.token, this.meter)).key;
  }

  me(): Promise<Me> {
    return this.get('me');
  }

  forms(): Promise<{ forms: Form[] }> {
    return this.get('forms');
  }

  async put(path: string, body: unknown): Promise<void> {
    const init: Asked = { method: 'PUT', body: JSON.stringify(body) };
    await ask(`/api/v1/${path}`, init, this.token, this.meter);
  }

  get<T>(path: string): Promise<T> {
    return ask<T>(`/api/v1/${path}`, { method: 'GET' }, this.token, this.meter);
  }
}
