import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { removeOldMessages } from './messages.repo.ts';
import { dropStalePresences } from './presence.repo.ts';

const hour = 3_600_000;

/** Forgets patrols that never said that they were back, and messages whose time is over for long. */
export async function tidyField(context: Context): Promise<void> {
  await dropStalePresences(context.tx, context.now);
  await removeOldMessages(context.tx, context.today);
}

/** Does it once an hour while the server runs. */
export function fieldTidyTimer(context: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = context.transact(tidyField).catch((error: unknown) => {
      context.logger.warn(
        { name: (error as Error).name },
        'tidying up what phones said failed; next try in an hour',
      );
    });
  }, hour);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
