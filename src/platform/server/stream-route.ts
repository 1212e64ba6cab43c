import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../contract.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import { anonymous, type Caller } from './caller.ts';
import { type Clock, type Context, inTransaction } from './context.ts';
import type { Database } from './database.ts';
import type { KnownCaller } from './sessions.ts';

/** A request that carries bytes as they come, in a protocol of its own. */
export interface StreamEdge {
  readonly request: Request;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  /** The folder `files` of the data folder. */
  readonly filesFolder: string;
  /** Opens a transaction as the caller, with the scope of the route's access; its audit lines stand or fall with it. */
  within<T>(work: (context: Context) => Promise<{ answer: T; audit?: AuditEntry }>): Promise<T>;
}

/**
 * A route whose request may take minutes, so that no transaction can stay open for it: who calls, limits and access are
 * found out as for every route (docs/adr/0015-uploads-in-pieces.md), then it answers by itself. Throws Problem.
 */
export interface StreamRoute {
  readonly contract: Endpoint;
  readonly serve: (edge: StreamEdge) => Promise<Response>;
}

/** What the library for the protocol says that is nobody's business here. */
const LEFT_OUT = /^(access-control-|upload-metadata$|content-length$)/u;

export function mountStreams(
  server: FastifyInstance,
  routes: readonly StreamRoute[],
  parts: {
    readonly db: Database;
    readonly clock: Clock;
    readonly filesFolder: string;
    readonly guardOf: (contract: Endpoint) => (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  },
): void {
  if (routes.length === 0) return;
  server.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) => {
    done(null, payload);
  });
  for (const { contract, serve } of routes) {
    server.route({
      method: contract.method,
      url: contract.path,
      ...(contract.params ? { schema: { params: contract.params } } : {}),
      onRequest: parts.guardOf(contract),
      handler: async (request, reply) => {
        const known = request.getDecorator<KnownCaller | null>('known');
        const caller = known?.caller ?? anonymous;
        const response = await serve({
          request: asWebRequest(request),
          caller,
          params: request.params as Record<string, string>,
          filesFolder: parts.filesFolder,
          within: (work) =>
            inTransaction(
              parts.db,
              { caller, access: contract.access, clock: parts.clock, device: known?.device ?? '' },
              async (context) => {
                const { answer, audit } = await work(context);
                if (audit) await writeAudit(context.tx, caller.id, audit);
                return answer;
              },
            ),
        });
        for (const [name, value] of response.headers) if (!LEFT_OUT.test(name)) reply.header(name, value);
        reply.header('cache-control', 'no-store').status(response.status);
        return reply.send(response.body ? Buffer.from(await response.arrayBuffer()) : undefined);
      },
    });
  }
}

function asWebRequest(request: FastifyRequest): Request {
  const { method, body } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const stream =
    body instanceof Readable ? { body: Readable.toWeb(body) as ReadableStream, duplex: 'half' } : {};
  // The library looks for the upload's name in all of the address; what was checked is its path.
  const [path = '/'] = request.url.split('?');
  return new Request(new URL(path, 'http://localhost'), { method, headers, ...stream } as RequestInit);
}
