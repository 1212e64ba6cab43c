import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import {
  areasWithFacts,
  clearTotals,
  countDifferences,
  foldDeltas,
  foldFactsOf,
  holdWriters,
  tryFoldLock,
} from './rollup.repo.ts';

const chunk = 4000;

/**
 * Folds pending deltas into the running totals until none is left, in short transactions.
 * Figures are exact before, while and after: readers add what is still pending.
 */
export async function foldFigures(context: JobContext): Promise<void> {
  for (;;) {
    const taken = await context.transact(async ({ tx }) =>
      (await tryFoldLock(tx)) ? foldDeltas(tx, chunk) : 0,
    );
    if (taken < chunk) return;
  }
}

/**
 * Carries the figures of some areas from their old ancestors to their new ones: takes them away by the paths as they
 * are, lets `swap` put the new paths, adds them again. All or nothing with the caller's transaction.
 */
export async function moveFigures(
  context: Context,
  areaIds: readonly string[],
  swap: () => Promise<void>,
): Promise<void> {
  const { tx } = context;
  await holdWriters(tx);
  while ((await foldDeltas(tx, chunk)) > 0);
  await foldFactsOf(tx, areaIds, -1);
  await swap();
  await foldFactsOf(tx, areaIds, 1);
}

/** Makes all totals anew from the facts: for `doctor --mend`, should a total ever differ. */
export async function rebuildFigures(context: Context): Promise<void> {
  await holdWriters(context.tx);
  await clearTotals(context.tx);
  for (const areaIds of await areasWithFacts(context.tx)) await foldFactsOf(context.tx, areaIds, 1);
}

/** How many totals differ from their facts: always none, unless the disk or a hand has changed them. */
export function countFigureFaults(context: Context): Promise<number> {
  return countDifferences(context.tx);
}

/** Folds once a second beside the requests. */
export function startFolding(context: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => foldFigures(context))
      .catch((error: unknown) => {
        context.logger.warn({ name: (error as Error).name }, 'folding figures waits for the database');
      });
  }, 1000);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
