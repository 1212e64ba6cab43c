import path from 'node:path';
import { readConfig } from '../../platform/server/config.ts';
import { makeClock } from '../../platform/server/context.ts';
import { openDatabase } from '../../platform/server/database.ts';
import { type JobContext, jobContext, prepareJobs } from '../../platform/server/jobs.ts';
import { makeLogger } from '../../platform/server/logger.ts';
import { seedReference } from '../seed.ts';

/** What went wrong, by exit code, so that scripts can tell. */
export const exitCodes = {
  done: 0,
  /** Our own fault. */
  failed: 1,
  /** The words of the command line. */
  usage: 2,
  /** The input has problems; they were listed. */
  problems: 3,
  /** Nothing of that name. */
  notFound: 4,
  /** Something is wrong with the installation; see `doctor`. */
  unhealthy: 5,
} as const;

/** Ends a command with a message for people and a code for programs. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Opens the same data folder as the server, whether or not that one runs: a PostgreSQL that runs there is used,
 * else it is started and stopped again afterwards.
 */
export async function withProgram<T>(work: (context: JobContext) => Promise<T>): Promise<T> {
  const config = readConfig(process.env, { demo: process.argv.includes('--demo') });
  const database = await openDatabase(config, { poolSize: 4 });
  try {
    await prepareJobs(database.ownerUrl);
    await seedReference(database);
    return await work(
      jobContext(
        database,
        makeClock(config.fixedToday),
        makeLogger(config.logLevel),
        path.join(config.dataFolder, 'files'),
      ),
    );
  } finally {
    await database.close();
  }
}

/** Prints for programs (one JSON value) or for people. */
export function print(json: boolean | undefined, value: unknown, lines: () => string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
}
