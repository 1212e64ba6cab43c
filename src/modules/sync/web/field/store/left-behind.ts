/** What would be lost if a person's part went from this phone now. */
export interface LeftBehind {
  /** Entries that nobody at the commune has, as far as the phone knows. */
  readonly entries: number;
  /** Pictures and recordings. */
  readonly attachments: number;
}

/**
 * How an entry's row says, without the PIN, whether it would be lost: no: the commune has it; packed: not before its
 * envelope was handed in; alone: yes.
 */
export type Waits = 'no' | 'packed' | 'alone';

/**
 * Counts what has not reached the commune; `handedIn` are envelopes that have just done so. Works without the PIN, in the
 * app and in the service worker alike.
 */
export async function leftBehind(
  db: IDBDatabase,
  person: string,
  handedIn: readonly string[] = [],
): Promise<LeftBehind> {
  const reading = db.transaction(['outbox', 'envelopes', 'attachmentBytes']);
  const all = <T>(name: string): Promise<T[]> =>
    new Promise((done, failed) => {
      const asking = reading.objectStore(name).getAll() as IDBRequest<T[]>;
      asking.onsuccess = () => done(asking.result);
      asking.onerror = () => failed(asking.error);
    });
  const keys = new Promise<number>((done, failed) => {
    let count = 0;
    // One by one: of pictures no more than one is in memory.
    const walk = reading.objectStore('attachmentBytes').openCursor();
    walk.onerror = () => failed(walk.error);
    walk.onsuccess = () => {
      const at = walk.result;
      if (!at) return done(count);
      if ((at.value as { person: string }).person === person) count += 1;
      at.continue();
    };
  });
  const [rows, envelopes, attachments] = await Promise.all([
    all<{ id: string; person: string; waits?: Waits }>('outbox'),
    all<{ id: string }>('envelopes'),
    keys,
  ]);
  const packed = new Set(envelopes.map(({ id }) => id).filter((id) => !handedIn.includes(id)));
  const lost = rows.filter(
    ({ id, person: whose, waits = 'alone' }) =>
      whose === person && (waits === 'alone' || (waits === 'packed' && packed.has(id))),
  );
  return { entries: lost.length, attachments };
}
