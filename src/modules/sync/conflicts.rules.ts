import type { FieldConflict } from '../activities/merge.rules.ts';
import type { SyncConflict } from './sync.contract.ts';

/** Conflicts as they are answered: an empty value is null. */
export function conflictsOf(conflicts: readonly FieldConflict[]): SyncConflict[] {
  return conflicts.map(({ field, before, mine, theirs }) => ({
    field,
    before: before ?? null,
    mine: mine ?? null,
    theirs: theirs ?? null,
  }));
}
