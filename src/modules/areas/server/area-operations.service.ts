import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type AreaBook, codeKey, successionKey } from '../area-book.rules.ts';
import {
  type AreaChange,
  changedAreaIds,
  changesOf,
  diffBooks,
  reverseChanges,
  sameRow,
} from '../area-changes.rules.ts';
import { effectsOf } from '../area-effects.rules.ts';
import type { AreaOperation, AreaWarning, OperationPreview } from '../area-operations.contract.ts';
import { applyChanges, readBookOf, removeAreas } from './area-book.repo.ts';
import {
  type Concerned,
  countConcerned,
  countDependents,
  findOperation,
  insertOperation,
  listOperations,
  markUndone,
} from './area-operations.repo.ts';
import { lockTrees, widenScope } from './area-tree.repo.ts';
import { refreshTrees } from './area-tree.service.ts';

/** The proof that somebody may change areas: hamlets in his commune, or units where the program is installed. */
export type MayChangeAreas = Authorized<'hamlets.write'> | Authorized<'areas.manage'>;

/** What an operation makes of the areas. */
export interface PlannedChange {
  readonly before: AreaBook;
  readonly after: AreaBook;
  readonly warnings: readonly AreaWarning[];
}

const mostEffects = 500;

/** What the plan changes, in words, with what a person should know before. Changes nothing. */
export async function previewChange(context: Context, plan: PlannedChange): Promise<OperationPreview> {
  const changes = diffBooks(plan.before, plan.after);
  const effects = effectsOf(changes, plan.before, plan.after);
  const counts: Record<string, number> = {};
  for (const effect of effects) counts[effect.kind] = (counts[effect.kind] ?? 0) + 1;
  const touched = effects
    .filter((effect) => effect.kind === 'closed' || effect.kind === 'moved')
    .map((one) => one.areaId);
  const concerned = concernedWarnings(await countConcerned(context.tx, [...new Set(touched)]));
  const later = effects.filter((effect) => effect.on !== null && effect.on > context.today).length;
  const warnings = [
    ...plan.warnings,
    ...concerned,
    ...(later > 0 ? [{ code: 'takesEffectLater' as const, count: later, examples: [] }] : []),
  ];
  return { counts, effects: effects.slice(0, mostEffects), warnings };
}

function concernedWarnings(concerned: Concerned): AreaWarning[] {
  const codes = ['roleAssignments', 'records', 'organizations', 'reportedFigures'] as const;
  return codes
    .filter((code) => concerned[code] > 0)
    .map((code) => ({ code, count: concerned[code], examples: [] }));
}

/**
 * Does a planned change as one operation and carries trees and figures along. The plan must have been made after
 * {@link lockAreas}. Throws Problem `notPossibleNow` where it would change nothing.
 */
export async function applyChange(
  context: Context,
  by: MayChangeAreas,
  plan: PlannedChange,
  about: Pick<AreaOperation, 'kind' | 'title' | 'instrument' | 'effectiveOn'> & {
    readonly isFinal?: boolean;
  },
): Promise<AreaOperation> {
  const { tx } = context;
  const changes = diffBooks(plan.before, plan.after);
  if (changes.length === 0) {
    throw new Problem('notPossibleNow', {
      detail: { vi: 'Danh mục này không làm thay đổi gì.', en: 'This would change nothing.' },
    });
  }
  const { isFinal, ...rest } = about;
  const id = uuidv7();
  await insertOperation(tx, { id, ...rest, madeBy: by.callerId, undo: isFinal ? [] : changes });
  await applyChanges(tx, changes, id);
  await refreshTrees(context);
  return getOperation(context, id);
}

/** Waits for other changes of areas and holds new ones until the transaction ends; plans are made after it. */
export function lockAreas(context: Context): Promise<void> {
  return lockTrees(context.tx);
}

export function listAreaOperations(context: Context, limit: number): Promise<AreaOperation[]> {
  return listOperations(context.tx, limit);
}

async function getOperation(context: Context, id: string): Promise<AreaOperation> {
  const found = await findOperation(context.tx, id);
  if (!found) throw new Problem('notFound');
  const { undo: _undo, ...operation } = found;
  return operation;
}

/** The operation and the areas that it is about, for authorization. Throws Problem `notFound`. */
export async function getOperationAreas(
  context: Context,
  id: string,
): Promise<{ id: string; kind: AreaOperation['kind']; areaIds: string[] }> {
  const found = await findOperation(context.tx, id);
  if (!found) throw new Problem('notFound');
  const opened = new Set(openedIds(found.undo));
  return {
    id,
    kind: found.kind,
    areaIds: changedAreaIds(found.undo).filter((areaId) => !opened.has(areaId)),
  };
}

function openedIds(changes: readonly AreaChange[]): string[] {
  return changesOf(changes, 'area').flatMap((change) => (change.before ? [] : (change.after?.id ?? [])));
}

/**
 * Takes an operation back exactly. Throws Problem `notPossibleNow` where it is undone already, where a later operation
 * changed the same areas, or where something was recorded in an area that it opened.
 */
export async function undoOperation(
  context: Context,
  by: MayChangeAreas,
  id: string,
): Promise<AreaOperation> {
  const { tx } = context;
  await lockAreas(context);
  const operation = await findOperation(tx, id);
  if (!operation) throw new Problem('notFound');
  if (!operation.undoable)
    throw refused(
      'Việc này đã được hoàn tác hoặc không hoàn tác được.',
      'It is undone already or can not be.',
      {},
    );
  const current = await readBookOf(tx, changedAreaIds(operation.undo));
  const drifted = operation.undo.filter((change) => !isStill(current, change)).length;
  if (drifted > 0) {
    throw refused('Đã có thay đổi khác sau đó trên cùng địa bàn.', 'A later change touched the same areas.', {
      drifted,
    });
  }
  const opened = openedIds(operation.undo);
  await applyChanges(tx, reverseChanges(operation.undo), id);
  const restore = await widenScope(tx);
  const dependents = await countDependents(tx, opened);
  await restore();
  if (dependents > 0) {
    throw refused('Đã có dữ liệu ở địa bàn mới.', 'Something depends on an area that it opened.', {
      dependents,
    });
  }
  await refreshTrees(context);
  await removeAreas(tx, opened);
  await markUndone(tx, id, by.callerId);
  return getOperation(context, id);
}

function refused(vi: string, en: string, extra: Record<string, unknown>): Problem {
  return new Problem('notPossibleNow', { detail: { vi, en }, extra });
}

/** Whether the row that an operation left is still there as it left it. */
function isStill(book: AreaBook, change: AreaChange): boolean {
  const now = rowOf(book, change);
  if (!change.after) return now === undefined;
  return now !== undefined && sameRow(now, change.after);
}

function rowOf(book: AreaBook, change: AreaChange): object | undefined {
  const row = change.after ?? change.before;
  if (!row) return undefined;
  if (change.table === 'area') return book.areas.get('id' in row ? row.id : '');
  if ('predecessorId' in row) return book.successions.get(successionKey(row));
  if ('code' in row && 'areaId' in row) return book.codes.get(codeKey(row.system, row.kind, row.code));
  if (!('areaId' in row) || !('from' in row)) return undefined;
  const rows: readonly { from: string | null }[] =
    (change.table === 'name' ? book.names : book.parents).get(row.areaId) ?? [];
  return rows.find((one) => one.from === row.from);
}
