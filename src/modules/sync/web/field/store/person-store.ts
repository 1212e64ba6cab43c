import type { KeptAttachment } from '../attachments.rules.ts';
import type { OutboxItem } from '../outbox.rules.ts';
import type { FieldDatabase, PersonRow, Sealed } from './database.ts';
import { lockKey, makeVault, open, openBytes, openVault, seal, sealBytes, type VaultKey } from './vault.ts';

/** Who is bound to this phone, as the screen that asks for the PIN shows it. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
}

/** What one person has on this phone, unlocked. Everything goes to the disk before a promise resolves. */
export class PersonStore {
  readonly person: PersonRow;
  private readonly db: FieldDatabase;
  private readonly key: VaultKey;
  /** Entries as they were opened last: one whose seal is the same is not opened again. */
  private opened = new Map<string, { readonly sealed: Sealed; readonly item: OutboxItem }>();

  private constructor(db: FieldDatabase, person: PersonRow, key: VaultKey) {
    this.db = db;
    this.person = person;
    this.key = key;
  }

  static async listPeople(db: FieldDatabase): Promise<KnownPerson[]> {
    return (await db.people.toArray()).map(({ id, name }) => ({ id, name }));
  }

  /** Unlocks; undefined for a wrong PIN. */
  static async unlock(db: FieldDatabase, id: string, pin: string): Promise<PersonStore | undefined> {
    const person = await db.people.get(id);
    const key = person && (await openVault(person, pin));
    return person && key && new PersonStore(db, person, key);
  }

  /** Makes the place for somebody who was just bound. */
  static async create(
    db: FieldDatabase,
    given: { id: string; phoneId: string; name: string; token: string; pin: string },
  ): Promise<PersonStore> {
    const { key, lock } = await makeVault(given.pin);
    const { id, phoneId, name } = given;
    const person = { id, phoneId, name, ...lock, token: await seal(key, given.token), boundAt: Date.now() };
    await db.people.put(person);
    return new PersonStore(db, person, key);
  }

  async token(): Promise<string> {
    const row = await this.db.people.get(this.person.id);
    return open<string>(this.key, (row ?? this.person).token);
  }

  /** After the phone was bound anew: entries stay, the key to the commune is another one. */
  async rebind(phoneId: string, token: string): Promise<PersonStore> {
    const person = { ...this.person, phoneId, token: await seal(this.key, token) };
    await this.db.people.put(person);
    return new PersonStore(this.db, person, this.key);
  }

  async changePin(pin: string): Promise<void> {
    const lock = await lockKey(this.key, pin);
    await this.db.people.update(this.person.id, { ...lock });
  }

  async read<T>(name: string): Promise<T | undefined> {
    const row = await this.db.parts.get(this.partKey(name));
    return row && open<T>(this.key, row.sealed);
  }

  async write(name: string, value: unknown): Promise<void> {
    const sealed = await seal(this.key, value);
    await this.db.parts.put({ key: this.partKey(name), person: this.person.id, name, sealed });
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
    const found = await Promise.all(
      rows.map(async ({ id, sealed }) => {
        const before = this.opened.get(id);
        if (before && isSameSeal(before.sealed, sealed)) return { sealed, item: before.item };
        return { sealed, item: await open<OutboxItem>(this.key, sealed) };
      }),
    );
    this.opened = new Map(found.map((one) => [one.item.id, one]));
    return found.map(({ item }) => item);
  }

  async putItem(item: OutboxItem): Promise<void> {
    await this.putItems([item]);
  }

  /** Keeps entries in one go. `known`: only those that are there; what was taken off meanwhile stays off. */
  async putItems(items: readonly OutboxItem[], which: 'all' | 'known' = 'all'): Promise<void> {
    if (items.length === 0) return;
    const seals = await Promise.all(items.map((item) => seal(this.key, item)));
    await this.db.transaction('rw', this.db.outbox, async () => {
      const known = await this.db.outbox.bulkGet(items.map(({ id }) => id));
      let last = await this.lastPlace();
      const rows = items.flatMap(({ id }, at) => {
        const [before, sealed] = [known[at], seals[at]];
        if (!sealed || (which === 'known' && !before)) return [];
        if (!before) last += 1;
        return [{ id, person: this.person.id, place: before?.place ?? last, sealed }];
      });
      await this.db.outbox.bulkPut(rows);
    });
  }

  async removeItems(ids: readonly string[]): Promise<void> {
    await this.db.outbox.bulkDelete([...ids]);
  }

  /** Pictures and recordings of this person, in the order in which they were taken. */
  async attachments(): Promise<KeptAttachment[]> {
    const rows = await this.db.attachments.where('person').equals(this.person.id).toArray();
    const all = await Promise.all(rows.map((row) => open<KeptAttachment>(this.key, row.sealed)));
    return all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Keeps what is known of one, and with `bytes` the thing itself, both or neither. */
  async putAttachment(kept: KeptAttachment, bytes?: Uint8Array<ArrayBuffer>): Promise<void> {
    const { id } = kept;
    const row = { id, person: this.person.id, sealed: await seal(this.key, kept) };
    const content = bytes && { id, person: this.person.id, sealed: await sealBytes(this.key, bytes) };
    await this.db.transaction('rw', [this.db.attachments, this.db.attachmentBytes], async () => {
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
    return JSON.stringify(await Promise.all(begun.map((row) => open<unknown>(this.key, row.sealed))));
  }

  /** Takes everything of this person off the phone; what others keep on it stays. */
  wipe(): Promise<void> {
    return PersonStore.forget(this.db, this.person.id);
  }

  /** The same for somebody who can't unlock any more. */
  static async forget(db: FieldDatabase, id: string): Promise<void> {
    await db.transaction(
      'rw',
      [db.people, db.parts, db.outbox, db.attachments, db.attachmentBytes],
      async () => {
        await db.attachmentBytes.where('person').equals(id).delete();
        await db.attachments.where('person').equals(id).delete();
        await db.outbox.where('[person+place]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).delete();
        await db.parts.where('person').equals(id).delete();
        await db.people.delete(id);
      },
    );
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

/** Every sealing draws another number. */
function isSameSeal(one: Sealed, other: Sealed): boolean {
  return one.iv.every((byte, at) => byte === other.iv[at]);
}
