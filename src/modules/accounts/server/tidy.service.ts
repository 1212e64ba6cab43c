import type { JobContext } from '../../../platform/server/jobs.ts';
import { tidyAccounts } from './tidy.repo.ts';

const hour = 3_600_000;

/** Tidies sign-in data up once an hour while the server runs. */
export function tidyTimer(context: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = context.transact(tidyAccounts).catch((error: unknown) => {
      context.logger.warn(
        { name: (error as Error).name },
        'tidying up sign-in data failed; next try in an hour',
      );
    });
  }, hour);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
