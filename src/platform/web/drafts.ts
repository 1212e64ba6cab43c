import { readStored, writeStored } from '../../ui/theme.ts';

const prefix = 'tiengmo.draft.';

/** What a person has typed on this device and not saved yet, by user and page; undefined where there is nothing. */
export function readDraft(userId: string, page: string): unknown {
  const text = readStored(`${prefix}${userId}.${page}`);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps a draft on this device; undefined takes it away. */
export function writeDraft(userId: string, page: string, draft: unknown): void {
  const key = `${prefix}${userId}.${page}`;
  if (draft === undefined) removeKeys((each) => each === key);
  else writeStored(key, JSON.stringify(draft));
}

/** Takes all drafts off this device: the next person at it must not find them. For signing out. */
export function clearDrafts(): void {
  removeKeys((each) => each.startsWith(prefix));
}

function removeKeys(isWanted: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(window.localStorage).filter(isWanted)) window.localStorage.removeItem(key);
  } catch {
    // Storage denied: then nothing was kept either.
  }
}
