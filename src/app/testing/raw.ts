import type { TestApp } from '../../platform/server/testing/app.ts';

export interface Raw {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly payload?: string | Buffer;
  readonly token?: string;
}

/** Sends a request as it is, without the help of a contract. */
export async function sendRaw(app: TestApp, { method = 'GET', url, headers = {}, payload, token }: Raw) {
  const reply = await app.server.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
    ...(token ? { cookies: { session: token } } : {}),
  });
  const type = String(reply.headers['content-type'] ?? '');
  const problem = type.startsWith('application/problem+json')
    ? (JSON.parse(reply.body || '{}') as { code: string })
    : undefined;
  return {
    status: reply.statusCode,
    headers: reply.headers,
    text: reply.body,
    code: problem?.code,
    cookies: reply.cookies,
  };
}
