import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Runner } from 'graphile-worker';
import { jobs, routes, streamRoutes } from '../../../app/modules.ts';
import type { Endpoint, OutputOf, RequestOf } from '../../contract.ts';
import { type Clock, makeClock } from '../context.ts';
import { buildServer } from '../http.ts';
import { jobContext, startJobs } from '../jobs.ts';
import { makeLogger } from '../logger.ts';
import { makeVault } from '../vault.ts';
import { callServer, type TestFile, type TestReply } from './call.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { removeFolder } from './remove-folder.ts';

export type { TestFile, TestReply } from './call.ts';

export interface TestApp {
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  /** The folder `files` of a data folder. */
  readonly filesFolder: string;
  /** Calls an endpoint as the holder of a session token; without one as anybody. */
  call<E extends Endpoint>(
    contract: E,
    request?: Partial<RequestOf<E>> & { file?: TestFile },
    token?: string,
  ): Promise<TestReply<OutputOf<E>>>;
  close(): Promise<void>;
}

/** The whole program over a fresh database, without a port: requests go through the same pipeline as in service. */
export async function startTestApp(
  options: {
    today?: string;
    clock?: Clock;
    withJobs?: boolean;
    trustProxy?: string;
    pushHosts?: readonly string[];
  } = {},
): Promise<TestApp> {
  const database = await openTestDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-app-'));
  const clock = options.clock ?? makeClock(options.today);
  const logger = makeLogger('silent');
  const vault = makeVault(randomBytes(32));
  const { pushHosts = [] } = options;
  const server = await buildServer({
    db: database.db,
    routes,
    streamRoutes,
    clock,
    logger,
    uploadFolder: path.join(folder, 'incoming'),
    origin: () => 'http://localhost:8080',
    vault,
    pushHosts,
    trustProxy: options.trustProxy,
  });
  let runner: Runner | undefined;
  const push = { vault, hosts: pushHosts, subject: () => 'mailto:thu@localhost.invalid' };
  if (options.withJobs) runner = await startJobs(jobs, jobContext(database, clock, logger, folder, push));
  return {
    server,
    database,
    filesFolder: folder,
    call: (contract, request, token) => callServer(server, contract, request ?? {}, token),
    close: async () => {
      await runner?.stop();
      await server.close();
      await database.drop();
      removeFolder(folder);
    },
  };
}
