import { openAsLeft } from './as-left.ts';
import type { PersonRow } from './database.ts';

/** Who is bound to this phone, as the screen that asks for the PIN shows it. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  /** Wrong PINs in a row so far. */
  readonly failures: number;
  readonly hasPasskey: boolean;
}

/** Who has a part on this phone. Rejects where the browser gives the app no memory. */
export async function listPeople(): Promise<KnownPerson[]> {
  const db = await openAsLeft('people');
  if (!db) return [];
  try {
    const rows = await new Promise<PersonRow[]>((done, failed) => {
      const all = db.transaction('people').objectStore('people').getAll();
      all.onsuccess = () => done(all.result as PersonRow[]);
      all.onerror = () => failed(all.error);
    });
    return rows.map(({ id, name, failures = 0, passkey }) => ({
      id,
      name,
      failures,
      hasPasskey: passkey !== undefined,
    }));
  } finally {
    db.close();
  }
}
