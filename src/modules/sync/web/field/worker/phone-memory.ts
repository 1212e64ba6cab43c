import type { EnvelopeRow, OutboxRow } from '../store/database.ts';

// By hand: the library for it would double the worker.
export async function listEnvelopes(db: IDBDatabase): Promise<EnvelopeRow[]> {
  const all = db.transaction('envelopes').objectStore('envelopes').getAll();
  return (await result(all)) as EnvelopeRow[];
}

/**
 * Notes that entries are being handed in, so that nobody takes them back from now on, in one go with looking whether their
 * envelopes are still there; gives those that are. Only an answer takes the note away again.
 */
export async function claimEnvelopes(db: IDBDatabase, rows: readonly EnvelopeRow[]): Promise<EnvelopeRow[]> {
  const writing = db.transaction(['envelopes', 'outbox'], 'readwrite');
  const outbox = writing.objectStore('outbox');
  const there: EnvelopeRow[] = [];
  for (const { id } of rows) {
    const asking = writing.objectStore('envelopes').get(id) as IDBRequest<EnvelopeRow | undefined>;
    asking.onsuccess = () => {
      if (!asking.result) return;
      there.push(asking.result);
      const finding = outbox.get(id) as IDBRequest<OutboxRow | undefined>;
      finding.onsuccess = () => {
        if (finding.result) outbox.put({ ...finding.result, sentBy: 'worker' });
      };
    };
  }
  await end(writing);
  return there;
}

export async function dropEnvelopes(db: IDBDatabase, ids: readonly string[]): Promise<void> {
  const writing = db.transaction('envelopes', 'readwrite');
  for (const id of ids) writing.objectStore('envelopes').delete(id);
  await end(writing);
}

/** Takes everything of a person off the phone, as the app does when it is told so; what others keep on it stays. */
export async function wipePerson(db: IDBDatabase, person: string): Promise<void> {
  const names = [...db.objectStoreNames];
  const writing = db.transaction(names, 'readwrite');
  for (const name of names) {
    const walk = writing.objectStore(name).openCursor();
    walk.onsuccess = () => {
      const at = walk.result;
      if (!at) return;
      const row = at.value as { id?: string; person?: string };
      if (name === 'people' ? row.id === person : row.person === person) at.delete();
      at.continue();
    };
  }
  await end(writing);
}

function result<T>(asking: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    asking.onsuccess = () => done(asking.result);
    asking.onerror = () => failed(asking.error);
  });
}

function end(writing: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    writing.oncomplete = () => done();
    writing.onerror = () => failed(writing.error);
    writing.onabort = () => failed(writing.error);
  });
}
