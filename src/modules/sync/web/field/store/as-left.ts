/** The app's memory. Its shape is the library's, in database.ts; who only looks at it opens it by hand. */
const NAME = 'tiengmo-field';

/**
 * Opens the memory as the app left it, without the library for it, which is more than all the rest that is needed then.
 * Undefined where there is none with that part; none is made. Rejects where the browser gives no memory.
 */
export function openAsLeft(part: 'people' | 'envelopes'): Promise<IDBDatabase | undefined> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(NAME);
    let isNew = false;
    opening.onupgradeneeded = () => {
      isNew = true;
      opening.transaction?.abort();
    };
    opening.onerror = () => (isNew ? done(undefined) : failed(opening.error));
    opening.onsuccess = () => {
      const db = opening.result;
      // The app wants to change its shape: nobody is in its way.
      db.onversionchange = () => db.close();
      if (db.objectStoreNames.contains(part)) return done(db);
      db.close();
      done(undefined);
    };
  });
}
