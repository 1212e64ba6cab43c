import type { JobContext } from '../../../platform/server/jobs.ts';
import { forgetDone } from './done.repo.ts';

const SIX_HOURS = 6 * 3_600_000;

/** Forgets old commands of phones, now and then while the server runs. */
export function syncTidyTimer(context: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = context
      .transact(({ tx, today }) => forgetDone(tx, today))
      .catch((error: unknown) => {
        context.logger.warn(
          { name: (error as Error).name },
          'forgetting old commands of phones failed; next try in six hours',
        );
      });
  }, SIX_HOURS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
