import { addDays, type Day } from '../../platform/dates.ts';
import {
  type AreaBook,
  type BookName,
  type BookParent,
  codeKey,
  copyBook,
  nameOn,
  putArea,
  putCode,
  putName,
  putParent,
  validOn,
} from './area-book.rules.ts';
import { areaIdOf, countryCode, countryId } from './area-identity.rules.ts';
import { type AreaLists, ListError, type ListLevel, type ListUnit, reformDay } from './area-lists.rules.ts';
import { cleanUnitName } from './area-names.rules.ts';
import { type Closing, followSuccessors } from './closings.rules.ts';
import { keptCodes, keptOtherwise, type ListDraft, newClosings, succeed } from './list-successions.rules.ts';

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

/**
 * What official lists make of the areas that are there. A unit that the succession list keeps, or renames under the same
 * code, stays one area; whatever is merged, split or renamed under another code ends and has successors.
 * Taking the same lists over twice changes nothing. Throws ListError where a code can't be found.
 */
export function planLoad(before: AreaBook, lists: AreaLists): LoadPlan {
  const keptAs = keptCodes(lists.successions);
  const kept = new Set([...keptAs].map(([key, oldCode]) => `${key.slice(0, key.indexOf(':'))}:${oldCode}`));
  const draft: ListDraft = {
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

/** Finds or makes the area that a line of the list speaks of, and gives it its code. */
function identify(draft: ListDraft, unit: ListUnit): void {
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

function isKept(draft: ListDraft, unit: ListUnit): boolean {
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
function spanOf(draft: ListDraft, unit: ListUnit, areaId: string): { from: Day | null; to: Day | null } {
  const area = draft.book.areas.get(areaId);
  if (unit.system === 'before') return { from: unit.from, to: unit.to ?? reformDay };
  const from = unit.from ?? reformDay;
  return {
    from: area?.openedOn && area.openedOn > from ? area.openedOn : from,
    to: unit.to ?? area?.closedOn ?? null,
  };
}

function nameUnit(draft: ListDraft, unit: ListUnit): void {
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

function placeUnit(draft: ListDraft, unit: ListUnit): void {
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

function parentOf(draft: ListDraft, unit: ListUnit): string | undefined {
  if (unit.level === 'province') return countryId;
  const code = unit.parentCode ?? '';
  const find = (level: ListLevel) => draft.book.codes.get(codeKey(unit.system, level, code))?.areaId;
  return unit.level === 'commune' && unit.system === 'before'
    ? (find('district') ?? find('province'))
    : find('province');
}

function amend(draft: ListDraft, lists: AreaLists): string[] {
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

/** Units that are there on the day of a list, beside sisters that it names, but not in it. */
function missing(before: AreaBook, draft: ListDraft, units: readonly ListUnit[]): string[] {
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
