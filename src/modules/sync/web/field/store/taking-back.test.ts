import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EntryItem, isOnlyHere } from '../outbox.rules.ts';
import { claimEnvelopes, listEnvelopes } from '../worker/phone-memory.ts';
import { sendEnvelopes } from '../worker/send-envelopes.ts';
import { FieldDatabase } from './database.ts';
import { PersonStore } from './person-store.ts';

let db: FieldDatabase;
let store: PersonStore;
beforeEach(async () => {
  db = new FieldDatabase();
  const given = { id: 'person', phoneId: 'phone', name: 'Trần Thị Mận', token: 'token', pin: '482917' };
  store = await PersonStore.create(db, given);
  await store.setCourier(Buffer.alloc(32, 7).toString('base64url'));
});

function entry(id: string): EntryItem {
  return {
    kind: 'activity.save',
    id,
    recordId: `record of ${id}`,
    save: { form: 'patrol', formVersion: 1, state: 'submitted', values: {} },
    madeAt: '2026-03-02T14:00:00.000Z',
    ahead: 0,
    byClock: { times: [] },
    state: 'here',
  };
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await db.delete();
});

/** As the service worker sees the phone's memory, without any key. */
const handIn = async (): Promise<string[]> => {
  const rows = await claimEnvelopes(db.backendDB(), await listEnvelopes(db.backendDB()));
  return rows.map(({ id }) => id);
};

describe('an entry is taken back or sent, never both', () => {
  test('whoever takes it back first keeps it from being sent', async () => {
    const item = entry('one');
    await store.putItem(item);
    expect(await store.takeBack('one')).toBe(true);
    expect(await store.putItems([{ ...item, state: 'onWay' }], 'known')).toEqual([]);
    expect(await handIn()).toEqual([]);
    expect(await store.items()).toEqual([]);
  });

  test('what the app is sending is not taken back; after an attempt without any network it is', async () => {
    const item = entry('one');
    await store.putItem(item);
    const [sending] = await store.putItems([{ ...item, state: 'onWay' }], 'known');
    expect(sending?.id).toBe('one');
    expect(await store.takeBack('one')).toBe(false);
    await store.putItems([{ ...item, state: 'here' }], 'known');
    expect(await store.takeBack('one')).toBe(true);
  });

  test('what was sent without an answer is not taken back', async () => {
    const item = entry('one');
    await store.putItem(item);
    await store.putItems([{ ...item, state: 'here', tried: true }], 'known');
    expect(await store.takeBack('one')).toBe(false);
  });

  test('what the service worker hands in is in doubt, whatever the app tries meanwhile, until an answer is heard', async () => {
    const item = entry('one');
    await store.putItem(item);
    expect(await handIn()).toEqual(['one']);
    expect(await store.takeBack('one')).toBe(false);
    expect((await store.items()).map(isOnlyHere)).toEqual([false]);
    await store.putItems([{ ...item, state: 'onWay' }], 'known');
    await store.putItems([{ ...item, state: 'here' }], 'known');
    expect(await store.takeBack('one')).toBe(false);

    // Refused, and sent again as it is: that attempt is another one.
    await store.putItems([{ ...item, state: 'needsYou' }], 'known');
    await store.putItem(item);
    expect((await store.items()).map(isOnlyHere)).toEqual([true]);
    expect(await store.takeBack('one')).toBe(true);
  });

  test('a service worker without any network has handed in nothing', async () => {
    vi.stubGlobal('self', { navigator: { onLine: false } });
    await store.putItem(entry('one'));
    await expect(sendEnvelopes()).rejects.toThrow('no network');
    expect((await store.items()).map(isOnlyHere)).toEqual([true]);
    expect(await store.takeBack('one')).toBe(true);
  });

  test('what an attempt before may have brought stays in doubt, though the next one has no network', async () => {
    vi.stubGlobal('self', { navigator: { onLine: false } });
    await store.putItem(entry('one'));
    await handIn();
    await expect(sendEnvelopes()).rejects.toThrow('no network');
    expect((await store.items()).map(isOnlyHere)).toEqual([false]);
    expect(await store.takeBack('one')).toBe(false);
  });
});
