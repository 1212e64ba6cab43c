import { addDays, minDay } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import { insertFactsInBulk, removeFacts } from '../../figures/server/facts.service.ts';
import { measureTargets } from './measure.service.ts';
import { findRunningTargets, setMet, type TargetRow } from './targets.repo.ts';

/** Records of a year come in for some weeks after it; until then a target may still be found met, or no longer. */
const daysAfter = 45;

/**
 * Finds out which of these targets are met today and makes their facts say so: given on the first day of their year,
 * met on the day on which it was first seen (the last day of the year for what is found later).
 */
export async function settleTargets(context: Context, rows: readonly TargetRow[]): Promise<void> {
  if (rows.length === 0) return;
  const progress = await measureTargets(context, rows);
  const settled = rows.map((row) => {
    const isMet = progress.get(row.id)?.state === 'met';
    return { ...row, metOn: isMet ? (row.metOn ?? minDay(context.today, row.to)) : null };
  });
  await setMet(context.tx, settled);
  await removeFacts(
    context.tx,
    settled.map((row) => row.id),
  );
  await insertFactsInBulk(
    context.tx,
    settled.map((row) => ({
      recordId: row.id,
      source: 'target' as const,
      provinceId: row.provinceId,
      verified: true,
      facts: targetFacts(row),
    })),
  );
}

function targetFacts(row: TargetRow): Fact[] {
  const fact = (indicator: string, day: string): Fact => ({
    indicator,
    day,
    place: { areaId: row.areaId },
    value: '1',
    slices: {},
  });
  return [fact('target.given', row.from), ...(row.metOn === null ? [] : [fact('target.met', row.metOn)])];
}

/** Settles all targets that run or are over for less than some weeks, where something has changed. */
export async function settleRunningTargets(context: Context): Promise<void> {
  const { tx, today } = context;
  const rows = await findRunningTargets(tx, today, addDays(today, -daysAfter));
  const progress = await measureTargets(context, rows);
  const changed = rows.filter((row) => (progress.get(row.id)?.state === 'met') !== (row.metOn !== null));
  await settleTargets(context, changed);
}

const quarterHour = 900_000;

/** Settles targets every quarter of an hour while the server runs. */
export function targetTimer(context: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = context.transact(settleRunningTargets).catch((error: unknown) => {
      context.logger.warn(
        { name: (error as Error).name },
        'settling targets failed; next try in a quarter of an hour',
      );
    });
  }, quarterHour);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
