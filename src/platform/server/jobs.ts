import { makeWorkerUtils, type Runner, run, Logger as WorkerLogger } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import { system } from './caller.ts';
import { type Clock, type Context, inTransaction } from './context.ts';
import type { OpenDatabase } from './database.ts';
import type { Vault } from './vault.ts';

/** What sends push messages to phones. */
export interface PushWay {
  readonly vault: Vault;
  /** Where they may go to; the shipped list of push services unless said. */
  readonly hosts: readonly string[] | undefined;
  /** Whom a push service may ask about them (RFC 8292): an https address or mailto. */
  readonly subject: () => string;
}

/** What a job works with. Jobs may run twice: each must be safe to repeat. */
export interface JobContext {
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The folder `files` of the data folder: `incoming` for uploads under way, `imports` for files that wait. */
  readonly filesFolder: string;
  /** Absent where nothing is sent outside, as on the command line. */
  readonly push?: PushWay | undefined;
  /** Opens a transaction as the system. */
  transact<T>(work: (context: Context) => Promise<T>, isolation?: 'repeatable read'): Promise<T>;
}

export type Job = (payload: unknown, context: JobContext) => Promise<void>;

export function jobContext(
  database: OpenDatabase,
  clock: Clock,
  logger: Logger,
  filesFolder: string,
  push?: PushWay,
): JobContext {
  return {
    database,
    clock,
    logger,
    filesFolder,
    push,
    transact: (work, isolation) =>
      inTransaction(
        database.db,
        { caller: system, access: 'signedIn', clock, ...(isolation ? { isolation } : {}) },
        work,
      ),
  };
}

/** Makes the tables of the job queue; forward only, like our own migrations. */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: ownerUrl, logger: quiet() });
  await utils.migrate();
  await utils.release();
}

/**
 * Runs jobs until stopped. A job that a killed process held is given back at once:
 * one server runs on a data folder, so whoever held it is gone.
 */
export async function startJobs(jobs: Readonly<Record<string, Job>>, context: JobContext): Promise<Runner> {
  const pool = new pg.Pool({
    connectionString: context.database.ownerUrl,
    max: 4,
    application_name: 'tiengmo jobs',
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet() });
  const held = await pool.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker.jobs where locked_by is not null',
  );
  await utils.forceUnlockWorkers(held.rows.map((row) => row.locked_by));
  await utils.release();
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => job(payload, context)]),
  );
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    pollInterval: 1000,
    taskList,
    noHandleSignals: true,
    logger: quiet(context.logger),
  });
  runner.events.on('stop', () => void pool.end().catch(() => undefined));
  return runner;
}

function quiet(logger?: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') logger?.error({ job: true }, message.slice(0, 500));
  });
}
