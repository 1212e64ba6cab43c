import type { Context } from '../../../platform/server/context.ts';
import { foldName } from '../area-names.rules.ts';
import { type AreaQuery, distanceOfName, otherReadings, rankName, readQuery } from '../area-search.rules.ts';
import { spanHolds } from '../area-tree.rules.ts';
import type { AreaHit, AreaKind, AreaSummary } from '../areas.contract.ts';
import { type Candidate, findAlike, findByName, findCoded } from './area-search.repo.ts';
import { findNames, findSummaries } from './areas.repo.ts';

interface Wanted {
  readonly q: string;
  readonly kinds?: readonly AreaKind[] | undefined;
  readonly on?: string | undefined;
  readonly limit: number;
}

/**
 * Today's units by any spelling, with or without diacritics, by a part, a former name, the name or code of a unit that
 * they took the place of, with or without what is above them. A split unit leads to each of its successors.
 */
export async function searchAreas(context: Context, wanted: Wanted): Promise<AreaHit[]> {
  const query = readQuery(wanted.q);
  const kinds = wanted.kinds ?? ['province', 'commune'];
  const on = wanted.on ?? context.today;
  const { tx } = context;
  if (query.code !== undefined) {
    const coded = await hitsOf(context, query, await findCoded(tx, query, kinds, on), on, wanted.limit);
    if (coded.length > 0) return coded;
  }
  if (query.name === '') return [];
  for (const reading of [query, ...otherReadings(query)]) {
    const hits = await hitsOf(context, reading, await findByName(tx, reading, kinds, on), on, wanted.limit);
    if (hits.length > 0) return hits;
  }
  const alike = (await findAlike(tx, query, kinds, on)).toSorted(
    (a, b) => distanceOfName(a.fullName, query) - distanceOfName(b.fullName, query),
  );
  return hitsOf(context, query, alike, on, wanted.limit, true);
}

async function hitsOf(
  context: Context,
  query: AreaQuery,
  candidates: readonly Candidate[],
  on: string,
  limit: number,
  inOrder = false,
): Promise<AreaHit[]> {
  const best = bestByTarget(candidates, inOrder ? () => 0 : (one) => rankOf(query, one, on));
  // Places above are asked for only where they were typed, so that all candidates need their paths only then.
  const considered = query.above.length > 0 ? best : best.slice(0, limit);
  const ids = new Set(considered.flatMap((one) => [one.areaId, one.targetId]));
  const summaries = await findSummaries(context.tx, [...ids], on);
  const kept = considered
    .filter((one) => isUnder(query, summaries.get(one.areaId), summaries.get(one.targetId)))
    .slice(0, limit);
  const names = await findNames(
    context.tx,
    kept.map((one) => one.targetId),
  );
  return kept.flatMap((one) => {
    const target = summaries.get(one.targetId);
    const found = summaries.get(one.areaId);
    if (!target || !found) return [];
    const own = (names.get(one.targetId) ?? []).map(({ fullName, unitType, from, to, instrument }) => ({
      fullName,
      unitType,
      from,
      to,
      instrument,
    }));
    return [{ ...target, names: own, ...matchedOf(one, found, on) }];
  });
}

/** The best answer for each unit, best first; the order of the look-up decides between equals. */
function bestByTarget(candidates: readonly Candidate[], rank: (one: Candidate) => number): Candidate[] {
  const ranked = candidates.map((one, place) => ({ one, place, rank: rank(one) }));
  ranked.sort((a, b) => a.rank - b.rank || a.place - b.place);
  const best = new Map<string, Candidate>();
  for (const { one } of ranked) if (!best.has(one.targetId)) best.set(one.targetId, one);
  return [...best.values()];
}

/** Names of today come before former ones that answer as well. */
function rankOf(query: AreaQuery, one: Candidate, on: string): number {
  if (one.byCode) return 0;
  return rankName(one.fullName, query) + (isPresent(one, on) ? 0 : 0.75);
}

function isPresent(one: Candidate, on: string): boolean {
  return one.areaId === one.targetId && spanHolds({ from: one.from, to: one.until }, on);
}

function isUnder(query: AreaQuery, found: AreaSummary | undefined, target: AreaSummary | undefined): boolean {
  const paths = [found, target].map((area) => (area ? foldName(area.path) : ''));
  return query.above.every((part) => paths.some((path) => path.includes(part)));
}

function matchedOf(one: Candidate, found: AreaSummary, on: string): Pick<AreaHit, 'matched'> {
  if (isPresent(one, on) || (one.byCode && one.areaId === one.targetId)) return {};
  return {
    matched: {
      areaId: one.areaId,
      fullName: one.fullName,
      code: one.areaId === one.targetId ? null : one.code,
      until: one.until,
      path: found.path,
    },
  };
}
