import { addDays, type Day } from '../../platform/dates.ts';
import {
  type AreaBook,
  type BookArea,
  copyBook,
  nameOn,
  putArea,
  putCode,
  putName,
  putParent,
  putSuccession,
  validOn,
} from './area-book.rules.ts';
import { cleanUnitName, HAMLET_KIND_WORDS, hamletKindOf } from './area-names.rules.ts';
import type { Heir, ReorganisationInput } from './area-operations.contract.ts';
import type { SuccessionKind } from './areas.contract.ts';
import { type Closing, followSuccessors } from './closings.rules.ts';

export interface ReorganisationPlan {
  readonly book: AreaBook;
  readonly closings: readonly Closing[];
  /** Children of a split area that nobody assigned. */
  readonly unassigned: readonly string[];
}

/** Why a reorganisation can't be done; `areaId` is the area in the way. */
export type ReorganisationFault =
  | 'unknownArea'
  | 'notOpenOnThatDay'
  | 'differentKinds'
  | 'wrongParentKind'
  | 'alreadyThere'
  | 'nothingChanges'
  | 'codeTaken'
  | 'notAChild';

export class ReorganisationError extends Error {
  readonly fault: ReorganisationFault;
  readonly areaId: string;

  constructor(fault: ReorganisationFault, areaId: string) {
    super(`${fault}: ${areaId}`);
    this.fault = fault;
    this.areaId = areaId;
  }
}

/** The kinds that an area of a kind may hang under. */
const parentKinds: Readonly<Record<string, readonly string[]>> = {
  province: ['country'],
  district: ['province'],
  commune: ['province', 'district'],
  hamlet: ['commune'],
  cluster: ['province', 'district', 'commune'],
};

interface Draft {
  readonly book: AreaBook;
  readonly on: Day;
  readonly instrument: string;
  readonly makeId: () => string;
}

/**
 * What a merger, split, transfer, renaming or closing makes of the areas in the book, which holds them, their children
 * and their parents. Throws ReorganisationError where it can't be.
 */
export function planReorganisation(
  before: AreaBook,
  input: ReorganisationInput,
  makeId: () => string,
): ReorganisationPlan {
  const draft: Draft = { book: copyBook(before), on: input.on, instrument: input.instrument, makeId };
  const { step } = input;
  let closings: Closing[] = [];
  if (step.kind === 'merge') closings = merge(draft, step.areaIds, step.into);
  else if (step.kind === 'split') closings = split(draft, step.areaId, step.into, step.children);
  else if (step.kind === 'transfer') transfer(draft, step.areaIds, step.toId);
  else if (step.kind === 'rename') rename(draft, step.areaId, step.fullName, step.unitType);
  else closings = [closing(draft, openArea(draft, step.areaId).id, [])];
  followSuccessors(draft.book, closings);
  const split_ = closings.filter((one) => one.successorIds.length !== 1).map((one) => one.areaId);
  return { book: draft.book, closings, unassigned: split_.flatMap((id) => childrenOn(draft, id)) };
}

function merge(draft: Draft, areaIds: readonly string[], into: Heir): Closing[] {
  const parts = [...new Set(areaIds)].map((id) => openArea(draft, id));
  const [first] = parts;
  if (!first) throw new ReorganisationError('unknownArea', '');
  const odd = parts.find((part) => part.kind !== first.kind);
  if (odd) throw new ReorganisationError('differentKinds', odd.id);
  const heirId = heirOf(draft, into, first);
  const ending = parts.filter((part) => part.id !== heirId);
  if (ending.length === 0) throw new ReorganisationError('nothingChanges', heirId);
  const kind = parts.length === 1 && !('areaId' in into) ? 'rename' : 'merge';
  for (const part of ending) succeed(draft, part.id, heirId, kind);
  return ending.map((part) => closing(draft, part.id, [heirId]));
}

function split(
  draft: Draft,
  areaId: string,
  into: readonly Heir[],
  children: readonly { areaId: string; to: number }[],
): Closing[] {
  const area = openArea(draft, areaId);
  const heirIds = into.map((heir) => heirOf(draft, heir, area));
  const there = new Set(childrenOn(draft, areaId));
  for (const child of children) {
    const parentId = heirIds[child.to];
    if (parentId === undefined || !there.has(child.areaId))
      throw new ReorganisationError('notAChild', child.areaId);
    if (parentId !== areaId) move(draft, child.areaId, parentId);
  }
  // Where the area is one of its own heirs it lives on, and what nobody assigned stays with it.
  if (heirIds.includes(areaId)) {
    for (const heirId of heirIds) if (heirId !== areaId) succeed(draft, areaId, heirId, 'split');
    return [];
  }
  for (const heirId of heirIds) succeed(draft, areaId, heirId, 'split');
  return [closing(draft, areaId, heirIds)];
}

function transfer(draft: Draft, areaIds: readonly string[], toId: string): void {
  const target = openArea(draft, toId);
  for (const areaId of new Set(areaIds)) {
    const area = movableArea(draft, areaId);
    if (!parentKinds[area.kind]?.includes(target.kind))
      throw new ReorganisationError('wrongParentKind', areaId);
    if (validOn(draft.book.parents.get(areaId), draft.on)?.parentId === toId) {
      throw new ReorganisationError('alreadyThere', areaId);
    }
    move(draft, areaId, toId);
  }
}

function rename(draft: Draft, areaId: string, fullName: string, unitType: string | undefined): void {
  const area = openArea(draft, areaId);
  const now = nameOn(draft.book, areaId, draft.on);
  const type = unitType ?? typeOf(area, fullName, now?.unitType ?? '');
  const clean = cleanUnitName(fullName);
  if (now?.fullName === clean && now.unitType === type)
    throw new ReorganisationError('nothingChanges', areaId);
  putName(draft.book, {
    areaId,
    fullName: clean,
    unitType: type,
    from: draft.on,
    to: null,
    instrument: draft.instrument,
  });
}

/** The word of its kind that stands before a hamlet's name; other units keep theirs unless it is named. */
function typeOf(area: BookArea, fullName: string, present: string): string {
  const word = area.kind === 'hamlet' ? hamletKindOf(fullName) : null;
  return word === null ? present : HAMLET_KIND_WORDS[word];
}

/** An area that is open on the day before and on the day itself. */
function openArea(draft: Draft, areaId: string): BookArea {
  const area = movableArea(draft, areaId);
  if (area.closedOn !== null) throw new ReorganisationError('notOpenOnThatDay', areaId);
  return area;
}

function movableArea(draft: Draft, areaId: string): BookArea {
  const area = draft.book.areas.get(areaId);
  if (!area || area.kind === 'country') throw new ReorganisationError('unknownArea', areaId);
  const isThere =
    (area.openedOn === null || area.openedOn < draft.on) &&
    (area.closedOn === null || area.closedOn > draft.on);
  if (!isThere) throw new ReorganisationError('notOpenOnThatDay', areaId);
  return area;
}

/** The successor: one that is there, or a new one beside the area that it takes the place of. */
function heirOf(draft: Draft, heir: Heir, like: BookArea): string {
  if ('areaId' in heir) {
    const area = openArea(draft, heir.areaId);
    if (area.kind !== like.kind) throw new ReorganisationError('differentKinds', area.id);
    return area.id;
  }
  const { book, on, instrument } = draft;
  const id = draft.makeId();
  const old = nameOn(book, like.id, on);
  const fullName = cleanUnitName(heir.fullName);
  const parentId = validOn(book.parents.get(like.id), on)?.parentId;
  putArea(book, {
    id,
    kind: like.kind,
    code: heir.code ?? null,
    system: heir.code ? '2025' : null,
    openedOn: on,
    closedOn: null,
  });
  putName(book, {
    areaId: id,
    fullName,
    unitType: heir.unitType ?? typeOf(like, fullName, old?.unitType ?? ''),
    from: on,
    to: null,
    instrument,
  });
  if (parentId) putParent(book, { areaId: id, parentId, from: on, to: null, instrument });
  if (heir.code) giveCode(draft, id, like, heir.code);
  return id;
}

/** A code goes over to the new unit only from a unit that is there no more after the operation. */
function giveCode(draft: Draft, areaId: string, like: BookArea, code: string): void {
  const bearer = draft.book.codes.get(`2025:${like.kind}:${code}`)?.areaId;
  if (bearer !== undefined && bearer !== like.id) throw new ReorganisationError('codeTaken', bearer);
  putCode(draft.book, { areaId, system: '2025', kind: like.kind, code });
}

function succeed(draft: Draft, predecessorId: string, successorId: string, kind: SuccessionKind): void {
  const { on, instrument } = draft;
  const extent = kind === 'split' ? 'part' : 'whole';
  putSuccession(draft.book, { predecessorId, successorId, effectiveOn: on, kind, extent, instrument });
}

function closing(draft: Draft, areaId: string, successorIds: readonly string[]): Closing {
  return { areaId, on: draft.on, successorIds, instrument: draft.instrument };
}

function move(draft: Draft, areaId: string, parentId: string): void {
  putParent(draft.book, { areaId, parentId, from: draft.on, to: null, instrument: draft.instrument });
}

/** What hung under an area on the day before and still does. */
function childrenOn(draft: Draft, areaId: string): string[] {
  const eve = addDays(draft.on, -1);
  return [...draft.book.parents].flatMap(([id, spans]) =>
    validOn(spans, eve)?.parentId === areaId && (validOn(spans, draft.on)?.parentId ?? areaId) === areaId
      ? [id]
      : [],
  );
}
