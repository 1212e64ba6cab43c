import type { Day } from '../../platform/dates.ts';

/** An area's life: half-open, null for since ever or without end. */
export interface AreaLife {
  readonly id: string;
  readonly openedOn: Day | null;
  readonly closedOn: Day | null;
}

/** One parent of an area from a day up to, not including, another. */
export interface ParentSpan {
  readonly areaId: string;
  readonly parentId: string;
  readonly from: Day | null;
  readonly to: Day | null;
}

export interface Succession {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly effectiveOn: Day;
}

/** Where an area hangs in the tree of a day. */
export interface TodayPlace {
  readonly parentId: string | null;
  /** The area was split: what was recorded for it as a whole belongs to none of its successors. */
  readonly unattributed: boolean;
}

/** Whether the half-open span from … to holds the day; null is without bound. */
export function spanHolds(span: { from: Day | null; to: Day | null }, day: Day): boolean {
  return (span.from === null || span.from <= day) && (span.to === null || day < span.to);
}

/** Orders spans by their beginning, the unbounded one first. */
export function bySpanStart(a: { from: Day | null }, b: { from: Day | null }): number {
  return (a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : 0;
}

/** No chain of successors and parents is longer than this; a longer one is a circle. */
const deepest = 100;

/**
 * The tree of a day, in which closed areas hang under what became of them. An open area hangs under its parent of that
 * day; a closed one under its only successor, or, split, under the nearest common ancestor of its successors
 * (unattributed), or, without any, under its last parent. Throws Error where the data lead in a circle.
 */
export function todayParents(
  areas: readonly AreaLife[],
  parents: readonly ParentSpan[],
  successions: readonly Succession[],
  today: Day,
): Map<string, TodayPlace> {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const spans = Map.groupBy(parents, (span) => span.areaId);
  const followers = Map.groupBy(successions, (row) => row.predecessorId);
  const places = new Map<string, TodayPlace>();
  const open = new Set<string>();

  const placeOf = (id: string): TodayPlace => {
    const known = places.get(id);
    if (known) return known;
    if (open.has(id)) throw new Error(`area ${id} hangs under itself`);
    open.add(id);
    const place = decide(id);
    open.delete(id);
    places.set(id, place);
    return place;
  };
  const decide = (id: string): TodayPlace => {
    const area = byId.get(id);
    const own = (spans.get(id) ?? []).toSorted(bySpanStart);
    const isClosed = area?.closedOn != null && area.closedOn <= today;
    if (!isClosed) {
      const now = own.find((span) => spanHolds(span, today)) ?? own[0];
      return { parentId: now?.parentId ?? null, unattributed: false };
    }
    const heirs = successorsAtClosing(area, followers.get(id) ?? []);
    if (heirs.length === 0) return { parentId: own.at(-1)?.parentId ?? null, unattributed: false };
    if (heirs.length === 1) return { parentId: heirs[0] ?? null, unattributed: false };
    return { parentId: nearestCommon(heirs.map(chainOf)), unattributed: true };
  };
  const chainOf = (id: string): string[] => {
    const chain = [id];
    for (let next = placeOf(id).parentId; next !== null; next = placeOf(next).parentId) {
      if (chain.length > deepest) throw new Error(`area ${id} hangs under itself`);
      chain.push(next);
    }
    return chain;
  };

  for (const area of areas) placeOf(area.id);
  for (const area of areas) chainOf(area.id);
  return places;
}

/** The areas that took the place of a closed one on the day it closed. */
function successorsAtClosing(area: AreaLife, rows: readonly Succession[]): string[] {
  const atClosing = rows.filter((row) => row.effectiveOn === area.closedOn && row.successorId !== area.id);
  return [...new Set(atClosing.map((row) => row.successorId))].toSorted();
}

/** The first area that all chains (each from an area up to the root) share, or null. */
export function nearestCommon(chains: readonly (readonly string[])[]): string | null {
  const [first, ...rest] = chains;
  const sets = rest.map((chain) => new Set(chain));
  return first?.find((id) => sets.every((set) => set.has(id))) ?? null;
}
