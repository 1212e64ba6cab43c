import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Problem } from '../problems.ts';
import { projectFolder } from './config.ts';
import { sendProblem } from './http.ts';

/** Serves the built pages; every path that is not a file or an API path gets the one page that routes in the browser. */
export async function serveWeb(server: FastifyInstance): Promise<void> {
  const root = path.join(projectFolder, 'dist', 'web');
  if (existsSync(root)) {
    await server.register(fastifyStatic, {
      root,
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      globIgnore: ['bao-tin/**', 'field/**'],
      setHeaders: sayHowLong,
    });
    await server.register((scope) => serveReportersPage(scope, root), { logLevel: 'silent' });
    await server.register((scope) => serveFieldApp(scope, root));
  }
  server.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      !/^\/api(?=[/?]|$)/.test(request.url) &&
      !/\.\w+$/.test(request.url.split('?')[0] ?? '');
    if (!wantsPage || !existsSync(path.join(root, 'index.html')))
      return sendProblem(reply, new Problem('notFound'));
    return reply.header('cache-control', 'no-cache').sendFile('index.html', root);
  });
}

/**
 * The page for reporters: a small build of its own. No browser keeps any of it, and no line of the log says that it
 * was asked for.
 */
async function serveReportersPage(scope: FastifyInstance, root: string): Promise<void> {
  const folder = path.join(root, 'bao-tin');
  if (!existsSync(folder)) return;
  await scope.register(fastifyStatic, {
    root: folder,
    prefix: '/bao-tin/',
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    decorateReply: false,
    setHeaders: sayHowLong,
  });
  for (const url of ['/bao-tin', '/bao-tin/', '/bao-tin/theo-doi']) {
    scope.get(url, (_request, reply) => reply.sendFile('index.html', folder));
  }
}

/** The field app: a build of its own, which its service worker keeps on the phone. */
async function serveFieldApp(scope: FastifyInstance, root: string): Promise<void> {
  const folder = path.join(root, 'field');
  if (!existsSync(folder)) return;
  await scope.register(fastifyStatic, {
    root: folder,
    prefix: '/field/',
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    decorateReply: false,
    setHeaders: sayHowLong,
  });
  scope.get('/field', (_request, reply) => reply.redirect('/field/', 301));
  scope.get('/field/', (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', folder),
  );
}

function sayHowLong(reply: FastifyReply, file: string): void {
  void reply.header('cache-control', keptBy(file));
}

/** How long a browser may keep a file: the reporters' page not at all, what changes its name with its content for good. */
function keptBy(file: string): string {
  if (file.includes(`${path.sep}bao-tin${path.sep}`)) return 'no-store';
  return file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
