import type { AreaBook } from './area-book.rules.ts';
import { type AreaChange, changesOf } from './area-changes.rules.ts';
import type { AreaEffect } from './area-operations.contract.ts';

/** The name to show for an area in a book: the latest one. */
function nameIn(book: AreaBook, areaId: string): string {
  return book.names.get(areaId)?.at(-1)?.fullName ?? '';
}

/**
 * What people read of the changes of an operation: one line for each area that is opened, closed, renamed, moved, given
 * a code or succeeded. Rows that only tell where another one ends are not told twice.
 */
export function effectsOf(changes: readonly AreaChange[], before: AreaBook, after: AreaBook): AreaEffect[] {
  const opened = new Set(
    changesOf(changes, 'area').flatMap((change) => (change.before ? [] : (change.after?.id ?? []))),
  );
  const name = (id: string) => nameIn(after, id) || nameIn(before, id);
  const make = (areaId: string, rest: Pick<AreaEffect, 'kind' | 'on' | 'before' | 'after'>): AreaEffect => ({
    areaId,
    name: name(areaId),
    code: (after.areas.get(areaId) ?? before.areas.get(areaId))?.code ?? null,
    ...rest,
  });
  const effects: AreaEffect[] = [];
  for (const { before: old, after: now } of changesOf(changes, 'area')) {
    if (now && !old)
      effects.push(make(now.id, { kind: 'opened', on: now.openedOn, before: '', after: name(now.id) }));
    if (old && !now)
      effects.push(make(old.id, { kind: 'removed', on: null, before: name(old.id), after: '' }));
    const end = now?.closedOn ?? null;
    if (now && end !== null && end !== (old?.closedOn ?? null)) {
      effects.push(make(now.id, { kind: 'closed', on: end, before: name(now.id), after: '' }));
    }
    if (old?.closedOn && now && end === null) {
      effects.push(make(now.id, { kind: 'reopened', on: null, before: '', after: name(now.id) }));
    }
  }
  for (const { before: old, after: now } of changesOf(changes, 'name')) {
    if (!now || opened.has(now.areaId) || old?.fullName === now.fullName) continue;
    const former = before.names.get(now.areaId)?.findLast((row) => (row.from ?? '') <= (now.from ?? ''));
    if (former?.fullName === now.fullName && former.unitType === now.unitType) continue;
    effects.push(
      make(now.areaId, {
        kind: 'renamed',
        on: now.from,
        before: former?.fullName ?? '',
        after: now.fullName,
      }),
    );
  }
  for (const { before: old, after: now } of changesOf(changes, 'parent')) {
    if (!now || opened.has(now.areaId) || old?.parentId === now.parentId) continue;
    if (after.areas.get(now.areaId)?.closedOn === now.from) continue;
    const former = before.parents.get(now.areaId)?.findLast((row) => (row.from ?? '') <= (now.from ?? ''));
    if (former?.parentId === now.parentId) continue;
    const from = former ? name(former.parentId) : '';
    effects.push(make(now.areaId, { kind: 'moved', on: now.from, before: from, after: name(now.parentId) }));
  }
  for (const { before: old, after: now } of changesOf(changes, 'succession')) {
    const row = now ?? old;
    if (!row) continue;
    const heir = name(row.successorId);
    const words = now ? { before: name(row.predecessorId), after: heir } : { before: heir, after: '' };
    effects.push(
      make(row.predecessorId, { kind: now ? 'succeeded' : 'unsucceeded', on: row.effectiveOn, ...words }),
    );
  }
  for (const { before: old, after: now } of changesOf(changes, 'code')) {
    if (now && !opened.has(now.areaId) && old?.areaId !== now.areaId) {
      effects.push(
        make(now.areaId, { kind: 'coded', on: null, before: '', after: `${now.system}:${now.code}` }),
      );
    }
  }
  return effects;
}
