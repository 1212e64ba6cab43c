import type { FastifyInstance } from 'fastify';
import type { Endpoint, OutputOf, RequestOf } from '../../contract.ts';

export interface TestReply<T> {
  readonly status: number;
  readonly body: T;
  /** The problem's code where there is one. */
  readonly code: string | undefined;
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: readonly { name: string; value: string }[];
}

export interface TestFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Calls an endpoint through the whole pipeline, without a port. */
export async function callServer<E extends Endpoint>(
  server: FastifyInstance,
  contract: E,
  request: Partial<RequestOf<E>> & { file?: TestFile },
  token?: string,
): Promise<TestReply<OutputOf<E>>> {
  const multipart = request.file ? multipartBody(request.file, request.body) : undefined;
  const response = await server.inject({
    method: contract.method,
    ...(contract.anonymous ? { remoteAddress: nextNetwork() } : {}),
    url: fillPath(contract.path, (request.params ?? {}) as Record<string, string>),
    query: flatten((request.query ?? {}) as Record<string, unknown>),
    ...(multipart ? { payload: multipart.payload, headers: { 'content-type': multipart.type } } : {}),
    ...(request.body !== undefined && !multipart ? { payload: request.body as object } : {}),
    ...(token ? { cookies: { session: token } } : {}),
  });
  const isJson = String(response.headers['content-type'] ?? '').includes('json');
  const body = isJson && response.body ? JSON.parse(response.body) : undefined;
  return {
    status: response.statusCode,
    body: body as OutputOf<E>,
    code: response.statusCode >= 400 ? (body as { code?: string } | undefined)?.code : undefined,
    raw: response.rawPayload,
    headers: response.headers,
    cookies: response.cookies,
  };
}

let network = 0;
/** Whoever calls without being known is somebody else each time, from a network of his own. */
function nextNetwork(): string {
  network = (network + 1) & 0xffff;
  return `100.${network >> 8}.${network & 255}.7`;
}

/** Puts the parameters into a contract's path. */
export function fillPath(pattern: string, params: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? `:${name}`),
  );
}

function flatten(query: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

function multipartBody(file: TestFile, body: unknown): { payload: Buffer; type: string } {
  const boundary = 'tiengmo-test-boundary';
  const field = `--${boundary}\r\ncontent-disposition: form-data; name="body"\r\n\r\n${JSON.stringify(body)}\r\n`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    payload: Buffer.concat([
      Buffer.from(body === undefined ? head : field + head),
      file.content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}
