import type { Day } from '../../platform/dates.ts';
import type { SiteStage, SiteState } from './model-site.contract.ts';

/** What is known of a site, as far as its state goes. */
export interface SiteFacts {
  readonly stage: SiteStage;
  readonly lastRecordOn: Day | null;
  /** The first day on which the kind's rule is not met; null: it has none. */
  readonly dormantFrom: Day | null;
  readonly replicatedOn: Day | null;
}

/** What a site is on a day: its stage, and for one at work what its records say. */
export function siteState(site: SiteFacts, today: Day): SiteState {
  if (site.stage !== 'launched') return site.stage;
  if (site.dormantFrom !== null && site.dormantFrom <= today) return 'dormant';
  if (site.replicatedOn !== null) return 'replicated';
  return site.lastRecordOn === null ? 'launched' : 'active';
}

/** The states of a site that is at work: it counts in figures. */
export const AT_WORK: readonly SiteState[] = ['launched', 'active', 'dormant', 'replicated'];
