import { todayInVietnam } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import { prepareMeasures, replaceFacts } from '../../figures/server/facts.service.ts';
import { gongFacts } from '../gong-facts.rules.ts';
import { countForFacts } from './gong.repo.ts';

/** Makes the facts of an alarm those that it is worth now. */
export async function settleGong(context: Context, id: string): Promise<void> {
  const counted = await countForFacts(context.tx, id);
  if (!counted) return;
  const { row, ...counts } = counted;
  // What it was worth is known; who was reached can't be counted any more.
  if (row.traces_removed_at) return;
  await replaceFacts(context.tx, {
    recordId: row.id,
    source: 'gong',
    provinceId: row.province_id,
    verified: true,
    facts: gongFacts({
      areaId: row.area_id,
      day: todayInVietnam(row.sounded_at.toISOString()),
      kind: row.kind,
      isDrill: row.is_drill,
      held: row.held,
      endedWhy: row.ended_why,
      ...counts,
    }),
  });
}

/** The measures of alarms, made before any record is held. */
export async function prepareGongMeasures(context: Context): Promise<void> {
  await prepareMeasures(context.tx, everyFact());
}

/** One fact of each kind, for their measures. */
export function everyFact(): Fact[] {
  const one = {
    areaId: '00000000-0000-7000-8000-000000000000',
    day: '2026-01-01',
    held: null,
    endedWhy: null,
    reached: 1,
    answered: 1,
    coming: 1,
  };
  const kinds = ['fire', 'theft', 'missing', 'flood', 'other'] as const;
  return kinds.flatMap((kind) => [
    ...gongFacts({ ...one, kind, isDrill: false }),
    ...gongFacts({ ...one, kind, isDrill: true }),
    ...gongFacts({ ...one, kind, isDrill: false, endedWhy: 'falseAlarm' }),
  ]);
}

/**
 * Counts the answers to an alarm anew. In the background, so that forty phones that answer at once do not wait for each
 * other; whoever comes last counts all of them.
 */
export async function settleGongJob(payload: unknown, job: JobContext): Promise<void> {
  const { alarmId } = payload as { alarmId: string };
  await job.transact(async (context) => {
    await prepareGongMeasures(context);
    await settleGong(context, alarmId);
  });
}
