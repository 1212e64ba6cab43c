import type { EnvelopeRow, OutboxRow } from '../store/database.ts';

// By hand: the library for it would double the worker.
export async function listEnvelopes(db: IDBDatabase): Promise<EnvelopeRow[]> {
  const all = db.transaction('envelopes').objectStore('envelopes').getAll();
  return (await result(all)) as EnvelopeRow[];
}

/** Notes that entries are being handed in, so that nobody takes them back; gives the envelopes that are still there. */
export function claimEnvelopes(db: IDBDatabase, rows: readonly EnvelopeRow[]): Promise<EnvelopeRow[]> {
  return changeEntries(db, rows, (row) => ({ ...row, sentBy: 'worker' }));
}

/** Notes that entries have not left the phone after all. */
export async function releaseEnvelopes(db: IDBDatabase, rows: readonly EnvelopeRow[]): Promise<void> {
  await changeEntries(db, rows, ({ sentBy: _handedIn, ...row }) => row);
}

/** Changes the rows of the entries whose envelopes are still there, in one go with looking for those. */
async function changeEntries(
  db: IDBDatabase,
  rows: readonly EnvelopeRow[],
  change: (row: OutboxRow) => OutboxRow,
): Promise<EnvelopeRow[]> {
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
        if (finding.result) outbox.put(change(finding.result));
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
