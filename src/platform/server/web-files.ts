import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
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
      setHeaders: (reply, file) => {
        const fixed = file.includes(`${path.sep}assets${path.sep}`);
        reply.header('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
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
