import type { OutputOf } from '../../../../../platform/contract.ts';
import type { sendEnvelopes as contract } from '../../../sync.contract.ts';
import { openAsLeft } from '../store/as-left.ts';
import type { EnvelopeRow } from '../store/database.ts';
import { leftBehind } from '../store/left-behind.ts';
import { noteWiped } from '../store/wiped-note.ts';
import { claimEnvelopes, dropEnvelopes, listEnvelopes, wipePerson } from './phone-memory.ts';

const MOST = 50;
const MOST_LETTERS = 1_000_000;

type Answer = OutputOf<typeof contract>;

/**
 * Hands in what waits on this phone, of all its people, while nobody has to unlock it. Throws where it did not reach the
 * server, so that the browser tries again. Gives the people whose part was wiped, as the commune had ordered.
 */
export async function sendEnvelopes(): Promise<string[]> {
  const db = await openAsLeft('envelopes').catch(() => undefined);
  if (!db) return [];
  try {
    const wiped: string[] = [];
    for (const listed of batches(await listEnvelopes(db))) {
      if (wiped.includes(listed[0]?.person ?? '')) continue;
      // Without any network nothing leaves, and nobody has to doubt whether it did.
      if (!self.navigator.onLine) throw new Error('no network');
      // A full phone can't note it; what is on it goes to the commune all the same.
      const batch = await claimEnvelopes(db, listed).catch(() => listed);
      const [first] = batch;
      if (!first) continue;
      const answer = await post(batch);
      const done = answer.answers.filter(({ outcome }) => outcome !== 'unknown').map(({ id }) => id);
      if (!answer.wipe) {
        await dropEnvelopes(db, done);
        continue;
      }
      // The envelopes go with all else: whoever is cut off before that hears of the order once more by them.
      await noteWiped({ ...(await leftBehind(db, first.person, done)), at: Date.now() }).catch(
        () => undefined,
      );
      await wipePerson(db, first.person);
      wiped.push(first.person);
      // Whether the commune hears of it or not: it is done.
      await post([first], true).catch(() => undefined);
    }
    return wiped;
  } finally {
    db.close();
  }
}

/** By person, each small enough for one request. */
function batches(rows: readonly EnvelopeRow[]): EnvelopeRow[][] {
  const found: EnvelopeRow[][] = [];
  for (const row of rows) {
    const last = found.findLast((batch) => batch[0]?.phoneId === row.phoneId);
    const letters = last?.reduce((sum, { data }) => sum + data.length, 0) ?? 0;
    if (last && last.length < MOST && letters + row.data.length <= MOST_LETTERS) last.push(row);
    else found.push([row]);
  }
  return found;
}

async function post(batch: readonly EnvelopeRow[], wiped?: true): Promise<Answer> {
  const envelopes = batch.map(({ id, iv, data }) => ({ id, iv, data }));
  const body = { phoneId: batch[0]?.phoneId, envelopes, ...(wiped ? { wiped } : {}) };
  const response = await fetch('/api/v1/sync/envelopes', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'omit',
    cache: 'no-store',
    body: JSON.stringify(body),
  });
  // What the server will never take waits for the app; what it can't take now goes again.
  if (response.status === 429 || response.status >= 500) throw new Error('later');
  return response.ok ? ((await response.json()) as Answer) : { answers: [], wipe: false };
}
