import type { ImportProblem, ImportRow } from '../import.contract.ts';

/** One text that is not understood, with every row that has it: answered once for all. */
export interface ProblemWord {
  readonly key: string;
  readonly kind: 'place' | 'choice';
  readonly position: number;
  readonly column: string;
  readonly text: string;
  readonly near: readonly string[];
  readonly rows: readonly ImportRow[];
}

/** A place or a choice that can be answered for all rows of a register; anything else is mended in its cell. */
export function isWordProblem(problem: ImportProblem, isRegister: boolean): boolean {
  if (!isRegister || problem.found.trim() === '') return false;
  return problem.code === 'unknownArea' || problem.code === 'unknownChoice';
}

/** The texts that are not understood, the most frequent first. */
export function problemWords(
  rows: readonly ImportRow[],
  isRegister: (position: number) => boolean,
): ProblemWord[] {
  const words = new Map<string, ProblemWord & { rows: ImportRow[] }>();
  for (const row of rows) {
    if (row.state !== 'problem') continue;
    for (const problem of row.problems) {
      if (!isWordProblem(problem, isRegister(row.position))) continue;
      const word = wordOf(row, problem);
      const known = words.get(word.key);
      if (known) known.rows.push(row);
      else words.set(word.key, { ...word, rows: [row] });
    }
  }
  return [...words.values()].toSorted((a, b) => b.rows.length - a.rows.length);
}

function wordOf(row: ImportRow, problem: ImportProblem): ProblemWord {
  const kind = problem.code === 'unknownArea' ? 'place' : 'choice';
  // A place means the same in every sheet, a choice in its own column only.
  const scope = kind === 'place' ? '' : `${row.position}.${problem.column}.`;
  return {
    key: `${kind}.${scope}${problem.found.toLowerCase()}`,
    kind,
    position: row.position,
    column: problem.column,
    text: problem.found,
    near: problem.near ?? [],
    rows: [row],
  };
}
