import type { Day } from '../../platform/dates.ts';

/** What must be known of a commune to hang a hamlet under it. */
export interface CommuneLife {
  readonly id: string;
  readonly openedOn: Day | null;
  readonly closedOn: Day | null;
  /** The areas that took its place on the day it closed. */
  readonly successorIds: readonly string[];
}

export interface HamletSpan {
  readonly parentId: string;
  readonly from: Day | null;
  readonly to: Day | null;
}

/**
 * The parents over time of a hamlet that is added to a commune: from its own or the commune's first day; where the
 * commune has ended, on with its only successor. Where it was split or has none, the hamlet waits under it.
 * `communes` holds the commune and every successor of its successors. Empty where the hamlet begins after the end of all.
 */
export function hamletParents(
  communes: ReadonlyMap<string, CommuneLife>,
  communeId: string,
  openedOn: Day | null,
): HamletSpan[] {
  const spans: HamletSpan[] = [];
  let from = openedOn;
  for (let commune = communes.get(communeId); commune; ) {
    const [only] = commune.successorIds;
    const ends = commune.closedOn !== null && commune.successorIds.length === 1;
    const start = latest(from, commune.openedOn);
    const to = ends ? commune.closedOn : null;
    if (to === null || start === null || start < to) spans.push({ parentId: commune.id, from: start, to });
    if (!ends || only === undefined) return spans;
    from = latest(start, to);
    commune = communes.get(only);
  }
  return spans;
}

function latest(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b;
  return b === null || b < a ? a : b;
}
