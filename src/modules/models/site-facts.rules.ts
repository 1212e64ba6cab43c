import type { Day } from '../../platform/dates.ts';
import { foldText } from '../../platform/text.ts';
import type { Fact } from '../activities/fact.contract.ts';
import type { PlaceValue } from '../activities/field.contract.ts';
import type { SiteStage } from './model-site.contract.ts';
import type { QuietSpan } from './site-life.rules.ts';

/** What a site is worth in figures hangs on this alone. */
export interface CountedSite {
  readonly place: PlaceValue;
  /** The Vietnamese name of the kind; its folded text is the slice. */
  readonly kindName: string;
  readonly coreForce: string;
  readonly stage: SiteStage;
  readonly proposedOn: Day | null;
  readonly launchedOn: Day | null;
  readonly endedOn: Day | null;
  /** It follows the pattern of another site. */
  readonly isReplica: boolean;
  readonly counts: 'declared' | 'listed';
  readonly declaredTeams: number | null;
  readonly declaredMembers: number | null;
  /** For one whose teams are kept as lists: how they grew and shrank, in the order of days. */
  readonly headcounts: readonly HeadcountStep[];
  readonly voided: boolean;
  readonly quiet: readonly QuietSpan[];
}

/** What changed on a day in the teams of a site. */
export interface HeadcountStep {
  readonly day: Day;
  readonly teams: number;
  readonly members: number;
}

/** The slices by which figures of models can be split: the same for sites and for their teams. */
export function modelSlices(kindName: string, coreForce: string): Record<string, string> {
  const force = foldText(coreForce);
  return { kind: foldText(kindName), ...(force === '' ? {} : { coreForce: force }) };
}

/**
 * The facts of a site: stocks as changes on their days (a site counts from its launch to its end, is dormant in the
 * stretches that its records leave open, also one to come), and events (founded, replicated, merged, retired).
 */
export function siteFacts(site: CountedSite): Fact[] {
  if (site.voided) return [];
  const { place, launchedOn, endedOn, stage } = site;
  const slices = modelSlices(site.kindName, site.coreForce);
  const facts: Fact[] = [];
  const put = (indicator: string, day: Day | null, value: number | null): void => {
    if (day !== null && value !== null && value !== 0)
      facts.push({ indicator, day, place, value: String(value), slices });
  };
  const during = (indicator: string, from: Day | null, to: Day | null, value: number | null): void => {
    put(indicator, from, value);
    if (from !== null) put(indicator, to, value === null ? null : -value);
  };
  if (site.proposedOn !== null && (launchedOn === null || site.proposedOn < launchedOn))
    during('model.preparing', site.proposedOn, launchedOn ?? endedOn, 1);
  if (launchedOn === null) return facts;
  during('model.sites', launchedOn, endedOn, 1);
  if (site.counts === 'declared') {
    during('model.teams', launchedOn, endedOn, site.declaredTeams);
    during('model.members', launchedOn, endedOn, site.declaredMembers);
  } else {
    for (const step of headcountsDuring(site.headcounts, launchedOn, endedOn)) {
      put('model.teams', step.day, step.teams);
      put('model.members', step.day, step.members);
    }
  }
  put('model.founded', launchedOn, 1);
  if (site.isReplica) put('model.replicated', launchedOn, 1);
  if (stage === 'retired') put('model.retired', endedOn, 1);
  if (stage === 'merged') put('model.merged', endedOn, 1);
  for (const span of site.quiet) during('model.dormant', span.from, span.to, 1);
  return facts;
}

/** The steps as far as the site counts: what was there at the launch comes with it, what is left goes with its end. */
function headcountsDuring(
  steps: readonly HeadcountStep[],
  launchedOn: Day,
  endedOn: Day | null,
): HeadcountStep[] {
  const counted = steps
    .filter((step) => endedOn === null || step.day < endedOn)
    .map((step) => (step.day < launchedOn ? { ...step, day: launchedOn } : step));
  if (endedOn === null) return counted;
  const teams = counted.reduce((sum, step) => sum + step.teams, 0);
  const members = counted.reduce((sum, step) => sum + step.members, 0);
  return [...counted, { day: endedOn, teams: -teams, members: -members }];
}
