import { addDays, type Day } from '../../platform/dates.ts';
import {
  type AreaBook,
  type BookName,
  type BookParent,
  type BookSuccession,
  chainOn,
  closeArea,
  codeKey,
  copyBook,
  hangSplitArea,
  nameOn,
  putArea,
  putCode,
  putName,
  putParent,
  putSuccession,
  validOn,
} from './area-book.rules.ts';
import { areaIdOf, countryCode, countryId } from './area-identity.rules.ts';
import {
  type AreaLists,
  ListError,
  type ListFault,
  type ListLevel,
  type ListSuccession,
  type ListUnit,
  reformDay,
} from './area-lists.rules.ts';
import { cleanUnitName } from './area-names.rules.ts';
import type { AreaSystem } from './areas.contract.ts';

/** Areas that ended, and what took their place: whoever hung under them goes along. */
export interface Closing {
  readonly areaId: string;
  readonly on: Day;
  readonly successorIds: readonly string[];
  readonly instrument: string;
}

export interface LoadPlan {
  readonly book: AreaBook;
  readonly closings: readonly Closing[];
  /** Units that are there, but not in a list that names their sisters. */
  readonly notInList: readonly string[];
  /** Amendments whose name before is not the one that is there. */
  readonly nameDiffers: readonly string[];
  /** Units that the list keeps, but that were taken over as two areas, or the other way round: left as they are. */
  readonly identityDiffers: readonly string[];
}

interface Draft {
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

/**
 * What official lists make of the areas that are there. A unit that the succession list keeps, or renames under the same
 * code, stays one area; whatever is merged, split or renamed under another code ends and has successors.
 * Taking the same lists over twice changes nothing. Throws ListError where a code can't be found.
 */
export function planLoad(before: AreaBook, lists: AreaLists): LoadPlan {
  const keptAs = keptCodes(lists.successions);
  const kept = new Set([...keptAs].map(([key, oldCode]) => `${key.slice(0, key.indexOf(':'))}:${oldCode}`));
  const draft: Draft = {
    book: copyBook(before),
    faults: [],
    areaOf: new Map(),
    keptAs,
    kept,
    listed: new Set(),
  };
  ensureCountry(draft.book);
  const oldFirst = [...lists.units].sort((a, b) =>
    a.system === b.system ? 0 : a.system === 'before' ? -1 : 1,
  );
  for (const unit of oldFirst) identify(draft, unit);
  for (const unit of oldFirst) nameUnit(draft, unit);
  for (const unit of oldFirst) placeUnit(draft, unit);
  const identityDiffers = [...keptOtherwise(draft, lists.successions)];
  const closings = newClosings(before, draft.book, succeed(draft, lists.successions));
  const nameDiffers = amend(draft, lists);
  if (draft.faults.length > 0) throw new ListError(draft.faults);
  followSuccessors(draft.book, closings);
  return {
    book: draft.book,
    closings,
    notInList: missing(before, draft, oldFirst),
    nameDiffers,
    identityDiffers,
  };
}

function ensureCountry(book: AreaBook): void {
  if (book.areas.has(countryId)) return;
  putArea(book, {
    id: countryId,
    code: countryCode,
    system: '2025',
    kind: 'country',
    openedOn: null,
    closedOn: null,
  });
  putCode(book, { areaId: countryId, system: '2025', kind: 'country', code: countryCode });
  putName(book, {
    areaId: countryId,
    fullName: 'Việt Nam',
    unitType: 'Quốc gia',
    from: null,
    to: null,
    instrument: '',
  });
}

/** Whether the row says that the unit stays the same area. */
function keepsIdentity(row: ListSuccession): boolean {
  return row.kind === 'keep' || (row.kind === 'rename' && row.oldCode === row.newCode);
}

function keptCodes(rows: readonly ListSuccession[]): Map<string, string> {
  const kept = rows.filter((row) => row.on === reformDay && keepsIdentity(row));
  return new Map(kept.map((row) => [`${row.level}:${row.newCode}`, row.oldCode]));
}

/** Finds or makes the area that a line of the list speaks of, and gives it its code. */
function identify(draft: Draft, unit: ListUnit): void {
  const { book } = draft;
  const key = codeKey(unit.system, unit.level, unit.code);
  const known = book.codes.get(key)?.areaId;
  const oldCode = unit.system === '2025' ? draft.keptAs.get(`${unit.level}:${unit.code}`) : undefined;
  const before =
    oldCode === undefined ? undefined : book.codes.get(codeKey('before', unit.level, oldCode))?.areaId;
  const areaId = sameLife(book, known, unit) ?? before ?? newId(book, unit);
  draft.areaOf.set(unit, areaId);
  draft.listed.add(areaId);
  const area = book.areas.get(areaId);
  if (!area) {
    const isOld = unit.system === 'before';
    putArea(book, {
      id: areaId,
      code: unit.code,
      system: unit.system,
      kind: unit.level,
      openedOn: isOld ? unit.from : (unit.from ?? reformDay),
      closedOn: unit.to === reformDay && isKept(draft, unit) ? null : unit.to,
    });
  } else if (unit.system === '2025' && area.system === 'before') {
    putArea(book, {
      ...area,
      system: '2025',
      code: unit.code,
      closedOn: area.closedOn === reformDay ? null : area.closedOn,
    });
  }
  if (known !== areaId) putCode(book, { areaId, system: unit.system, kind: unit.level, code: unit.code });
}

function isKept(draft: Draft, unit: ListUnit): boolean {
  return unit.system === 'before' && draft.kept.has(`${unit.level}:${unit.code}`);
}

/** The area that bears the code already, unless the line speaks of a later unit that takes the code over. */
function sameLife(book: AreaBook, known: string | undefined, unit: ListUnit): string | undefined {
  const area = known === undefined ? undefined : book.areas.get(known);
  if (!area) return undefined;
  const isLater =
    unit.from !== null && unit.from > reformDay && area.closedOn !== null && area.closedOn <= unit.from;
  return isLater ? undefined : known;
}

function newId(book: AreaBook, unit: ListUnit): string {
  const plain = areaIdOf(unit.system, unit.level, unit.code);
  return book.areas.has(plain) ? areaIdOf(unit.system, unit.level, unit.code, unit.from ?? reformDay) : plain;
}

/** The day of which a line speaks: the last one of the old units, the first one of the new. */
function dayOf(unit: ListUnit): Day {
  if (unit.system === 'before') return addDays(unit.to ?? reformDay, -1);
  return unit.from ?? reformDay;
}

/** Where a line's statement holds in an area that may have lived before or may live on. */
function spanOf(draft: Draft, unit: ListUnit, areaId: string): { from: Day | null; to: Day | null } {
  const area = draft.book.areas.get(areaId);
  if (unit.system === 'before') return { from: unit.from, to: unit.to ?? reformDay };
  const from = unit.from ?? reformDay;
  return {
    from: area?.openedOn && area.openedOn > from ? area.openedOn : from,
    to: unit.to ?? area?.closedOn ?? null,
  };
}

function nameUnit(draft: Draft, unit: ListUnit): void {
  const areaId = draft.areaOf.get(unit) ?? '';
  const rows = draft.book.names.get(areaId) ?? [];
  const now = validOn(rows, dayOf(unit));
  const fullName = cleanUnitName(unit.fullName);
  if (now && now.fullName === fullName && now.unitType === unit.unitType) return;
  const span = correctedSpan(now, spanOf(draft, unit, areaId), rows);
  putName(draft.book, {
    areaId,
    fullName,
    unitType: unit.unitType,
    ...span,
    instrument: now?.instrument ?? '',
  });
}

function placeUnit(draft: Draft, unit: ListUnit): void {
  const areaId = draft.areaOf.get(unit) ?? '';
  const parentId = parentOf(draft, unit);
  if (parentId === undefined) {
    draft.faults.push({
      file: unit.file,
      line: unit.line,
      column: unit.parentColumn,
      code: 'unknownCode',
      found: unit.parentCode ?? '',
    });
    return;
  }
  const rows = draft.book.parents.get(areaId) ?? [];
  const now = validOn(rows, dayOf(unit));
  if (now?.parentId === parentId) return;
  const span = correctedSpan(now, spanOf(draft, unit, areaId), rows);
  putParent(draft.book, { areaId, parentId, ...span, instrument: now?.instrument ?? '' });
}

/** A statement never reaches over a later change that is known already. */
function correctedSpan(
  now: BookName | BookParent | undefined,
  span: { from: Day | null; to: Day | null },
  rows: readonly (BookName | BookParent)[],
): { from: Day | null; to: Day | null } {
  const next = rows.find(
    (row) => row.from !== null && (span.from === null || row.from > span.from) && row !== now,
  );
  const ends = [span.to, now?.to ?? null, next?.from ?? null].filter((day) => day !== null).sort();
  return { from: span.from, to: ends[0] ?? null };
}

function parentOf(draft: Draft, unit: ListUnit): string | undefined {
  if (unit.level === 'province') return countryId;
  const code = unit.parentCode ?? '';
  const find = (level: ListLevel) => draft.book.codes.get(codeKey(unit.system, level, code))?.areaId;
  return unit.level === 'commune' && unit.system === 'before'
    ? (find('district') ?? find('province'))
    : find('province');
}

/** Writes the successions; of an area that the list names it has all of them. Gives what ends by them. */
function succeed(draft: Draft, rows: readonly ListSuccession[]): Closing[] {
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
function newClosings(before: AreaBook, after: AreaBook, closings: readonly Closing[]): Closing[] {
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
function* keptOtherwise(draft: Draft, rows: readonly ListSuccession[]): Generator<string> {
  for (const row of rows) {
    if (row.on !== reformDay || row.level === 'district') continue;
    const old = draft.book.codes.get(codeKey('before', row.level, row.oldCode))?.areaId;
    const now = draft.book.codes.get(codeKey('2025', row.level, row.newCode))?.areaId;
    if (old && now && (old === now) !== keepsIdentity(row)) yield `${row.oldCode} → ${row.newCode}`;
  }
}

/** The area behind a code of a succession; districts that became communes are found as those. */
function find(
  draft: Draft,
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
function earlierBearer(draft: Draft, areaId: string, row: ListSuccession): string {
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
function laterBearer(draft: Draft, areaId: string, row: ListSuccession): string {
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

function amend(draft: Draft, lists: AreaLists): string[] {
  const differs: string[] = [];
  for (const row of lists.amendments) {
    const system = row.on >= reformDay ? '2025' : 'before';
    const areaId = draft.book.codes.get(codeKey(system, row.level, row.code))?.areaId;
    if (areaId === undefined) {
      draft.faults.push({
        file: row.file,
        line: row.line,
        column: 'code',
        code: 'unknownCode',
        found: row.code,
      });
      continue;
    }
    const rows = draft.book.names.get(areaId) ?? [];
    const now = validOn(rows, row.on);
    const fullName = cleanUnitName(row.nameAfter);
    if (now?.fullName === fullName && now.unitType === row.typeAfter) continue;
    const old = validOn(rows, addDays(row.on, -1));
    if (old && row.nameBefore !== '' && old.fullName !== cleanUnitName(row.nameBefore))
      differs.push(`${row.code} ${old.fullName}`);
    putName(draft.book, {
      areaId,
      fullName,
      unitType: row.typeAfter,
      from: row.on,
      to: now?.to ?? null,
      instrument: row.instrument,
    });
  }
  return differs;
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

/** Units that are there on the day of a list, beside sisters that it names, but not in it. */
function missing(before: AreaBook, draft: Draft, units: readonly ListUnit[]): string[] {
  const sisters = new Set<string>();
  for (const unit of units) sisters.add(`${unit.system} ${unit.level} ${parentOf(draft, unit) ?? ''}`);
  const found: string[] = [];
  for (const code of before.codes.values()) {
    if (draft.listed.has(code.areaId) || code.kind === 'country') continue;
    const day = code.system === 'before' ? addDays(reformDay, -1) : reformDay;
    const parentId = validOn(before.parents.get(code.areaId), day)?.parentId ?? '';
    if (!sisters.has(`${code.system} ${code.kind} ${parentId}`)) continue;
    found.push(`${code.code} ${nameOn(before, code.areaId, day)?.fullName ?? ''}`);
  }
  return found.sort();
}
