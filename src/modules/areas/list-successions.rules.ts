import { addDays } from '../../platform/dates.ts';
import {
  type AreaBook,
  type BookSuccession,
  chainOn,
  codeKey,
  nameOn,
  putArea,
  putCode,
  putName,
  putParent,
  putSuccession,
} from './area-book.rules.ts';
import { areaIdOf } from './area-identity.rules.ts';
import {
  type ListFault,
  type ListLevel,
  type ListSuccession,
  type ListUnit,
  reformDay,
} from './area-lists.rules.ts';
import type { AreaSystem } from './areas.contract.ts';
import type { Closing } from './closings.rules.ts';

/** What is worked on while lists are taken over. */
export interface ListDraft {
  readonly book: AreaBook;
  readonly faults: ListFault[];
  /** Which area a unit of the list is. */
  readonly areaOf: Map<ListUnit, string>;
  /** Level and new code → old code, where the unit stays the same. */
  readonly keptAs: Map<string, string>;
  /** Level and old code of these. */
  readonly kept: Set<string>;
  readonly listed: Set<string>;
}

/** Whether the row says that the unit stays the same area. */
function keepsIdentity(row: ListSuccession): boolean {
  return row.kind === 'keep' || (row.kind === 'rename' && row.oldCode === row.newCode);
}

/** Level and new code → old code of the units that stay the same in 2025. */
export function keptCodes(rows: readonly ListSuccession[]): Map<string, string> {
  const kept = rows.filter((row) => row.on === reformDay && keepsIdentity(row));
  return new Map(kept.map((row) => [`${row.level}:${row.newCode}`, row.oldCode]));
}

/** Writes the successions; of an area that the list names it has all of them. Gives what ends by them. */
export function succeed(draft: ListDraft, rows: readonly ListSuccession[]): Closing[] {
  const { book } = draft;
  const byPredecessor = new Map<string, BookSuccession[]>();
  const ending = new Set(
    rows.filter((row) => !keepsIdentity(row)).map((row) => `${row.on}:${row.level}:${row.oldCode}`),
  );
  for (const row of rows) {
    if (keepsIdentity(row) || row.kind === 'keep') continue;
    const predecessorId = find(
      draft,
      row,
      'old_code',
      row.on > reformDay ? '2025' : 'before',
      row.oldCode,
      false,
    );
    const takesCodeOver = row.on > reformDay && ending.has(`${row.on}:${row.level}:${row.newCode}`);
    const successorId = find(draft, row, 'new_code', '2025', row.newCode, takesCodeOver);
    if (!predecessorId || !successorId || predecessorId === successorId) continue;
    const { kind, extent, instrument, on: effectiveOn } = row;
    const key = `${predecessorId} ${effectiveOn}`;
    const known = byPredecessor.get(key);
    const succession = { predecessorId, successorId, effectiveOn, kind, extent, instrument };
    if (known) known.push(succession);
    else byPredecessor.set(key, [succession]);
  }
  for (const [key, old] of book.successions) {
    if (byPredecessor.has(`${old.predecessorId} ${old.effectiveOn}`)) book.successions.delete(key);
  }
  for (const list of byPredecessor.values()) for (const row of list) putSuccession(book, row);
  return [...byPredecessor.values()].flatMap((list) =>
    closingOf(list.filter((row) => row.kind !== 'transfer')),
  );
}

function closingOf(rows: readonly BookSuccession[]): Closing[] {
  const [first] = rows;
  if (!first) return [];
  const successorIds = [...new Set(rows.map((row) => row.successorId))];
  return [{ areaId: first.predecessorId, on: first.effectiveOn, successorIds, instrument: first.instrument }];
}

/** Those endings that are not in the book as they are said. */
export function newClosings(before: AreaBook, after: AreaBook, closings: readonly Closing[]): Closing[] {
  const heirs = (book: AreaBook) =>
    Map.groupBy(book.successions.values(), (row) => `${row.predecessorId} ${row.effectiveOn}`);
  const [old, now] = [heirs(before), heirs(after)];
  const ids = (rows: readonly BookSuccession[] | undefined) =>
    (rows ?? [])
      .map((row) => row.successorId)
      .sort()
      .join();
  return closings.filter(({ areaId, on }) => {
    const key = `${areaId} ${on}`;
    return before.areas.get(areaId)?.closedOn !== on || ids(old.get(key)) !== ids(now.get(key));
  });
}

/** Units of which the list and the areas that are there disagree on whether they are still the same. */
export function* keptOtherwise(draft: ListDraft, rows: readonly ListSuccession[]): Generator<string> {
  for (const row of rows) {
    if (row.on !== reformDay || row.level === 'district') continue;
    const old = draft.book.codes.get(codeKey('before', row.level, row.oldCode))?.areaId;
    const now = draft.book.codes.get(codeKey('2025', row.level, row.newCode))?.areaId;
    if (old && now && (old === now) !== keepsIdentity(row)) yield `${row.oldCode} → ${row.newCode}`;
  }
}

/** The area behind a code of a succession; districts that became communes are found as those. */
function find(
  draft: ListDraft,
  row: ListSuccession,
  column: 'old_code' | 'new_code',
  system: AreaSystem,
  code: string,
  takesCodeOver: boolean,
): string | undefined {
  const levels: ListLevel[] = row.level === 'district' && column === 'new_code' ? ['commune'] : [row.level];
  const areaId = levels
    .map((level) => draft.book.codes.get(codeKey(system, level, code))?.areaId)
    .find(Boolean);
  if (areaId === undefined) {
    draft.faults.push({ file: row.file, line: row.line, column, code: 'unknownCode', found: code });
    return undefined;
  }
  if (column === 'old_code' && row.on > reformDay) return earlierBearer(draft, areaId, row);
  return takesCodeOver ? laterBearer(draft, areaId, row) : areaId;
}

/** Who bore a code before the day on which a new unit took it over. */
function earlierBearer(draft: ListDraft, areaId: string, row: ListSuccession): string {
  const { areas } = draft.book;
  if (areas.get(areaId)?.openedOn !== row.on) return areaId;
  const earlier = areas
    .values()
    .find(
      (area) =>
        area.code === row.oldCode &&
        area.kind === row.level &&
        area.system === '2025' &&
        area.closedOn === row.on,
    );
  return earlier?.id ?? areaId;
}

/** The new unit that goes on under the code of one that it took in; made here where no list of units names it. */
function laterBearer(draft: ListDraft, areaId: string, row: ListSuccession): string {
  const { book } = draft;
  const area = book.areas.get(areaId);
  if (!area || area.openedOn === row.on) return areaId;
  const id = areaIdOf('2025', row.level, row.newCode, row.on);
  if (!book.areas.has(id)) {
    putArea(book, { ...area, id, openedOn: row.on, closedOn: null });
    const name = nameOn(book, areaId, row.on);
    const parentId = chainOn(book, areaId, addDays(row.on, -1))[1];
    if (name) putName(book, { ...name, areaId: id, from: row.on, to: null, instrument: row.instrument });
    if (parentId)
      putParent(book, { areaId: id, parentId, from: row.on, to: null, instrument: row.instrument });
    putCode(book, { areaId: id, system: '2025', kind: row.level, code: row.newCode });
    draft.listed.add(id);
  }
  return id;
}
