import type { APIRequestContext, Page } from '@playwright/test';

/** The caller's own requests to the program, by which a visit finds the record that it goes to. */
export interface Ask {
  get<T>(where: string): Promise<T>;
  post<T>(where: string, data: unknown): Promise<T>;
  readonly requests: APIRequestContext;
}

/** One state of one page as somebody of the demo sees it. */
export interface Visit {
  /** The route of src/app/web.routes.tsx. */
  readonly route: string;
  readonly as: string | undefined;
  readonly at?: string | ((ask: Ask) => Promise<string>);
  /** What is done on the page first, and its name in the list of tests. */
  readonly state?: string;
  readonly act?: (page: Page) => Promise<void>;
  /** Answers of the server that belong to the state. */
  readonly refused?: readonly number[];
  /** The page asks for a session that began just now, however long the visits before it took. */
  readonly anew?: boolean;
  /** Both widths unless said; a state of a page that is visited anyhow is looked at on a phone. */
  readonly widths?: readonly number[];
}

/** Asks in the name of whoever the requests belong to. */
export function askBy(requests: APIRequestContext): Ask {
  const read = async <T>(where: string, sent: ReturnType<APIRequestContext['get']>): Promise<T> => {
    const reply = await sent;
    if (!reply.ok()) throw new Error(`${where}: ${reply.status()} ${await reply.text()}`);
    return (await reply.json()) as T;
  };
  return {
    requests,
    get: (where) => read(where, requests.get(where)),
    post: (where, data) => read(where, requests.post(where, { data })),
  };
}
