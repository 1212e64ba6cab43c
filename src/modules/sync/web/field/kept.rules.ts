import type { CommandKind } from '../../sync.contract.ts';
import { FieldProblem } from './api.ts';
import type { OutboxItem } from './outbox.rules.ts';

/** Something that the server gives with a word by which it knows it again, as the phone keeps it. */
export interface Kept<T> {
  readonly hash: string;
  readonly content: T;
  readonly fetchedAt: number;
  /** When the last of the phone's own doings had arrived that this takes account of. */
  readonly upTo: string;
}

/** Others work on it too: asked for again after so long, at the cost of a hundred bytes where nothing has changed. */
const AGE = 2 * 3_600_000;

/** Whether it is to be asked for: it is old, or something of these kinds has arrived since. */
export function isDue(
  kept: Kept<unknown> | undefined,
  items: readonly OutboxItem[],
  kinds: readonly CommandKind[],
): boolean {
  if (!kept || Math.abs(Date.now() - kept.fetchedAt) > AGE) return true;
  return items.some(({ kind, arrivedAt = '' }) => kinds.includes(kind) && arrivedAt > kept.upTo);
}

/** What is kept after an answer; the same content stays where the server says that it has not changed. */
export function keptAfter<T>(
  before: Kept<T> | undefined,
  answer: { readonly hash: string; readonly content: T | null },
  items: readonly OutboxItem[],
): Kept<T> {
  const content = answer.content ?? before?.content;
  // It can't be: only what is kept is named to the server. Asked for again rather than shown wrongly.
  if (content === undefined) throw new FieldProblem(0);
  const upTo = items.reduce((last, { arrivedAt = '' }) => (arrivedAt > last ? arrivedAt : last), '');
  return { hash: answer.hash, content, fetchedAt: Date.now(), upTo };
}

/** Nothing, where the person may see it no longer: what was kept goes. Throws every other problem again. */
export function withdrawn<T>(error: unknown, nothing: T): { hash: string; content: T } {
  if (error instanceof FieldProblem && error.status === 403) return { hash: '', content: nothing };
  throw error;
}
