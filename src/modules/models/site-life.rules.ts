import { addDays, type Day } from '../../platform/dates.ts';
import type { ActivityNeed, ActivityRule } from './model-kind.contract.ts';

/** How many records of a form counted on a day in a site's place. */
export interface DayCount {
  readonly day: Day;
  readonly form: string;
  readonly count: number;
}

/** A stretch of days on which a site's rule was not met: from the first of them up to, not including, `to`; null: open. */
export interface QuietSpan {
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * When a site was dormant and will be if nothing more is recorded, in the order of days. A need is met on a day when
 * so many of its records lie within its days before; the launch itself counts as all that a need asks for. Days are
 * looked at from the launch on, up to the end (not included) where there is one. Without needs there is no such span.
 */
export function quietSpans(
  rule: ActivityRule,
  launchedOn: Day,
  records: readonly DayCount[],
  endedOn: Day | null,
): QuietSpan[] {
  const spans = union(rule.needs.flatMap((need) => spansOfNeed(need, launchedOn, records)));
  if (endedOn === null) return spans;
  return spans
    .filter((span) => span.from < endedOn)
    .map((span) => ({ from: span.from, to: span.to === null || span.to > endedOn ? endedOn : span.to }));
}

/** The first day from which on the rule is not met, also one to come; null where the site can't turn dormant. */
export function dormantFrom(spans: readonly QuietSpan[]): Day | null {
  const last = spans.at(-1);
  return last?.to === null ? last.from : null;
}

function spansOfNeed(need: ActivityNeed, launchedOn: Day, records: readonly DayCount[]): QuietSpan[] {
  const days = [...needDays(need, records)].filter(([day]) => day >= launchedOn).sort(byDay);
  /** The latest `count` occurrences, the oldest first; the launch stands for all of them. */
  let latest: Day[] = Array.from({ length: need.count }, () => launchedOn);
  let metUntil = addDays(launchedOn, need.withinDays);
  const spans: QuietSpan[] = [];
  for (const [day, count] of days) {
    latest = [...latest, ...Array.from({ length: Math.min(count, need.count) }, () => day)].slice(
      -need.count,
    );
    const until = addDays(latest[0] ?? day, need.withinDays);
    // The span that has run out by now ends with this day, if the record is what was missing.
    const from = addDays(metUntil, 1);
    if (until < day) continue;
    if (from < day) spans.push({ from, to: day });
    if (until > metUntil) metUntil = until;
  }
  spans.push({ from: addDays(metUntil, 1), to: null });
  return spans;
}

function needDays(need: ActivityNeed, records: readonly DayCount[]): Map<Day, number> {
  const days = new Map<Day, number>();
  for (const { day, form, count } of records) {
    if (need.forms.includes(form)) days.set(day, (days.get(day) ?? 0) + count);
  }
  return days;
}

function byDay([a]: readonly [Day, number], [b]: readonly [Day, number]): number {
  return a < b ? -1 : 1;
}

/** Spans of several needs as one list: overlapping and touching ones are one. */
function union(spans: readonly QuietSpan[]): QuietSpan[] {
  const ordered = spans.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const whole: QuietSpan[] = [];
  for (const span of ordered) {
    const last = whole.at(-1);
    if (last === undefined || (last.to !== null && last.to < span.from)) whole.push(span);
    else if (last.to !== null && (span.to === null || span.to > last.to))
      whole[whole.length - 1] = { from: last.from, to: span.to };
  }
  return whole;
}

/** A need as it stands on a day: how many of its records lie within its days, and the last of them. */
export function needOn(
  need: ActivityNeed,
  launchedOn: Day,
  records: readonly DayCount[],
  on: Day,
): { found: number; lastOn: Day | null; met: boolean } {
  const days = [...needDays(need, records)].filter(([day]) => day >= launchedOn && day <= on);
  const since = addDays(on, -need.withinDays);
  const found = days.filter(([day]) => day >= since).reduce((sum, [, count]) => sum + count, 0);
  const lastOn =
    days
      .map(([day]) => day)
      .sort()
      .at(-1) ?? null;
  return { found, lastOn, met: found >= need.count || launchedOn >= since };
}
