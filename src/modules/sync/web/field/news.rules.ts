import type { LocalText } from '../../../../platform/text.ts';
import type { Activity } from '../../../activities/activity.contract.ts';
import { fieldChanges } from '../../../activities/activity-text.rules.ts';
import type { EntryNews } from '../../../activities/entry-news.contract.ts';
import type { PlaceValue } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import type { SyncItem } from '../../sync.contract.ts';
import type { OutboxItem } from './outbox.rules.ts';

/** What the commune did to something that this person wrote. */
export interface Note {
  readonly id: string;
  readonly what: EntryNews['what'] | 'repaired' | 'chosen' | 'dropped';
  readonly recordId: string;
  readonly title: LocalText;
  /** The day of the entry, or when an act was done. */
  readonly day: string;
  readonly at: string;
  /** Empty where it was the program itself. */
  readonly by: string;
  readonly reason: string;
  readonly changes: readonly {
    readonly label: LocalText;
    readonly before: LocalText;
    readonly after: LocalText;
  }[];
  readonly read?: true;
}

export function noteOf(news: EntryNews): Note {
  const { id, what, recordId, formName: title, day, at, by, reason, changes } = news;
  return {
    id,
    what,
    recordId,
    title,
    day,
    at,
    by: by.name,
    reason,
    changes: changes.map(({ label, before, after }) => ({ label, before, after })),
  };
}

interface Known {
  readonly me: string;
  readonly forms: readonly Form[];
  readonly records: readonly Activity[];
  readonly placeName: (place: PlaceValue) => string;
}

/** What became of an item that waited on this phone; nothing where its person settled it, or it waits still. */
export function noteOfItem(found: SyncItem, item: OutboxItem, known: Known): Note | undefined {
  const { settlement: what, settledAt, settledBy } = found;
  if (what === null || settledAt === null || settledBy?.id === known.me) return undefined;
  const form =
    item.kind === 'activity.save' ? known.forms.find(({ code }) => code === item.save.form) : undefined;
  const stored = known.records.find(({ id }) => id === item.recordId);
  const isCompared =
    item.kind === 'activity.save' && form && stored?.form === form.code && what !== 'dropped';
  const changes = isCompared ? fieldChanges(form, item.save.values, stored.values, known.placeName) : [];
  const day = form && item.kind === 'activity.save' ? item.save.values[form.dayField] : undefined;
  const plain = { vi: found.form ?? '', en: found.form ?? '' };
  return {
    id: `${found.id}.${what}`,
    what,
    recordId: found.recordId,
    at: settledAt,
    reason: found.reason,
    title: item.kind === 'activity.save' ? (form?.name ?? plain) : item.words,
    day: typeof day === 'string' ? day : item.madeAt.slice(0, 10),
    by: settledBy?.name ?? '',
    changes: changes.map(({ label, beforeText, afterText }) => ({
      label,
      before: beforeText,
      after: afterText,
    })),
  };
}

/** What was read is looked up for so long (milliseconds); what was not stays until it is. */
const KEPT = 30 * 86_400_000;
const MOST = 300;

/** The notes after some more came, the newest first. One that comes again stays as it is, read or not. */
export function notesAfter(kept: readonly Note[], fresh: readonly Note[], now: number): Note[] {
  const known = new Set(kept.map(({ id }) => id));
  const all = [...kept, ...fresh.filter(({ id }) => !known.has(id))];
  return all
    .filter(({ read, at }) => !read || now - Date.parse(at) < KEPT)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST);
}

/**
 * Whether what the commune settled is news to the phone. An entry that was handed in while the app was closed, or of which
 * the answer was lost, may have been refused and dropped before the phone ever heard that it waits.
 */
export function isNews(
  { settlement }: Pick<SyncItem, 'settlement'>,
  item: Pick<OutboxItem, 'state' | 'dropped'>,
): boolean {
  if (settlement === null) return false;
  return item.state === 'needsYou' || (settlement === 'dropped' && item.dropped === undefined);
}
