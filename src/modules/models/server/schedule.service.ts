import { maxDay } from '../../../platform/dates.ts';
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
    // A site that came from a book may be old: nobody was asked to check it before it stood in the register.
    const since = site.entry === null ? site.launched_on : maxDay(site.launched_on, context.today);
    const of = (kind: 'check' | 'review', every: number | null): TaskToPlan[] => {
      const round = rounds.get(`${site.id} ${kind}`);
      if (round?.isOpen) return [];
      const dueOn = nextDue(every, round?.last ?? null, since);
      return dueOn === null ? [] : [{ siteId: site.id, kind, step: null, dueOn }];
    };
    return [...of('check', checkEveryMonths), ...of('review', reviewEveryMonths)];
  });
  await planTasks(context.tx, context.caller.id, wanted, false);
}
