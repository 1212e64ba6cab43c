import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Config, ConfigError, readConfig } from '../platform/server/config.ts';
import { makeClock } from '../platform/server/context.ts';
import { openDatabase } from '../platform/server/database.ts';
import { buildServer } from '../platform/server/http.ts';
import { jobContext, prepareJobs, startJobs } from '../platform/server/jobs.ts';
import { makeLogger } from '../platform/server/logger.ts';
import { reasonItEnded } from '../platform/server/postgres/cluster.ts';
import { StartError } from '../platform/server/start-error.ts';
import { openVault } from '../platform/server/vault.ts';
import { serveWeb } from '../platform/server/web-files.ts';
import { demoLines, fillDemo } from './demo/fill-demo.ts';
import { jobs, onStart, routes, streamRoutes, timers } from './modules.ts';
import { seedReference } from './seed.ts';

export interface RunningServer {
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Starts the whole program and says where it is; with `demo` a fresh installation is filled in first.
 * Throws StartError with a reason and an advice.
 */
export async function startServer(
  config: Config,
  say: (line: string) => void,
  options: { demo?: boolean } = {},
): Promise<RunningServer> {
  const logger = makeLogger(config.logLevel);
  const clock = makeClock(config.fixedToday);
  await checkPort(config);
  makeDataFolder(config.dataFolder);
  say('Đang mở cơ sở dữ liệu … / Opening the database …');
  const database = await openDatabase(config);
  const undo: (() => Promise<unknown>)[] = [() => database.close()];
  try {
    await prepareJobs(database.ownerUrl);
    await seedReference(database);
    const filesFolder = path.join(config.dataFolder, 'files');
    let address = config.publicUrl ?? `http://localhost:${config.port}`;
    const vault = openVault(config.dataFolder);
    const { pushHosts } = config;
    const push = { vault, hosts: pushHosts, subject: () => subjectOf(address) };
    const context = jobContext(database, clock, logger, filesFolder, push);
    const demoAccounts = options.demo ? await fillDemo(context, say) : undefined;
    const uploadFolder = path.join(filesFolder, 'incoming');
    const server = await buildServer({
      db: database.db,
      routes,
      streamRoutes,
      clock,
      logger,
      uploadFolder,
      origin: () => address,
      trustProxy: config.trustProxy,
      vault,
      pushHosts,
    });
    undo.unshift(() => server.close());
    await serveWeb(server);
    const port = await listen(server, config);
    if (!config.publicUrl) address = `http://localhost:${port}`;
    const runner = await startJobs(jobs, context);
    undo.unshift(() => runner.stop());
    const stopTimers = timers.map((start) => start(context));
    undo.unshift(async () => {
      for (const stopTimer of stopTimers) await stopTimer();
    });
    // In one piece: whoever has read the address has all that belongs to it.
    const demo = demoAccounts ? demoLines(demoAccounts) : [];
    say([...(await onStart(context, address)), ...demo].join('\n'));
    return {
      address,
      stop: async () => {
        for (const step of undo.splice(0)) await step();
      },
    };
  } catch (error) {
    for (const step of undo) await step().catch(() => undefined);
    throw error;
  }
}

/** Push services want somebody to turn to. Without a public address none is reached by phones anyway. */
function subjectOf(address: string): string {
  return address.startsWith('https:') ? address : 'mailto:tiengmo@localhost.invalid';
}

async function listen(server: FastifyInstance, config: Config): Promise<number> {
  try {
    await server.listen({ port: config.port, host: config.host });
  } catch (error) {
    throw portError(error, config);
  }
  const address = server.server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}

/** Looks whether the port is free before anything is made, so that a refusal leaves nothing behind. */
async function checkPort(config: Config): Promise<void> {
  if (config.port === 0) return;
  const { createServer } = await import('node:net');
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portError(error, config)));
    probe.listen(config.port, config.host, () => probe.close(() => resolve()));
  });
}

function portError(error: unknown, config: Config): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new StartError(
      'portTaken',
      `Port ${config.port} is in use by another program.`,
      `Stop it, or start with another one: PORT=${config.port + 1} npm start`,
    );
  }
  if (code === 'EACCES') {
    return new StartError(
      'portForbidden',
      `Port ${config.port} may not be used by this user.`,
      'Choose one from 1024 on, e.g. PORT=8080.',
    );
  }
  return error;
}

function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    mkdirSync(path.join(folder, 'files'), { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC')
      throw new StartError(
        'diskFull',
        `The disk that holds ${folder} is full.`,
        'Make room and start again.',
      );
    throw new StartError(
      'folderReadOnly',
      `The data folder ${folder} can't be written to (${code ?? 'unknown'}).`,
      'Give this user the right to write there, or set TIENGMO_DATA to another folder.',
    );
  }
}

async function main(): Promise<void> {
  const demo = process.argv.includes('--demo');
  let running: RunningServer | undefined;
  let dataFolder: string | undefined;
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await running?.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  try {
    const config = readConfig(process.env, { demo });
    dataFolder = config.dataFolder;
    running = await startServer(config, (line) => process.stdout.write(`${line}\n`), { demo });
  } catch (error) {
    explain((dataFolder && !(error instanceof StartError) && reasonItEnded(dataFolder)) || error);
    process.exit(1);
  }
}

/** One clear message; a stack trace only where the reason is our own fault. */
function explain(error: unknown): void {
  const known = error as NodeJS.ErrnoException;
  if (error instanceof ConfigError)
    process.stderr.write(`\n✗ ${error.message}\n  Mend this variable and start again.\n`);
  else if (error instanceof StartError) process.stderr.write(`\n✗ ${error.message}\n  ${error.advice}\n`);
  else if (known.code === 'ENOSPC')
    process.stderr.write('\n✗ The disk is full.\n  Make room and start again; nothing is lost.\n');
  else if (known.code === 'EROFS' || known.code === 'EACCES') {
    process.stderr.write(
      `\n✗ ${known.path ?? 'The data folder'} can't be written to.\n  Set TIENGMO_DATA to a folder that can.\n`,
    );
  } else
    process.stderr.write(`\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

if (process.argv[1] === import.meta.filename) await main();
