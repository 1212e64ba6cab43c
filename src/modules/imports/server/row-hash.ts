import { createHash, hash } from 'node:crypto';
import { normaliseLine } from '../../../platform/text.ts';
import type { RawCell } from '../cell-result.rules.ts';
import { headerKey } from '../headers.rules.ts';
import type { StagedColumn } from '../sheet-columns.rules.ts';
import { PROBLEM_COLUMN } from '../sheet-kinds.rules.ts';

/**
 * What makes two rows of one kind the same row of a book: every cell by its header, the running number included,
 * whatever the order of the columns. Spaces at the ends and the composition of diacritics do not count.
 */
export function rowHash(
  kind: string,
  columns: readonly StagedColumn[],
  cells: readonly (RawCell | undefined)[],
): string {
  const parts: string[] = [];
  for (const [at, column] of columns.entries()) {
    if (column.field === PROBLEM_COLUMN) continue;
    const text = normaliseLine(cells[at]?.text ?? '');
    if (text !== '') parts.push(`${keyOf(column.header)}\u001f${text}`);
  }
  return hash('sha256', `${kind}\u001e${parts.toSorted().join('\u001e')}`, 'base64url');
}

const keys = new Map<string, string>();

function keyOf(header: string): string {
  const known = keys.get(header);
  if (known !== undefined) return known;
  const key = headerKey(header);
  if (keys.size < 5000) keys.set(header, key);
  return key;
}

/** The SHA-256 of a file that is read piece by piece, hex. */
export async function hashOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  const sum = createHash('sha256');
  for await (const piece of pieces) sum.update(piece);
  return sum.digest('hex');
}
