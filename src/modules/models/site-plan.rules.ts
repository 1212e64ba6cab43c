import { addDays, type Day, dayParts, daysInMonth, diffDays, makeDay } from '../../platform/dates.ts';
import type { ModelKindDefinition } from './model-kind.contract.ts';
import type { SiteStage, SiteStep } from './model-site.contract.ts';

/** The steps that lead to the launch; the launch is the fourth. */
export const LAUNCH_STEP = 4;

/** What the steps that were made say of a site that has not ended: its stage, and when it was launched. */
export function stageOf(steps: readonly SiteStep[]): { stage: SiteStage; launchedOn: Day | null } {
  const made = new Map(steps.map((step) => [step.step, step.doneOn]));
  const launchedOn = (made.get(LAUNCH_STEP) as Day | undefined) ?? null;
  if (launchedOn !== null) return { stage: 'launched', launchedOn };
  if (made.has(2) || made.has(3)) return { stage: 'approved', launchedOn };
  return { stage: made.has(1) ? 'surveyed' : 'proposed', launchedOn };
}

export type StepFault = 'surveyFirst' | 'decisionFirst' | 'notLaunched' | 'beforeEarlierStep' | 'inFuture';

/**
 * Why a step can't be as it is said: a decision needs the survey (a replica follows its pilot's), the launch needs the
 * decision, work and reviews need the launch; days follow the order of the first four steps and are not to come.
 */
export function stepFault(
  site: { readonly steps: readonly SiteStep[]; readonly isReplica: boolean; readonly isLaunched: boolean },
  step: { readonly step: number; readonly doneOn: Day },
  today: Day,
): StepFault | undefined {
  const made = new Map(site.steps.map((each) => [each.step, each.doneOn as Day]));
  if (step.doneOn > today) return 'inFuture';
  if (site.isLaunched && step.step < LAUNCH_STEP && !made.has(LAUNCH_STEP)) return undefined;
  if (step.step === 2 && !made.has(1) && !site.isReplica) return 'surveyFirst';
  if ((step.step === 3 || step.step === LAUNCH_STEP) && !made.has(2) && !site.isLaunched)
    return 'decisionFirst';
  if (step.step > 5 && !made.has(LAUNCH_STEP) && !site.isLaunched) return 'notLaunched';
  if (step.step > LAUNCH_STEP) return undefined;
  const wrong = [...made].some(
    ([other, day]) =>
      other <= LAUNCH_STEP &&
      ((other < step.step && day > step.doneOn) || (other > step.step && day < step.doneOn)),
  );
  return wrong ? 'beforeEarlierStep' : undefined;
}

/** The day so many months later; the last day of a month stands for days that it has not. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = dayParts(day);
  const at = year * 12 + month - 1 + months;
  const toYear = Math.floor(at / 12);
  const toMonth = (at % 12) + 1;
  return makeDay(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth))) ?? day;
}

export interface PlannedStep {
  readonly step: number;
  readonly dueOn: Day;
}

/**
 * The days by which the steps up to the launch are to be done, in the proportions of the kind's own intervals, and the
 * training after it. `proposedOn` lies before `launchBy` or on it.
 */
export function planSteps(
  steps: ModelKindDefinition['steps'],
  proposedOn: Day,
  launchBy: Day,
  skipSurvey: boolean,
): PlannedStep[] {
  const known = new Map(steps.map((step) => [step.step, step.days]));
  const before = [1, 2, 3, LAUNCH_STEP].filter((step) => !(skipSurvey && step === 1));
  const shares = before.map((step) => Math.max(1, known.get(step) ?? 30));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const days = Math.max(0, diffDays(proposedOn, launchBy));
  let passed = 0;
  const planned = before.map((step, at) => {
    passed += shares[at] ?? 0;
    return { step, dueOn: addDays(proposedOn, Math.floor((days * passed) / whole)) };
  });
  return [...planned, { step: 5, dueOn: addDays(launchBy, known.get(5) ?? 30) }];
}

/** When the next check or review is due: so many months after the last one, or after the day from which rounds run. */
export function nextDue(everyMonths: number | null, lastDoneOn: Day | null, runningSince: Day): Day | null {
  return everyMonths === null ? null : addMonths(lastDoneOn ?? runningSince, everyMonths);
}
