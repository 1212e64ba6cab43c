import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { nextClock } from '../tip-clocks.rules.ts';
import { clocksNow, momentIn, settleDues } from './tip-dues.service.ts';
import { releaseQuarters, settleTipFacts } from './tip-figures.service.ts';
import { sealedFilePath } from './tip-files.service.ts';
import { tidySealedFiles } from './tip-files-tidy.service.ts';
import { unknownFiles } from './tip-seals.repo.ts';
import { addEvent } from './tip-steps.repo.ts';
import { listInWork, noteReminder } from './tip-work.repo.ts';

const part = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Goes over the reports in work: works out anew what runs out when (days off may have been added), and notes in the
 * history, once for each, that a time limit is running out or has.
 */
export async function remindOfDues(context: Context): Promise<void> {
  for (let after = firstId; ; ) {
    const works = await listInWork(context.tx, after, part);
    for (const work of works) {
      await settleDues(context, work);
      const next = nextClock(clocksNow(context, work));
      if (next === null || (next.state !== 'soon' && next.state !== 'late')) continue;
      const stage = `${next.code} ${next.state}`;
      if (work.reminded === stage) continue;
      const details = { clock: next.code, state: next.state };
      const event = { at: momentIn(context), by: context.caller.id, officeId: work.officeId };
      await addEvent(context.tx, { tipId: work.id, ...event, what: 'reminded', details });
      await noteReminder(context.tx, work.id, stage);
    }
    const last = works.at(-1);
    if (works.length < part || !last) return;
    after = last.id;
  }
}

/** All that has to be done about reports as time goes by; may be done at any time and as often as one likes. */
export async function tendTips(context: JobContext): Promise<void> {
  await context.transact(remindOfDues);
  while ((await context.transact(settleTipFacts)) >= part);
  await context.transact(releaseQuarters);
  await tidySealedFiles(context);
}

const fiveMinutes = 300_000;

/** Tends to reports every five minutes while the server runs. */
export function tipTimer(context: JobContext): () => Promise<void> {
  const tend = (): Promise<void> =>
    tendTips(context).catch((error: unknown) => {
      context.logger.warn(
        { name: (error as Error).name },
        'tending to reports failed; next try in five minutes',
      );
    });
  let running = tend();
  const timer = setInterval(() => {
    running = running.then(tend);
  }, fiveMinutes);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

const Payload = z.object({ fileIds: z.array(z.uuid()) });

/** Deletes sealed files that no row names any more, after the transaction that forgot them. */
export async function dropTipFilesJob(payload: unknown, context: JobContext): Promise<void> {
  const { fileIds } = Payload.parse(payload);
  const gone = await context.transact(({ tx }) => unknownFiles(tx, fileIds));
  for (const id of gone) await rm(sealedFilePath(context.filesFolder, id), { force: true });
}
