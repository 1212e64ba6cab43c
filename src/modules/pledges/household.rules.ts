import { addDays, type Day, maxDay, minDay } from '../../platform/dates.ts';
import { foldText } from '../../platform/text.ts';
import type { Fact } from '../activities/fact.contract.ts';
import type { HouseholdInput } from './household.contract.ts';

/** What a household was from a day on. */
export interface HouseholdState {
  readonly from: Day;
  readonly regular: boolean;
  readonly people: number | null;
}

/** What counts of a household: since when it is listed, until when, and what it was in between. */
export interface HouseholdLife {
  readonly areaId: string;
  readonly listedOn: Day;
  /** The first day on which it no longer lives here. */
  readonly leftOn: Day | null;
  /** In order of days. */
  readonly states: readonly HouseholdState[];
}

/** A pledge as far as it matters for whether the household is covered. */
export interface PledgeSpan {
  readonly signedOn: Day;
  /** From this day on it no longer holds. */
  readonly withdrawnOn: Day | null;
  /** The last day on which it holds. */
  readonly validTo: Day;
}

/** Days from `from` up to, not including, `to`; null is without end. */
interface Span {
  readonly from: Day;
  readonly to: Day | null;
}

/** By which the same household entered twice is found; '' where there is nothing to know it by. */
export function householdKey(given: Pick<HouseholdInput, 'houseNumber' | 'contactName'>): string {
  const parts = [given.houseNumber, given.contactName].map((part) =>
    foldText(part)
      .replace(/[\s.,]+/gu, ' ')
      .trim(),
  );
  return parts.every((part) => part === '') ? '' : parts.join('|');
}

/**
 * The states with another one from a day on. A second change of one day takes the place of the first, a change of
 * nothing adds nothing. The day is not before the last state's.
 */
export function withState(states: readonly HouseholdState[], next: HouseholdState): HouseholdState[] {
  const earlier = states.filter((state) => state.from < next.from);
  const last = earlier.at(-1);
  const isSame = last?.regular === next.regular && last.people === next.people;
  return isSame ? earlier : [...earlier, next];
}

/**
 * The household's stocks as changes by day: listed, living there regularly, and covered by at least one pledge in
 * force while it lives there regularly (Circular 124/2021/TT-BCA, Article 4.1 asks for all of these).
 */
export function householdFacts(life: HouseholdLife, pledges: readonly PledgeSpan[]): Fact[] {
  const listed: Span[] = [{ from: life.listedOn, to: life.leftOn }];
  const regular = intersect(listed, regularSpans(life));
  const covered = pledges.map(
    ({ signedOn, withdrawnOn, validTo }): Span => ({
      from: signedOn,
      to: earlier(withdrawnOn, addDays(validTo, 1)),
    }),
  );
  const pledged = intersect(regular, unite(covered));
  return [
    ...changes('household.listed', life.areaId, unite(listed)),
    ...changes('household.regular', life.areaId, regular),
    ...changes('household.pledged', life.areaId, pledged),
  ];
}

function regularSpans({ listedOn, states }: HouseholdLife): Span[] {
  const spans = states.map((state, at): Span & { regular: boolean } => ({
    // The first state is true of the time before it too: a list may be entered later than it was made.
    from: at === 0 && listedOn < state.from ? listedOn : state.from,
    to: states[at + 1]?.from ?? null,
    regular: state.regular,
  }));
  return unite(spans.filter((span) => span.regular));
}

/** Spans in order that neither touch nor overlap, covering the same days; empty ones are gone. */
function unite(spans: readonly Span[]): Span[] {
  const inOrder = spans
    .filter((span) => span.to === null || span.from < span.to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const found: Span[] = [];
  for (const span of inOrder) {
    const last = found.at(-1);
    if (last && (last.to === null || span.from <= last.to)) {
      found[found.length - 1] = { from: last.from, to: later(last.to, span.to) };
    } else found.push({ from: span.from, to: span.to });
  }
  return found;
}

function intersect(some: readonly Span[], others: readonly Span[]): Span[] {
  return unite(
    some.flatMap((a) => others.map((b): Span => ({ from: maxDay(a.from, b.from), to: earlier(a.to, b.to) }))),
  );
}

function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b;
  return b === null ? a : minDay(a, b);
}

function later(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return null;
  return maxDay(a, b);
}

function changes(indicator: string, areaId: string, spans: readonly Span[]): Fact[] {
  const change = (day: Day, value: string): Fact => ({
    indicator,
    day,
    place: { areaId },
    value,
    slices: {},
  });
  return spans.flatMap(({ from, to }) => [change(from, '1'), ...(to === null ? [] : [change(to, '-1')])]);
}
