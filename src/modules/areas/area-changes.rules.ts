import type {
  AreaBook,
  BookArea,
  BookCode,
  BookName,
  BookParent,
  BookSuccession,
} from './area-book.rules.ts';

interface Rows {
  area: BookArea;
  code: BookCode;
  name: BookName;
  parent: BookParent;
  succession: BookSuccession;
}

/** One row before and after an operation; null where it was not or is no more. */
export type AreaChange = {
  [T in keyof Rows]: { readonly table: T; readonly before: Rows[T] | null; readonly after: Rows[T] | null };
}[keyof Rows];

export type ChangeOf<T extends keyof Rows> = Extract<AreaChange, { table: T }>;

/** What turns one book into the other, row by row. */
export function diffBooks(before: AreaBook, after: AreaBook): AreaChange[] {
  return [
    ...diffRows('area', before.areas, after.areas),
    ...diffRows('code', before.codes, after.codes),
    ...diffRows('name', bySpan(before.names), bySpan(after.names)),
    ...diffRows('parent', bySpan(before.parents), bySpan(after.parents)),
    ...diffRows('succession', before.successions, after.successions),
  ];
}

/** The same changes backwards. */
export function reverseChanges(changes: readonly AreaChange[]): AreaChange[] {
  return changes.map((change) => ({ ...change, before: change.after, after: change.before }) as AreaChange);
}

export function changesOf<T extends keyof Rows>(changes: readonly AreaChange[], table: T): ChangeOf<T>[] {
  return changes.filter((change): change is ChangeOf<T> => change.table === table);
}

/** Every area that some change is about. */
export function changedAreaIds(changes: readonly AreaChange[]): string[] {
  const ids = changes.flatMap((change) =>
    [change.before, change.after].flatMap((row) => (row ? areaIdsOf(row) : [])),
  );
  return [...new Set(ids)];
}

function areaIdsOf(row: Rows[keyof Rows]): string[] {
  if ('predecessorId' in row) return [row.predecessorId, row.successorId];
  return ['id' in row ? row.id : row.areaId];
}

function bySpan<T extends BookName | BookParent>(rows: ReadonlyMap<string, readonly T[]>): Map<string, T> {
  const found = new Map<string, T>();
  for (const [areaId, list] of rows) for (const row of list) found.set(`${areaId} ${row.from ?? ''}`, row);
  return found;
}

function diffRows<T extends keyof Rows>(
  table: T,
  before: ReadonlyMap<string, Rows[T]>,
  after: ReadonlyMap<string, Rows[T]>,
): AreaChange[] {
  const changes: AreaChange[] = [];
  const add = (old: Rows[T] | null, now: Rows[T] | null) => {
    // The table and its rows belong together by the signature; the union can't see it.
    changes.push({ table, before: old, after: now } as AreaChange);
  };
  for (const [key, row] of after) {
    const old = before.get(key);
    if (old === undefined) add(null, row);
    else if (old !== row && !sameRow(old, row)) add(old, row);
  }
  for (const [key, row] of before) if (!after.has(key)) add(row, null);
  return changes;
}

/** Whether two rows say the same, whatever the order of their members. */
export function sameRow(a: object, b: object): boolean {
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => (b as Record<string, unknown>)[key] === value)
  );
}
