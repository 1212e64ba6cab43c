import { type Day, todayInVietnam } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import { nextDue } from '../site-plan.rules.ts';
import type { HeldSite } from './site-store.repo.ts';
import { findRounds, followSites, planTasks, type TaskToPlan } from './tasks.repo.ts';

/**
 * Makes sure that each site at work has its next check and its next review, as its kind asks, and that the tasks of the
 * others end with them. What is open already keeps its day.
 */
export async function scheduleRounds(context: Context, sites: readonly HeldSite[]): Promise<void> {
  const ids = sites.map((site) => site.id);
  await followSites(context.tx, ids);
  const rounds = await findRounds(context.tx, ids);
  const wanted = sites.flatMap((site): TaskToPlan[] => {
    if (site.voided || site.stage !== 'launched' || site.launched_on === null) return [];
    const { checkEveryMonths, reviewEveryMonths } = site.definition.rule;
    const registeredOn = todayInVietnam(new Date(site.created_at).toISOString());
    const of = (kind: 'check' | 'review', every: number | null): TaskToPlan[] => {
      const round = rounds.get(`${site.id} ${kind}`);
      if (round?.isOpen || site.launched_on === null) return [];
      const dueOn = nextDue(every, (round?.last ?? null) as Day | null, site.launched_on, registeredOn);
      return dueOn === null ? [] : [{ siteId: site.id, kind, step: null, dueOn }];
    };
    return [...of('check', checkEveryMonths), ...of('review', reviewEveryMonths)];
  });
  await planTasks(context.tx, context.caller.id, wanted, false);
}
