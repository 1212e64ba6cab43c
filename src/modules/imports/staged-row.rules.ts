import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';
import type { EntryValues } from '../activities/field.contract.ts';
import type { EntryContext } from '../activities/field-value.rules.ts';
import type { OrganizationKind } from '../areas/organizations.contract.ts';
import type { RawCell } from './cell-result.rules.ts';

/** What is wrong with one cell of a row. */
export const RowIssue = z.object({
  /** The header of the column; empty where the row as a whole is meant. */
  column: z.string(),
  code: z.string(),
  /** The text found. */
  found: z.string(),
  /** What would be right. */
  expected: LocalText,
  /** Names that look like an unknown place. */
  near: z.array(z.string()).optional(),
});
export type RowIssue = z.infer<typeof RowIssue>;

/** What a row comes to: values of its kind, or what is wrong with it. */
export interface CheckedRow {
  values: EntryValues | undefined;
  notes: Record<string, string>;
  issues: RowIssue[];
  /** The day of the record, as far as it is known. */
  day: string | null;
  areaId: string | null;
  organizationId: string | null;
}

/** A place that a text of the book means. */
export type FoundPlace =
  | { readonly kind: 'known'; readonly areaId: string; readonly organizationId?: string | undefined }
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

/** A hamlet or organisation to be made on commit. */
export interface NewPlace {
  readonly id: string;
  readonly kind: 'hamlet' | 'organization';
  readonly organizationKind: OrganizationKind | null;
  readonly name: string;
  readonly nameKey: string;
  readonly origin: 'sheet' | 'words' | 'person';
}

/** When an area exists: from a day (null: since ever) up to, not including, another (null: still). */
export interface Span {
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  /** What stands there before and after it, for the words of a problem. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What the check of rows knows about the world. */
export interface RowWorld {
  /** Today in Vietnam. */
  readonly today: string;
  /** The commune whose books these are. */
  readonly communeId: string;
  /** The place that a text means on a day; an organisation that only its words tell is noted on the way. */
  findPlace(text: string, day: string): FoundPlace;
  /** When an area exists. */
  spanOf(areaId: string): Span;
  /** What a person said that a text in a column means. */
  choiceAlias(field: string, text: string): string | undefined;
  /** From when on the book takes nothing more, and where it goes instead. */
  readonly closed: EntryContext['closed'];
}

export type Cells = readonly (RawCell | undefined)[];

/** No-problem start of a checked row. */
export function emptyRow(): CheckedRow {
  return { values: undefined, notes: {}, issues: [], day: null, areaId: null, organizationId: null };
}
