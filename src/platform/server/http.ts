import { rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Endpoint } from '../contract.ts';
import { Problem, problemBody, problemKinds } from '../problems.ts';
import { writeAudit } from './audit.ts';
import { anonymous } from './caller.ts';
import { type Clock, inTransaction } from './context.ts';
import type { Database } from './database.ts';
import { toProblem } from './errors.ts';
import { guardOf } from './guard.ts';
import { describeApi } from './openapi.ts';
import type { Download, HttpEdge, Route, RouteContext } from './route.ts';
import type { KnownCaller } from './sessions.ts';
import { mountStreams, type StreamRoute } from './stream-route.ts';
import { inEvenTime, unknownEdge } from './unknown-callers.ts';
import { receiveUpload } from './uploads.ts';
import type { Vault } from './vault.ts';

export interface ServerParts {
  readonly db: Database;
  readonly routes: readonly Route[];
  /** What takes in bytes as they come. */
  readonly streamRoutes?: readonly StreamRoute[];
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Where files rest while they are received. */
  readonly uploadFolder: string;
  /** The address that people type. */
  readonly origin: () => string;
  readonly vault: Vault;
  /** The proxies whose word about the caller's address is taken; none unless said. */
  readonly trustProxy?: string | undefined;
  /** Where push messages may go to; the shipped list unless said. */
  readonly pushHosts?: readonly string[] | undefined;
}

const oneDay = 86_400;

/** The HTTP server with every route behind the same pipeline. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 4 * 1024 * 1024,
    trustProxy: parts.trustProxy?.split(',').map((one) => one.trim()) ?? false,
    routerOptions: { maxParamLength: 200 },
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: { directives: contentPolicy },
    strictTransportSecurity: false,
  });
  await server.register(fastifyCookie);
  await server.register(fastifyMultipart);
  await server.register(fastifyCompress, { threshold: 2048 });
  server.decorateRequest('known', null);
  server.setErrorHandler((error, request, reply) => sendProblem(reply, toProblem(error, request.log)));
  server.addHook('onResponse', (request, reply, done) => {
    // Not even the minute is noted of whoever stays unknown.
    if (unknownRoutes.has(`${request.method} ${request.routeOptions.url}`)) return done();
    // No address, no user, no query: the route's pattern says enough.
    request.log.info({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
  const unknownRoutes = new Set<string>();
  for (const route of parts.routes) {
    const { anonymous: isUnknown, method, path: url } = route.contract;
    if (isUnknown) unknownRoutes.add(`${method} ${url}`);
    mount(server, route, parts);
  }
  mountStreams(server, parts.streamRoutes ?? [], {
    db: parts.db,
    clock: parts.clock,
    filesFolder: path.dirname(parts.uploadFolder),
    guardOf: (contract) => guardOf(contract, parts),
  });
  addHealth(server, parts.db);
  addDescription(server, parts.routes);
  return server;
}

const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  upgradeInsecureRequests: null,
};

function mount(server: FastifyInstance, route: Route, parts: ServerParts): void {
  const { contract } = route;
  server.route({
    method: contract.method,
    url: contract.path,
    schema: schemaOf(contract),
    onRequest: guardOf(contract, parts),
    handler: (request, reply) =>
      contract.anonymous
        ? inEvenTime(() => answer(route, parts, request, reply))
        : answer(route, parts, request, reply),
  });
}

async function answer(
  route: Route,
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { contract } = route;
  const known = request.getDecorator<KnownCaller | null>('known');
  const caller = known?.caller ?? anonymous;
  const http = contract.anonymous ? unknownEdge(request) : edge(request, reply, parts.origin());
  const { upload, body } = contract.upload
    ? await receiveUpload(request, parts.uploadFolder, {
        maxBytes: contract.upload.maxBytes,
        body: contract.body,
        admit: (given) => route.admit?.({ body: given, http }),
      })
    : { upload: undefined, body: request.body };
  try {
    const options = {
      caller,
      access: contract.access,
      clock: parts.clock,
      device: known?.device ?? '',
      plans: route.plans,
    };
    const result = await inTransaction(parts.db, options, async (context) => {
      const done = await runOrRefuse(route, {
        ...context,
        input: { params: request.params, query: request.query, body },
        upload,
        http,
        origin: parts.origin(),
        filesFolder: path.dirname(parts.uploadFolder),
        vault: parts.vault,
        pushHosts: parts.pushHosts,
      } as unknown as RouteContext<Endpoint>);
      if (done instanceof Problem) return done;
      for (const line of done.audit) await writeAudit(context.tx, context.caller.id, line);
      return done.answer;
    });
    if (result instanceof Problem) throw result;
    return send(contract, reply, result);
  } finally {
    if (upload) rmSync(upload.path, { force: true });
  }
}

/** A problem normally takes back what was written; one that says otherwise (a failed sign-in is counted) is kept. */
async function runOrRefuse(
  route: Route,
  context: RouteContext<Endpoint>,
): Promise<Awaited<ReturnType<Route['run']>> | Problem> {
  try {
    return await route.run(context);
  } catch (error) {
    if (error instanceof Problem && error.keepsWrites) return error;
    throw error;
  }
}

function send(contract: Endpoint, reply: FastifyReply, result: unknown): unknown {
  reply.header('cache-control', 'no-store');
  if (contract.output === 'file') {
    const file = result as Download;
    if (file.keptSeconds) reply.header('cache-control', `private, max-age=${file.keptSeconds}`);
    reply.header('content-type', file.type);
    reply.header(
      'content-disposition',
      `attachment; filename="${asciiName(file.fileName)}"; filename*=UTF-8''${encodeURIComponent(file.fileName.toWellFormed())}`,
    );
    return file.content instanceof Readable ? reply.send(file.content) : file.content;
  }
  reply.status(contract.status ?? (contract.output === 'none' ? 204 : 200));
  return contract.output === 'none' ? reply.send() : result;
}

function schemaOf(contract: Endpoint): Record<string, unknown> {
  // What comes with a file is read with it.
  const body = contract.upload ? undefined : contract.body;
  const parts = { params: contract.params, querystring: contract.query, body };
  const given = Object.fromEntries(Object.entries(parts).filter(([, schema]) => schema !== undefined));
  const output =
    typeof contract.output === 'string' ? {} : { response: { [contract.status ?? 200]: contract.output } };
  return { ...given, ...output };
}

function edge(request: FastifyRequest, reply: FastifyReply, origin: string): HttpEdge {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: origin.startsWith('https:'),
  } as const;
  return {
    sessionToken: request.cookies.session,
    deviceToken: request.cookies.device,
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    setCookie: (name, value, maxAge) => {
      reply.setCookie(name, value, { ...options, maxAge: Math.min(maxAge, 400 * oneDay) });
    },
    clearSession: () => {
      reply.clearCookie('session', options);
    },
  };
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problemKinds[problem.code].status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem)));
}

function addHealth(server: FastifyInstance, db: Database): void {
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async () => {
    await db.selectNoFrom((make) => make.lit(1).as('one')).execute();
    return { status: 'ok' };
  });
}

/** The OpenAPI document, made when somebody asks for it first. */
function addDescription(server: FastifyInstance, routes: readonly Route[]): void {
  let text: string | undefined;
  server.get('/api/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(describeApi(routes.map(({ contract }) => contract)));
    return reply.type('application/json').send(text);
  });
}

function asciiName(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  return path.basename(plain).replaceAll(/[^\w. -]/g, '_');
}
