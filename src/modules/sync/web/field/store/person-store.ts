import type { OutboxItem } from '../outbox.rules.ts';
import type { FieldDatabase, PersonRow } from './database.ts';
import { lockKey, makeVault, open, openVault, seal, type VaultKey } from './vault.ts';

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
    return Promise.all(rows.map((row) => open<OutboxItem>(this.key, row.sealed)));
  }

  async putItem(item: OutboxItem): Promise<void> {
    const sealed = await seal(this.key, item);
    await this.db.transaction('rw', this.db.outbox, async () => {
      const known = await this.db.outbox.get(item.id);
      const last = known ? undefined : await this.lastPlace();
      const place = known?.place ?? (last ?? 0) + 1;
      await this.db.outbox.put({ id: item.id, person: this.person.id, place, sealed });
    });
  }

  async removeItem(id: string): Promise<void> {
    await this.db.outbox.delete(id);
  }

  /** Takes everything of this person off the phone; what others keep on it stays. */
  wipe(): Promise<void> {
    return PersonStore.forget(this.db, this.person.id);
  }

  /** The same for somebody who can't unlock any more. */
  static async forget(db: FieldDatabase, id: string): Promise<void> {
    await db.transaction('rw', [db.people, db.parts, db.outbox], async () => {
      await db.outbox.where('[person+place]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).delete();
      await db.parts.where('person').equals(id).delete();
      await db.people.delete(id);
    });
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
