import type { Endpoint, OutputOf, RequestOf } from '../../../platform/contract.ts';
import type { TestApp } from '../../../platform/server/testing/app.ts';
import { fillPath } from '../../../platform/server/testing/call.ts';

export interface Visit<T> {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: T;
}

/** A browser for tests: keeps its cookies, calls itself by a name, comes from an address. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  visit<E extends Endpoint>(contract: E, request?: Partial<RequestOf<E>>): Promise<Visit<OutputOf<E>>>;
}

/** Opens a browser without cookies. */
export function openBrowser(app: TestApp, from: { address?: string; userAgent?: string } = {}): TestBrowser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    visit: async (contract, request = {}) => {
      const response = await app.server.inject({
        method: contract.method,
        url: fillPath(contract.path, (request.params ?? {}) as Record<string, string>),
        query: (request.query ?? {}) as Record<string, string>,
        remoteAddress: from.address ?? '203.0.113.7',
        headers: {
          'user-agent': from.userAgent ?? 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
        },
        cookies: Object.fromEntries(cookies),
        ...(request.body === undefined ? {} : { payload: request.body as object }),
      });
      for (const { name, value } of response.cookies) {
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      const body = response.body === '' ? undefined : JSON.parse(response.body);
      return {
        status: response.statusCode,
        body: body as OutputOf<typeof contract>,
        code: response.statusCode >= 400 ? (body as { code: string }).code : undefined,
      };
    },
  };
}
