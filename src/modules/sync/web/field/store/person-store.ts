import type { Table } from 'dexie';
import type { KeptAttachment } from '../attachments.rules.ts';
import { afterHandingIn, isOnlyHere, isPassing, isWaiting, type OutboxItem } from '../outbox.rules.ts';
import { type Courier, sealEnvelope } from './courier.ts';
import type { FieldDatabase, OutboxRow, PersonRow, Sealed } from './database.ts';
import { type LeftBehind, leftBehind, type Waits } from './left-behind.ts';
import { forgetPasskey, makePasskey, openByPasskey } from './passkey.ts';
import { isDiskFull } from './room.ts';
import { lockKey, makeVault, open, openBytes, openVault, seal, sealBytes, type VaultKey } from './vault.ts';

/** What one person has on this phone, unlocked. Everything goes to the disk before a promise resolves. */
export class PersonStore {
  readonly person: PersonRow;
  private readonly db: FieldDatabase;
  private readonly key: VaultKey;
  /** Entries as they were opened last: one whose seal is the same is not opened again. */
  private opened = new Map<string, { readonly sealed: Sealed; readonly item: OutboxItem }>();
  private courier: Promise<Courier | undefined> | undefined;

  private constructor(db: FieldDatabase, person: PersonRow, key: VaultKey) {
    this.db = db;
    this.person = person;
    this.key = key;
  }

  /** Unlocks; undefined for a wrong PIN. */
  static async unlock(db: FieldDatabase, id: string, pin: string): Promise<PersonStore | undefined> {
    const person = await countedTry(db, id);
    const key = person && (await openVault(person, pin));
    return person && key && PersonStore.unlocked(db, person, key);
  }

  /** Unlocks by the phone's own lock; undefined where that did not open it. */
  static async unlockByPasskey(db: FieldDatabase, id: string): Promise<PersonStore | undefined> {
    const person = await db.people.get(id);
    const key = person?.passkey && (await openByPasskey(person.passkey));
    return person && key && PersonStore.unlocked(db, person, key);
  }

  private static async unlocked(db: FieldDatabase, person: PersonRow, key: VaultKey): Promise<PersonStore> {
    if (person.failures) await db.people.update(person.id, { failures: 0 }).catch(unlessDiskFull);
    return new PersonStore(db, person, key);
  }

  /**
   * Makes the place for somebody who was just bound. From the second person on nobody's part opens by the phone's own
   * lock any more: whoever knows it would open them all.
   */
  static async create(
    db: FieldDatabase,
    given: { id: string; phoneId: string; name: string; token: string; pin: string },
  ): Promise<PersonStore> {
    const { key, lock } = await makeVault(given.pin);
    const { id, phoneId, name } = given;
    const person = { id, phoneId, name, ...lock, token: await seal(key, given.token), boundAt: Date.now() };
    const { people, parts, outbox, envelopes, attachments, attachmentBytes } = db;
    const ownRows = [parts, envelopes, attachments, attachmentBytes];
    await db.transaction('rw', [people, outbox, ...ownRows], async () => {
      await people.toCollection().modify((other) => {
        delete other.passkey;
      });
      // What a part that left the phone before has left behind opens with no key any more.
      for (const table of ownRows) await table.where('person').equals(id).delete();
      await outbox.where('[person+place]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).delete();
      // Never over a part that is there: its entries would open with no key any more.
      await people.add(person);
    });
    return new PersonStore(db, person, key);
  }

  async token(): Promise<string> {
    const row = await this.db.people.get(this.person.id);
    return open<string>(this.key, (row ?? this.person).token);
  }

  /** After the phone was bound anew: entries stay, the key to the commune is another one. */
  async rebind(phoneId: string, token: string): Promise<PersonStore> {
    const sealed = await seal(this.key, token);
    const { people, envelopes, outbox } = this.db;
    await this.db.transaction('rw', [people, envelopes, outbox], async () => {
      await people.update(this.person.id, { phoneId, token: sealed });
      const unsent = await envelopes.where('person').equals(this.person.id).primaryKeys();
      for (const id of unsent) await outbox.update(id, { waits: 'alone' });
      // Sealed for the session that is over: the next contact brings another key.
      await envelopes.where('person').equals(this.person.id).delete();
    });
    return new PersonStore(this.db, { ...this.person, phoneId, token: sealed }, this.key);
  }

  /** Puts another PIN in the place of the old one; false where that was wrong. `byPasskey`: the phone's lock instead of it. */
  async changePin(old: string | 'byPasskey', pin: string): Promise<boolean> {
    const { db, person } = this;
    const proven =
      old === 'byPasskey'
        ? await PersonStore.unlockByPasskey(db, person.id)
        : await PersonStore.unlock(db, person.id, old);
    if (!proven) return false;
    await db.people.update(person.id, { ...(await lockKey(this.key, pin)) });
    return true;
  }

  /** How many wrong PINs in a row there were, by what is on the disk. */
  async failures(): Promise<number> {
    return (await this.db.people.get(this.person.id))?.failures ?? 0;
  }

  /** Whether somebody else has a part of this phone too. */
  async isShared(): Promise<boolean> {
    return (await this.db.people.count()) > 1;
  }

  async hasPasskey(): Promise<boolean> {
    return (await this.db.people.get(this.person.id))?.passkey !== undefined;
  }

  /** Lets the phone's own lock open this part as well; false where the person or the phone said no. */
  async addPasskey(): Promise<boolean> {
    const passkey = await makePasskey(this.key, this.person.name);
    if (!passkey) return false;
    await this.db.people.update(this.person.id, { passkey });
    return true;
  }

  async removePasskey(): Promise<void> {
    const row = await this.db.people.get(this.person.id);
    if (!row?.passkey) return;
    const { passkey, ...rest } = row;
    await this.db.people.put(rest);
    await forgetPasskey(passkey.credentialId);
  }

  /** Whether this part is still on the phone, and not one that was begun anew after it had left. */
  async isThere(): Promise<boolean> {
    return (await this.db.people.get(this.person.id))?.boundAt === this.person.boundAt;
  }

  /** Writes where the part still is; what comes too late for it is nobody's any more. */
  private async within(tables: readonly Table[], work: () => Promise<void>): Promise<void> {
    await this.db.transaction('rw', [...tables, this.db.people], async () => {
      if (await this.isThere()) await work();
    });
  }

  /** Undefined too where the disk has spoilt it. */
  async read<T>(name: string): Promise<T | undefined> {
    const row = await this.db.parts.get(this.partKey(name));
    return row && open<T>(this.key, row.sealed).catch(() => undefined);
  }

  async write(name: string, value: unknown): Promise<void> {
    const sealed = await seal(this.key, value);
    await this.within([this.db.parts], async () => {
      await this.db.parts.put({ key: this.partKey(name), person: this.person.id, name, sealed });
    });
  }

  async drop(name: string): Promise<void> {
    await this.db.parts.delete(this.partKey(name));
  }

  /** All entries, in the order in which they were made. */
  async items(): Promise<OutboxItem[]> {
    const rows = await this.db.outbox
      .where('[person+place]')
      .between([this.person.id, 0], [this.person.id, Number.MAX_SAFE_INTEGER])
      .toArray();
    // One that the disk has spoilt holds up none of the others.
    const tried = await Promise.allSettled(
      rows.map(async ({ id, sealed, sentBy }) => {
        const before = this.opened.get(id);
        if (before && isSameSeal(before.sealed, sealed)) return { sealed, item: before.item, sentBy };
        return { sealed, item: await open<OutboxItem>(this.key, sealed), sentBy };
      }),
    );
    const found = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    this.opened = new Map(found.map((one) => [one.item.id, one]));
    return found.map(({ item, sentBy }) => (sentBy === 'worker' ? afterHandingIn(item) : item));
  }

  async putItem(item: OutboxItem): Promise<void> {
    await this.putItems([item]);
  }

  /**
   * Keeps entries in one go, and gives those that were kept. `known`: only those that are there; what was taken off
   * meanwhile stays off.
   */
  async putItems(
    items: readonly OutboxItem[],
    which: 'all' | 'known' = 'all',
  ): Promise<readonly OutboxItem[]> {
    if (items.length === 0) return [];
    const seals = await Promise.all(items.map((item) => seal(this.key, item)));
    const courier = await this.ownCourier();
    const sealing = items.map((item) => sealEnvelope(courier, this.person, item));
    const packed = new Map(
      (await Promise.all(sealing)).flatMap((one) => (one ? [[one.id, one] as const] : [])),
    );
    const { outbox, envelopes } = this.db;
    const kept = new Set<string>();
    await this.within([outbox, envelopes], async () => {
      const known = await outbox.bulkGet(items.map(({ id }) => id));
      let last = await this.lastPlace();
      const rows = items.flatMap((item, at) => {
        const { id } = item;
        const [before, sealed] = [known[at], seals[at]];
        if (!sealed || (which === 'known' && !before)) return [];
        if (!before) last += 1;
        const waits: Waits = !isWaiting(item) ? 'no' : packed.has(id) ? 'packed' : 'alone';
        const sentBy = senderOf(item, before);
        kept.add(id);
        return [{ id, person: this.person.id, place: before?.place ?? last, sealed, waits, ...sentBy }];
      });
      await outbox.bulkPut(rows);
      await envelopes.bulkDelete(items.map(({ id }) => id));
      await envelopes.bulkPut(rows.flatMap(({ id }) => packed.get(id) ?? []));
    });
    return items.filter(({ id }) => kept.has(id));
  }

  /** Takes an entry off the phone as if it had never been; false where somebody is sending it, or may have sent it. */
  async takeBack(id: string): Promise<boolean> {
    const { outbox, envelopes } = this.db;
    return this.db.transaction('rw', [outbox, envelopes], async () => {
      const row = await outbox.get(id);
      if (!row || row.sentBy) return false;
      await outbox.delete(id);
      await envelopes.delete(id);
      return true;
    });
  }

  async removeItems(ids: readonly string[]): Promise<void> {
    const { outbox, envelopes } = this.db;
    await this.db.transaction('rw', [outbox, envelopes], async () => {
      await outbox.bulkDelete([...ids]);
      await envelopes.bulkDelete([...ids]);
    });
  }

  /** Whether the server has to be asked for the key of envelopes yet. */
  async needsCourier(): Promise<boolean> {
    return (await this.ownCourier())?.phoneId !== this.person.phoneId;
  }

  /** Keeps the key of envelopes, sealed like all else, and seals what waits with it. */
  async setCourier(key: string): Promise<void> {
    await this.write('courier', { phoneId: this.person.phoneId, key } satisfies Courier);
    this.courier = undefined;
    await this.putItems(await this.items(), 'known');
  }

  private ownCourier(): Promise<Courier | undefined> {
    this.courier ??= this.read<Courier>('courier');
    return this.courier;
  }

  /** Pictures and recordings of this person, in the order in which they were taken. */
  async attachments(): Promise<KeptAttachment[]> {
    const rows = await this.db.attachments.where('person').equals(this.person.id).toArray();
    const tried = await Promise.allSettled(rows.map((row) => open<KeptAttachment>(this.key, row.sealed)));
    const all = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    return all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Keeps what is known of one, and with `bytes` the thing itself, both or neither. */
  async putAttachment(kept: KeptAttachment, bytes?: Uint8Array<ArrayBuffer>): Promise<void> {
    const { id } = kept;
    const row = { id, person: this.person.id, sealed: await seal(this.key, kept) };
    const content = bytes && { id, person: this.person.id, sealed: await sealBytes(this.key, bytes) };
    await this.within([this.db.attachments, this.db.attachmentBytes], async () => {
      if (content) await this.db.attachmentBytes.put(content);
      await this.db.attachments.put(row);
    });
  }

  async attachmentBytes(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const row = await this.db.attachmentBytes.get(id);
    return row && new Uint8Array(await openBytes(this.key, row.sealed));
  }

  /** Takes one off the phone; with `bytes` only the thing itself, once it has arrived. */
  async dropAttachment(id: string, what: 'all' | 'bytes' = 'all'): Promise<void> {
    await this.db.attachmentBytes.delete(id);
    if (what === 'all') await this.db.attachments.delete(id);
  }

  /** What has been begun and not written down, as text: whatever it names is still wanted. */
  async begunText(): Promise<string> {
    const rows = await this.db.parts.where('person').equals(this.person.id).toArray();
    const begun = rows.filter(({ name }) => name.startsWith('draft/') || name === 'patrol');
    const opened = begun.map((row) => open<unknown>(this.key, row.sealed).catch(() => undefined));
    return JSON.stringify(await Promise.all(opened));
  }

  /** Takes everything of this person off the phone; what others keep on it stays. */
  wipe(): Promise<void> {
    return PersonStore.forget(this.db, this.person.id);
  }

  /** What would be lost if somebody's part went now; asked without the PIN. */
  static async leftBehind(db: FieldDatabase, id: string): Promise<LeftBehind> {
    await db.open();
    return leftBehind(db.backendDB(), id);
  }

  leftBehind(): Promise<LeftBehind> {
    return PersonStore.leftBehind(this.db, this.person.id);
  }

  /** The same for somebody who can't unlock any more. */
  static async forget(db: FieldDatabase, id: string): Promise<void> {
    const person = await db.people.get(id);
    await db.transaction(
      'rw',
      [db.people, db.parts, db.outbox, db.envelopes, db.attachments, db.attachmentBytes],
      async () => {
        await db.envelopes.where('person').equals(id).delete();
        await db.attachmentBytes.where('person').equals(id).delete();
        await db.attachments.where('person').equals(id).delete();
        await db.outbox.where('[person+place]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).delete();
        await db.parts.where('person').equals(id).delete();
        await db.people.delete(id);
      },
    );
    if (person?.passkey) await forgetPasskey(person.passkey.credentialId);
  }

  private async lastPlace(): Promise<number> {
    const last = await this.db.outbox
      .where('[person+place]')
      .between([this.person.id, 0], [this.person.id, Number.MAX_SAFE_INTEGER])
      .last();
    return last?.place ?? 0;
  }

  private partKey(name: string): string {
    return `${this.person.id}/${name}`;
  }
}

/** Who has sent an entry, for its row: the app knows of itself, and of the service worker's sending by the row before. */
function senderOf(item: OutboxItem, before: OutboxRow | undefined): Pick<OutboxRow, 'sentBy'> {
  if (!isWaiting(item) && !isPassing(item)) return {};
  if (before?.sentBy === 'worker') return { sentBy: 'worker' };
  return isOnlyHere(item) ? {} : { sentBy: 'app' };
}

/** Every sealing draws another number. */
function isSameSeal(one: Sealed, other: Sealed): boolean {
  return one.iv.every((byte, at) => byte === other.iv[at]);
}

/** The person, with one more wrong PIN counted before it is tried: who ends the app meanwhile has used it up. */
async function countedTry(db: FieldDatabase, id: string): Promise<PersonRow | undefined> {
  const person = await db.people.get(id);
  if (!person) return undefined;
  const failures = (person.failures ?? 0) + 1;
  try {
    await db.people.update(id, { failures });
  } catch (error) {
    unlessDiskFull(error);
    // A full disk can't count: then every try takes its time.
    await new Promise((resolve) => setTimeout(resolve, UNCOUNTED_WAIT));
  }
  return { ...person, failures };
}

const UNCOUNTED_WAIT = 5000;

function unlessDiskFull(error: unknown): void {
  if (!isDiskFull(error)) throw error;
}
