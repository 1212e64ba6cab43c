import { z } from 'zod';
import type { RawCell } from './cell-result.rules.ts';

/**
 * A cell as it rests in the staging table: plain text as text, a number that looks like itself as a number, an empty
 * cell as null, everything else with its parts. Row after row of it stays small.
 */
export const StoredCell = z.union([
  z.null(),
  z.string(),
  z.number(),
  z.object({
    t: z.string(),
    v: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    d: z.literal(1).optional(),
    e: z.literal(1).optional(),
  }),
]);
export type StoredCell = z.infer<typeof StoredCell>;

/** What no database takes: half a surrogate pair, NUL. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

export function storeCell(cell: RawCell | undefined): StoredCell {
  if (cell === undefined) return null;
  const text = storable(cell.text);
  if (cell.isDate || cell.isError === true) {
    return {
      t: text,
      v: typeof cell.value === 'string' ? storable(cell.value) : cell.value,
      ...(cell.isDate ? { d: 1 as const } : {}),
      ...(cell.isError === true ? { e: 1 as const } : {}),
    };
  }
  if (typeof cell.value === 'number') {
    return String(cell.value) === text ? cell.value : { t: text, v: cell.value };
  }
  return typeof cell.value === 'boolean' ? { t: text, v: cell.value } : text;
}

export function restoreCell(stored: StoredCell | undefined): RawCell | undefined {
  if (stored === undefined || stored === null) return undefined;
  if (typeof stored === 'string') return { text: stored, value: stored, isDate: false };
  if (typeof stored === 'number') return { text: String(stored), value: stored, isDate: false };
  return {
    text: stored.t,
    value: stored.v,
    isDate: stored.d === 1,
    ...(stored.e === 1 ? { isError: true } : {}),
  };
}

/** The text of a stored cell, as typed; empty for an empty cell. */
export function textOfStored(stored: StoredCell | undefined): string {
  return restoreCell(stored)?.text ?? '';
}
