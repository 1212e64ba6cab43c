import { sameValue } from './activity-text.rules.ts';
import type { EntryValue, EntryValues } from './field.contract.ts';

/** A field that two people changed in different ways; `before` is what both of them saw. A value is undefined where empty. */
export interface FieldConflict {
  readonly field: string;
  readonly before: EntryValue | undefined;
  readonly mine: EntryValue | undefined;
  readonly theirs: EntryValue | undefined;
}

export interface Merged {
  /** Both changes together; where they contradict each other, what is there already stands (`theirs`). */
  readonly values: EntryValues;
  /** What somebody who knows has to settle, in the order of field codes; nothing was chosen for good. */
  readonly conflicts: readonly FieldConflict[];
}

/**
 * Puts two changes of one record together, field by field: a field that only one of them changed takes that change,
 * a field that both changed to the same value takes it, and one that both changed differently is a conflict.
 * `before` is the version that `mine` was made on; `theirs` is the version that is stored now.
 */
export function mergeEntries(before: EntryValues, mine: EntryValues, theirs: EntryValues): Merged {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(mine), ...Object.keys(theirs)])].sort();
  const values: EntryValues = {};
  const conflicts: FieldConflict[] = [];
  for (const field of codes) {
    const [was, my, their] = [before[field], mine[field], theirs[field]];
    const isMine = !sameValue(was, my);
    const isTheirs = !sameValue(was, their);
    if (isMine && isTheirs && !sameValue(my, their))
      conflicts.push({ field, before: was, mine: my, theirs: their });
    const kept = isMine && !isTheirs ? my : their;
    if (kept !== undefined) values[field] = kept;
  }
  return { values, conflicts };
}

/** The answer to conflicts: for each field one of the two values. Fields without an answer stay as they are stored. */
export function settleConflicts(
  stored: EntryValues,
  conflicts: readonly FieldConflict[],
  choices: Readonly<Record<string, 'mine' | 'theirs'>>,
): EntryValues {
  const values = { ...stored };
  for (const { field, mine } of conflicts) {
    if (choices[field] !== 'mine') continue;
    if (mine === undefined) delete values[field];
    else values[field] = mine;
  }
  return values;
}
