import type { Day } from '../../platform/dates.ts';
import { bySpanStart, nearestCommon, type ParentSpan, spanHolds } from './area-tree.rules.ts';
import type { AreaKind, AreaSystem, SuccessionKind } from './areas.contract.ts';

export interface BookArea {
  readonly id: string;
  readonly code: string | null;
  readonly system: AreaSystem | null;
  readonly kind: AreaKind;
  readonly openedOn: Day | null;
  readonly closedOn: Day | null;
}

export interface BookCode {
  readonly areaId: string;
  readonly system: AreaSystem;
  readonly kind: AreaKind;
  readonly code: string;
}

export interface BookName {
  readonly areaId: string;
  readonly fullName: string;
  readonly unitType: string;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly instrument: string;
}

export interface BookParent extends ParentSpan {
  readonly instrument: string;
}

export interface BookSuccession {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly effectiveOn: Day;
  readonly kind: SuccessionKind;
  readonly extent: string;
  readonly instrument: string;
}

/** The rows of some areas as they are or as they will be; each list is keyed by what makes a row one of its kind. */
export interface AreaBook {
  readonly areas: Map<string, BookArea>;
  readonly codes: Map<string, BookCode>;
  /** By area, in order of time. */
  readonly names: Map<string, readonly BookName[]>;
  /** By area, in order of time. */
  readonly parents: Map<string, readonly BookParent[]>;
  readonly successions: Map<string, BookSuccession>;
}

export function emptyBook(): AreaBook {
  return { areas: new Map(), codes: new Map(), names: new Map(), parents: new Map(), successions: new Map() };
}

/** A copy to plan on; rows are never changed in place, so the maps alone are copied. */
export function copyBook(book: AreaBook): AreaBook {
  return {
    areas: new Map(book.areas),
    codes: new Map(book.codes),
    names: new Map(book.names),
    parents: new Map(book.parents),
    successions: new Map(book.successions),
  };
}

export function codeKey(system: AreaSystem, kind: AreaKind, code: string): string {
  return `${system}:${kind}:${code}`;
}

export function successionKey(
  row: Pick<BookSuccession, 'predecessorId' | 'successorId' | 'effectiveOn'>,
): string {
  return `${row.predecessorId} ${row.successorId} ${row.effectiveOn}`;
}

export function putArea(book: AreaBook, area: BookArea): void {
  book.areas.set(area.id, area);
}

export function putCode(book: AreaBook, code: BookCode): void {
  book.codes.set(codeKey(code.system, code.kind, code.code), code);
}

export function putSuccession(book: AreaBook, row: BookSuccession): void {
  book.successions.set(successionKey(row), row);
}

/** What was valid on a day, or undefined. */
export function validOn<T extends { from: Day | null; to: Day | null }>(
  rows: readonly T[] | undefined,
  day: Day,
): T | undefined {
  return rows?.find((row) => spanHolds(row, day));
}

/** The name that an area bore on a day; outside of its life the nearest one. */
export function nameOn(book: AreaBook, areaId: string, day: Day): BookName | undefined {
  const names = book.names.get(areaId) ?? [];
  return validOn(names, day) ?? ((names[0]?.from ?? '') > day ? names[0] : names.at(-1));
}

type Span = { readonly from: Day | null; readonly to: Day | null };

/** Puts a row over its span: what it covers of other rows is cut away, equal neighbours become one. */
export function overlay<T extends Span>(
  rows: readonly T[],
  row: T,
  same: (a: T, b: T) => boolean,
): readonly T[] {
  const kept = rows.flatMap((old) => cut(old, row));
  const sorted = [...kept, row].toSorted(bySpanStart);
  const joined: T[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last && last.to !== null && last.to === next.from && same(last, next)) {
      joined[joined.length - 1] = { ...last, to: next.to };
    } else joined.push(next);
  }
  return joined;
}

/** The parts of a row that lie outside of a span. */
function cut<T extends Span>(row: T, span: Span): T[] {
  const parts: T[] = [];
  const before = span.from === null ? null : { ...row, to: least(row.to, span.from) };
  const after = span.to === null ? null : { ...row, from: greatest(row.from, span.to) };
  if (before && isSpan(before)) parts.push(before);
  if (after && isSpan(after)) parts.push(after);
  return parts;
}

function isSpan(span: Span): boolean {
  return span.from === null || span.to === null || span.from < span.to;
}

function least(end: Day | null, day: Day): Day {
  return end === null || end > day ? day : end;
}

function greatest(start: Day | null, day: Day): Day {
  return start === null || start < day ? day : start;
}

export function putName(book: AreaBook, name: BookName): void {
  const same = (a: BookName, b: BookName) => a.fullName === b.fullName && a.unitType === b.unitType;
  book.names.set(name.areaId, overlay(book.names.get(name.areaId) ?? [], name, same));
}

export function putParent(book: AreaBook, parent: BookParent): void {
  const same = (a: BookParent, b: BookParent) => a.parentId === b.parentId;
  book.parents.set(parent.areaId, overlay(book.parents.get(parent.areaId) ?? [], parent, same));
}

/** Ends an area: its names and its parents end with it. Rows that would begin later are dropped. */
export function closeArea(book: AreaBook, areaId: string, on: Day): void {
  const area = book.areas.get(areaId);
  if (!area) return;
  putArea(book, { ...area, closedOn: on });
  const until = <T extends Span>(rows: readonly T[] | undefined) =>
    (rows ?? []).map((row) => ({ ...row, to: least(row.to, on) })).filter(isSpan);
  book.names.set(areaId, until(book.names.get(areaId)));
  book.parents.set(areaId, until(book.parents.get(areaId)));
}

/** An area and its ancestors on a day, from itself up. */
export function chainOn(book: AreaBook, areaId: string, day: Day): string[] {
  const chain = [areaId];
  for (;;) {
    const parent = validOn(book.parents.get(chain.at(-1) ?? ''), day)?.parentId;
    if (parent === undefined || chain.includes(parent)) return chain;
    chain.push(parent);
  }
}

/**
 * Where a split area goes on being counted from the day it ended: under the nearest common ancestor of its successors,
 * so that what nobody has assigned yet (its hamlets) still stands in every total above.
 */
export function hangSplitArea(
  book: AreaBook,
  areaId: string,
  successorIds: readonly string[],
  on: Day,
  instrument: string,
): void {
  const parentId = nearestCommon(successorIds.map((id) => chainOn(book, id, on).slice(1)));
  if (parentId === null || parentId === areaId) return;
  putParent(book, { areaId, parentId, from: on, to: null, instrument });
}
