import type { Day } from '../../platform/dates.ts';
import { type AreaBook, closeArea, hangSplitArea, putParent } from './area-book.rules.ts';

/** Areas that ended, and what took their place: whoever hung under them goes along. */
export interface Closing {
  readonly areaId: string;
  readonly on: Day;
  readonly successorIds: readonly string[];
  readonly instrument: string;
}

/**
 * Ends the areas and takes along what hangs under them: under the only successor, or, split, it waits under the ended
 * area, which from then on is counted under the nearest common ancestor of its successors.
 */
export function followSuccessors(book: AreaBook, closings: readonly Closing[]): void {
  const children = Map.groupBy([...book.parents.values()].flat(), (row) => row.parentId);
  const byArea = new Map(closings.map((closing) => [closing.areaId, closing]));
  for (const { areaId, on } of closings) closeArea(book, areaId, on);
  for (const closing of closings) {
    const { areaId, on, successorIds, instrument } = closing;
    const [only] = successorIds;
    if (successorIds.length > 1) {
      if (book.areas.get(areaId)?.kind !== 'hamlet')
        hangSplitArea(book, areaId, successorIds, on, instrument);
      continue;
    }
    if (only === undefined) continue;
    for (const span of children.get(areaId) ?? []) {
      if ((span.to !== null && span.to <= on) || byArea.get(span.areaId)?.on === on) continue;
      const from = span.from !== null && span.from > on ? span.from : on;
      putParent(book, { areaId: span.areaId, parentId: only, from, to: span.to, instrument });
    }
  }
}
