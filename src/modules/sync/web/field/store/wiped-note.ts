import type { LeftBehind } from './left-behind.ts';

/** That a part was taken off this phone by order of the commune, until somebody has read it. No name: it is gone too. */
export interface WipedNote extends LeftBehind {
  /** Milliseconds, by this phone's clock. */
  readonly at: number;
}

// A memory of its own: the app's is emptied, and the service worker must not change its shape.
const NAME = 'tiengmo-field-told';
const STORE = 'wiped';

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'at' });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await opened();
  try {
    return await new Promise<T>((done, failed) => {
      const asking = work(db.transaction(STORE, mode).objectStore(STORE));
      asking.onsuccess = () => done(asking.result);
      asking.onerror = () => failed(asking.error);
    });
  } finally {
    db.close();
  }
}

export async function noteWiped(note: WipedNote): Promise<void> {
  await inStore('readwrite', (store) => store.put(note));
}

/** What nobody has read yet, the oldest first. */
export function wipedNotes(): Promise<WipedNote[]> {
  return inStore('readonly', (store) => store.getAll() as IDBRequest<WipedNote[]>);
}

export async function forgetWiped(): Promise<void> {
  await inStore('readwrite', (store) => store.clear());
}
