import type { Readable } from 'node:stream';
import type { Endpoint, InputOf, ReplyOf } from '../contract.ts';
import type { AuditEntry } from './audit.ts';
import type { Context, Plans } from './context.ts';
import type { Vault } from './vault.ts';

/** A file that came with the request: on disk, under a name of ours, gone after the request unless moved away. */
export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly size: number;
  /** SHA-256, hex. */
  readonly hash: string;
}

/** A file to download. */
export interface Download {
  readonly fileName: string;
  readonly type: string;
  readonly content: Buffer | Readable;
  /** How long the caller's own browser may keep it; not at all unless said. */
  readonly keptSeconds?: number;
}

export interface RouteContext<E extends Endpoint> extends Context {
  readonly input: InputOf<E>;
  readonly upload: E extends { upload: object } ? Upload : undefined;
  /** The request's cookies and the means to set one; only the accounts module needs them. */
  readonly http: HttpEdge;
  /** Seals what has to be read again. */
  readonly vault: Vault;
  /** The installation's public address, e.g. http://localhost:8080. */
  readonly origin: string;
  /** The folder `files` of the data folder. */
  readonly filesFolder: string;
  /** Where push messages may go to; the shipped list of push services unless said. */
  readonly pushHosts: readonly string[] | undefined;
}

export interface HttpEdge {
  readonly sessionToken: string | undefined;
  readonly deviceToken: string | undefined;
  /**
   * The network address, for limits in memory only: it is never stored or logged. On routes whose callers stay unknown
   * a salted hash of the network block.
   */
  readonly address: string;
  /** As the browser calls itself; only its family is ever kept. */
  readonly userAgent: string;
  setCookie(name: 'session' | 'device', value: string, maxAgeSeconds: number): void;
  clearSession(): void;
}

type Answer<E extends Endpoint> = E['output'] extends 'file'
  ? Download
  : E['output'] extends 'none'
    ? undefined
    : ReplyOf<E>;

type AuditRule<E extends Endpoint, L, A> = (
  done: { loaded: L; authorized: A; answer: Answer<E> },
  context: RouteContext<E>,
) => AuditEntry | readonly AuditEntry[] | undefined;

interface RouteDefinition<E extends Endpoint, L, A> {
  readonly contract: E;
  /** Decides by the body whether a file may come in at all, before a byte of it is kept. Throws Problem. */
  readonly admit?: (given: Pick<InputOf<E>, 'body'> & { http: HttpEdge }) => Promise<void> | void;
  /** Set where every statement of the route finds its rows by their keys. */
  readonly plans?: Plans;
  /** Finds what the request is about. */
  readonly load?: (context: RouteContext<E>) => Promise<L>;
  /** Proves that the caller may do it there; the value is what writes ask for. */
  readonly authorize?: (context: RouteContext<E>, loaded: L) => Promise<A> | A;
  readonly handle: (context: RouteContext<E>, have: { loaded: L; authorized: A }) => Promise<Answer<E>>;
  /** What the log says of it; required for everything that is not a GET. */
  readonly audit: E['method'] extends 'GET' ? AuditRule<E, L, A> | undefined : AuditRule<E, L, A>;
}

/** A route as the server mounts it. */
export interface Route {
  readonly contract: Endpoint;
  admit?(given: { body: unknown; http: HttpEdge }): Promise<void> | void;
  readonly plans?: Plans | undefined;
  run(context: RouteContext<Endpoint>): Promise<{ answer: unknown; audit: readonly AuditEntry[] }>;
}

/**
 * Builds an endpoint: within the caller's transaction load → authorize → handle → audit.
 * What runs before and after (who calls, limits, parsing, commit, answer) is the same for all and stands in http.ts.
 */
export function route<E extends Endpoint, L = undefined, A = undefined>(
  definition: Omit<RouteDefinition<E, L, A>, 'audit'> &
    (E['method'] extends 'GET'
      ? Partial<Pick<RouteDefinition<E, L, A>, 'audit'>>
      : Pick<RouteDefinition<E, L, A>, 'audit'>),
): Route {
  return {
    contract: definition.contract,
    ...(definition.admit ? { admit: definition.admit as NonNullable<Route['admit']> } : {}),
    plans: definition.plans,
    run: async (anyContext) => {
      // The server parsed the input by this very contract: the narrower type is what it is.
      const context = anyContext as unknown as RouteContext<E>;
      const loaded = (await definition.load?.(context)) as L;
      const authorized = (await definition.authorize?.(context, loaded)) as A;
      const answer = await definition.handle(context, { loaded, authorized });
      const rule = definition.audit as AuditRule<E, L, A> | undefined;
      const lines = rule?.({ loaded, authorized, answer }, context);
      return {
        answer,
        audit: lines === undefined ? [] : Array.isArray(lines) ? lines : [lines as AuditEntry],
      };
    },
  };
}
