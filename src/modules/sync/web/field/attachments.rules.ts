import type { LocalText } from '../../../../platform/text.ts';
import type { Activity, ActivitySave } from '../../../activities/activity.contract.ts';
import type { EntryValues } from '../../../activities/field.contract.ts';
import type { Tried } from '../../../documents/web/send-in-pieces.ts';
import type { OutboxItem } from './outbox.rules.ts';

/**
 * kept: on this phone; begun: some of it may be at the commune; arrived: it is there, and no more here; refused: it can't
 * be taken, with the reason.
 */
export type AttachmentState = 'kept' | 'begun' | 'arrived' | 'refused';

/** A picture or recording on its way; its bytes lie beside it. */
export interface KeptAttachment {
  readonly id: string;
  readonly kind: 'photo' | 'voice';
  /** The field of the form that names it. */
  readonly field: string;
  readonly size: number;
  readonly sha256: string;
  /** Milliseconds, by this phone's clock. */
  readonly takenAt: number;
  readonly state: AttachmentState;
  /** Bytes that the commune has, as far as the phone heard. */
  readonly sent: number;
  /** The record that names it, once it was written down. */
  readonly recordId?: string;
  /** The commune has that record: before that nothing of it is sent. */
  readonly isAwaited?: true;
  readonly reason?: LocalText;
}

/** The identifiers that an entry names. */
function namedBy(item: OutboxItem): ReadonlySet<string> {
  if (item.kind !== 'activity.save') return new Set();
  return new Set(Object.values(item.save.values).flatMap((value) => (Array.isArray(value) ? value : [])));
}

/** Whether the commune has an entry as it is here. */
const isThere = ({ state }: OutboxItem): boolean => state === 'arrived';

/** What the entries say of the attachments: whose they are, and whether they are awaited. Only those that changed. */
export function learnedFrom(kept: readonly KeptAttachment[], items: readonly OutboxItem[]): KeptAttachment[] {
  const entries = items.map((item) => ({ item, named: namedBy(item) }));
  return kept.flatMap((one) => {
    const entry = entries.findLast(({ named }) => named.has(one.id))?.item;
    if (!entry) return [];
    const isNews = one.recordId !== entry.recordId || (isThere(entry) && !one.isAwaited);
    if (!isNews) return [];
    return [{ ...one, recordId: entry.recordId, ...(isThere(entry) ? { isAwaited: true as const } : {}) }];
  });
}

/** What goes next, the oldest first. */
export function toUpload(kept: readonly KeptAttachment[]): KeptAttachment[] {
  return kept.filter(
    ({ state, recordId, isAwaited }) => recordId && isAwaited && (state === 'kept' || state === 'begun'),
  );
}

export function afterTry(one: KeptAttachment, tried: Tried): KeptAttachment {
  const { reason: _before, ...rest } = one;
  switch (tried.outcome) {
    case 'arrived':
      return { ...rest, state: 'arrived', sent: one.size };
    case 'later':
      return { ...rest, state: 'begun' };
    case 'again':
      return { ...rest, state: 'kept', sent: 0 };
    case 'refused':
      return { ...rest, state: 'refused', reason: tried.reason };
  }
}

/** One that was refused, to be sent once more from its beginning. */
export function onceMore({ reason: _settled, ...one }: KeptAttachment): KeptAttachment {
  return { ...one, state: 'kept', sent: 0 };
}

/** An entry's answers without an attachment; undefined where they don't name it. */
export function withoutAttachment(values: EntryValues, id: string): EntryValues | undefined {
  const named = Object.entries(values).find(([, value]) => Array.isArray(value) && value.includes(id));
  if (!named) return undefined;
  const [field, value] = named;
  const { [field]: _before, ...rest } = values;
  const left = Array.isArray(value) ? value.filter((one) => one !== id) : [];
  return left.length > 0 ? { ...rest, [field]: left } : rest;
}

/**
 * The correction of a record that gives up an attachment; undefined where it may not be changed, or does not name it. A
 * draft stays one, and what was sent back stays with whoever has to mend it: this hands nothing in.
 */
export function saveWithout(
  record: Pick<Activity, 'form' | 'formVersion' | 'revision' | 'values' | 'state'> & {
    readonly can: Pick<Activity['can'], 'edit'>;
  },
  id: string,
): ActivitySave | undefined {
  const { form, formVersion, revision: baseRevision } = record;
  const values = record.can.edit ? withoutAttachment(record.values, id) : undefined;
  const state = record.state === 'submitted' ? 'submitted' : 'draft';
  return values && { form, formVersion, values, baseRevision, state };
}

/** Those of the entries that can leave the phone: no picture or recording that they name is still here. */
export function withoutOpen<I extends OutboxItem>(
  items: readonly I[],
  kept: readonly Pick<KeptAttachment, 'id' | 'state'>[],
): I[] {
  const open = new Set(kept.filter(({ state }) => state !== 'arrived').map(({ id }) => id));
  return items.filter((item) => [...namedBy(item)].every((id) => !open.has(id)));
}

/** So many entries that arrived stay to be looked at; the commune has the older ones. */
const SHOWN_ARRIVED = 200;

/** Entries that the phone need not show any more. Those without an answer stay, and those whose pictures are still here. */
export function arrivedLongAgo(items: readonly OutboxItem[], kept: readonly KeptAttachment[]): string[] {
  const arrived = items.filter(isThere);
  const old = arrived.slice(0, Math.max(0, arrived.length - SHOWN_ARRIVED));
  return withoutOpen(old, kept).map(({ id }) => id);
}

const day = 86_400_000;

/** What nobody wants any more: arrived or taken out, in no entry here and in nothing that was begun. */
export function orphans(
  kept: readonly KeptAttachment[],
  items: readonly OutboxItem[],
  begun: string,
  now: number,
): KeptAttachment[] {
  const named = new Set(items.flatMap((item) => [...namedBy(item)]));
  return kept.filter((one) => {
    if (named.has(one.id) || begun.includes(one.id)) return false;
    if (one.state === 'arrived') return true;
    // The commune has the record and waits for it, though the entry was taken off the phone.
    if (one.isAwaited && one.state !== 'refused') return false;
    return now - one.takenAt > day;
  });
}

/** What is left of an entry's pictures and recordings (or of all): how many, and how much has gone, from 0 to 1. */
export function progressOf(
  kept: readonly KeptAttachment[],
  recordId?: string,
): { left: number; share: number } {
  const own = kept.filter((one) => (recordId === undefined ? one.recordId : one.recordId === recordId));
  const left = own.filter(({ state }) => state === 'kept' || state === 'begun');
  const size = own.reduce((sum, one) => sum + one.size, 0);
  const sent = own.reduce((sum, one) => sum + one.sent, 0);
  return { left: left.length, share: size === 0 ? 1 : Math.min(1, sent / size) };
}
