import { addDays, type Day } from '../../platform/dates.ts';
import type { Fact } from '../activities/fact.contract.ts';

export interface FactTip {
  readonly areaId: string;
  readonly harm: string;
  readonly channel: string;
  readonly receivedOn: Day;
  readonly isRedLine: boolean;
  readonly outcome: string | null;
  readonly isForwarded: boolean;
  readonly isValuable: boolean;
  readonly onTime: boolean | null;
  readonly isAnswered: boolean;
}

/** The first day of the half month (1–14, 15–end) that a day is in. */
export function halfMonthOf(day: Day): Day {
  return `${day.slice(0, 8)}${day.slice(8) < '15' ? '01' : '15'}`;
}

/** Whether the half month of a day is over on another day: only then does a report count. */
export function isHalfMonthOver(day: Day, today: Day): boolean {
  return halfMonthOf(day) < halfMonthOf(today);
}

/** The last day of the half month that a day is in. */
export function endOfHalfMonth(day: Day): Day {
  if (day.slice(8) < '15') return `${day.slice(0, 8)}14`;
  return addDays(halfMonthOf(addDays(halfMonthOf(day), 20)), -1);
}

const found = ['prosecuted', 'fined', 'reconciled', 'prevented', 'suspended'];

/** The outcome in the few words that the register in the books uses as well. */
export function bookOutcome({ outcome, isForwarded }: Pick<FactTip, 'outcome' | 'isForwarded'>): string {
  if (outcome === 'passedOn' || (outcome === null && isForwarded)) return 'forwarded';
  if (outcome === null) return 'verifying';
  return found.includes(outcome) ? 'handled' : 'unfounded';
}

/**
 * What a report counts for: in the place of its office, never of the hamlet it is about, and on the first day of its
 * half month, so that no figure tells the day on which somebody came.
 */
export function tipFacts(tip: FactTip): Fact[] {
  if (tip.isRedLine) return [];
  const base = { day: halfMonthOf(tip.receivedOn), place: { areaId: tip.areaId }, value: '1' };
  const slices = { tipKind: tip.harm, channel: tip.channel };
  const facts: Fact[] = [
    { indicator: 'tip.received', ...base, slices: { ...slices, outcome: bookOutcome(tip) } },
  ];
  if (tip.isValuable) facts.push({ indicator: 'tip.valuable', ...base, slices });
  if (tip.isAnswered) facts.push({ indicator: 'tip.answered', ...base, slices: {} });
  if (tip.onTime !== null) facts.push({ indicator: 'tip.timed', ...base, slices: {} });
  if (tip.onTime === true) facts.push({ indicator: 'tip.onTime', ...base, slices: {} });
  return facts;
}
