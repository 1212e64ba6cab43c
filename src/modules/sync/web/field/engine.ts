import type { SyncItem } from '../../sync.contract.ts';
import { FieldApi, FieldProblem } from './api.ts';
import { arrivedLongAgo, withoutOpen } from './attachments.rules.ts';
import type { FieldPart, FieldState } from './field-state.ts';
import { isNews } from './news.rules.ts';
import {
  afterAnswer,
  byKnownClock,
  commandOf,
  isOnlyHere,
  type OutboxItem,
  toSend,
  waitingCount,
  withRightClock,
} from './outbox.rules.ts';
import { makeParts } from './parts.ts';
import { isDue } from './rounds.rules.ts';
import { askForCourier } from './store/courier.ts';
import type { PersonStore } from './store/person-store.ts';
import { isDiskFull, roomNow } from './store/room.ts';
import { noteWiped } from './store/wiped-note.ts';

interface Contact {
  cursor: string | undefined;
  ahead: number;
  lastContact: number | undefined;
  month: string;
  bytes: number;
}

const BATCH = 50;

/** An entry that found no room on the phone; it is in here, for whoever can still carry it off. */
export class NotKept extends Error {
  readonly item: OutboxItem;

  constructor(item: OutboxItem) {
    super('the phone is full');
    this.item = item;
  }
}

const phoneFull = new FieldProblem(507, {
  code: 'phoneFull',
  titleVi: 'Máy hết chỗ: chưa nhận thêm được gì từ xã. Bản ghi vẫn được gửi đi.',
  title: 'The phone is full: nothing more comes from the commune. Entries are still sent.',
});

/** So long (milliseconds) nobody asks a network that is not there: it answers at once that it is not. */
const SLOW = 10_000;

/** Whether sending may fare better than fetching did, which took so long (milliseconds). */
function isWorthSending({ status }: FieldProblem, took: number): boolean {
  return status === 0 ? took > SLOW : status !== 401;
}

/** What is noted of entries that were sent in vain: without any network they have not left the phone. */
function mayHaveLeft(error: unknown): Pick<OutboxItem, 'tried'> {
  const { status } = error instanceof FieldProblem ? error : { status: 0 };
  const hasLeft = status === 0 ? navigator.onLine : status >= 500;
  return hasLeft ? { tried: true } : {};
}

/** What the server, the network or a full phone had against it; throws all else. */
async function problemIn(work: () => Promise<void>): Promise<FieldProblem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof FieldProblem) return error;
    if (isDiskFull(error)) return phoneFull;
    throw error;
  }
}

/** Sends, fetches and keeps; one for the person who is unlocked. Screens subscribe to its state. */
export class FieldEngine {
  readonly store: PersonStore;
  private readonly onWiped: () => void;
  private readonly parts: readonly FieldPart[];
  private readonly listeners = new Set<() => void>();
  private contact: Contact = { cursor: undefined, ahead: 0, lastContact: undefined, month: '', bytes: 0 };
  private now: FieldState = {
    items: [],
    records: [],
    attachments: [],
    alarms: [],
    gongReplies: {},
    reference: undefined,
    messages: [],
    notes: [],
    models: undefined,
    pledges: undefined,
    ahead: 0,
    lastContact: undefined,
    busy: false,
    problem: undefined,
    bytes: 0,
    room: undefined,
  };
  private running: Promise<void> | undefined;
  private again: 'all' | 'send' | undefined;
  /** When it was last asked what is new, and when that last went well; by a clock that nobody sets. */
  private askedAt: number | undefined;
  private fetchedAt: number | undefined;
  /** The commune has ordered this part off the phone. */
  private toBeWiped = false;

  constructor(store: PersonStore, onWiped: () => void) {
    this.store = store;
    this.onWiped = onWiped;
    this.parts = makeParts({ store, state: this.state, set: (news) => this.set(news) });
  }

  /** Reads what the phone keeps; no network is asked. */
  async load(): Promise<void> {
    this.contact = (await this.store.read<Contact>('contact')) ?? this.contact;
    const { ahead, lastContact, bytes } = this.contact;
    this.set({ items: await this.store.items(), ahead, lastContact, bytes });
    for (const part of this.parts) await part.load();
    await this.store.removeItems(arrivedLongAgo(this.now.items, this.now.attachments));
    this.set({ items: await this.store.items() });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): FieldState => this.now;

  /** The part of that kind. */
  part<P extends FieldPart>(kind: new (...given: never[]) => P): P {
    const found = this.parts.find((part): part is P => part instanceof kind);
    if (!found) throw new Error(`no part ${kind.name}`);
    return found;
  }

  /** The right time, as far as it is known. */
  rightNow(): Date {
    return new Date(Date.now() - this.contact.ahead);
  }

  /** Keeps an entry (or its next version) and tries to send it. It is on the disk when this resolves; throws NotKept. */
  async keep(made: OutboxItem): Promise<void> {
    if (!(await this.store.isThere())) return this.onWiped();
    // Begun before the last contact, it may not know yet what that told of the clock.
    const item = byKnownClock(made, this.contact.ahead);
    await this.store.putItem(item).catch((error: unknown) => {
      throw isDiskFull(error) ? new NotKept(item) : error;
    });
    this.set({ items: await this.store.items() });
    void askForCourier();
    void this.run('send');
  }

  /** Shows what a screen has written to the store itself. */
  note(news: Partial<FieldState>): void {
    this.set(news);
  }

  /** Called often while the app is open: sends and fetches when it is time. */
  tick(): void {
    if (isDue(this.askedAt, performance.now())) void this.sync();
  }

  /** Sends something again that was refused, as it is. */
  async sendAgain({ problem: _settled, tried: _answered, ...item }: OutboxItem): Promise<void> {
    await this.keep({ ...item, state: 'here' });
  }

  /** Takes an entry back that has not left the phone; false where it has, or may have meanwhile. */
  async takeBack(id: string): Promise<boolean> {
    const item = this.now.items.find((one) => one.id === id);
    const isBack = item !== undefined && isOnlyHere(item) && (await this.store.takeBack(id));
    this.set({ items: await this.store.items() });
    return isBack;
  }

  /** Takes an entry off the phone: one that arrived or was refused, or that another takes the place of. */
  async remove(id: string): Promise<void> {
    await this.store.removeItems([id]);
    this.set({ items: await this.store.items() });
  }

  /** Makes room: what has arrived is at the commune. */
  async clearArrived(): Promise<void> {
    const { items, attachments } = this.now;
    const arrived = withoutOpen(
      items.filter(({ state }) => state === 'arrived'),
      attachments,
    );
    await this.store.removeItems(arrived.map(({ id }) => id));
    this.set({ items: await this.store.items(), room: await roomNow() });
  }

  /** Sends and fetches once; while one runs, one more follows it. Never throws: `problem` says what went wrong. */
  sync(): Promise<void> {
    return this.run('all');
  }

  /** `send`: asks what is new only if that is due, so that what is sent is no reason to ask again. */
  private run(what: 'all' | 'send'): Promise<void> {
    if (this.running) {
      this.again = this.again === 'all' ? 'all' : what;
      return this.running;
    }
    this.running = this.round(what).finally(() => {
      const { again } = this;
      this.running = undefined;
      this.again = undefined;
      if (again) void this.run(again);
    });
    return this.running;
  }

  private async round(what: 'all' | 'send'): Promise<void> {
    // Another window has taken this part off the phone.
    if (!(await this.store.isThere())) return this.onWiped();
    this.set({ busy: true });
    const api = new FieldApi(await this.store.token(), { count: (bytes) => this.countBytes(bytes) });
    try {
      const began = performance.now();
      const asks = what === 'all' || isDue(this.fetchedAt, began);
      const notFetched = asks ? await problemIn(() => this.fetch(api)) : undefined;
      // What was written goes out though nothing comes in: the phone is full, or the answer too much for this network.
      if (notFetched && !isWorthSending(notFetched, performance.now() - began)) throw notFetched;
      await this.send(api);
      let problem = notFetched;
      if (!this.toBeWiped) {
        // A list that fails holds up no pictures.
        for (const part of this.parts) problem = (await problemIn(async () => part.round?.(api))) ?? problem;
      }
      this.set({ problem });
    } catch (error) {
      if (!(error instanceof FieldProblem || isDiskFull(error))) throw error;
      this.set({ problem: error instanceof FieldProblem ? error : phoneFull });
    } finally {
      this.set({ busy: false });
      // Whatever else went wrong: an order that was heard is carried out.
      if (this.toBeWiped) await this.wipe(api);
    }
  }

  private async fetch(api: FieldApi): Promise<void> {
    const began = performance.now();
    this.askedAt = began;
    for (;;) {
      const asked = { at: Date.now(), mark: performance.now() };
      const has = Object.assign({}, ...this.parts.map((part) => part.asks?.() ?? {})) as Record<
        string,
        string
      >;
      const page = await api.pull(this.store.person.phoneId, this.contact.cursor, has);
      this.toBeWiped ||= page.wipe;
      await this.heard(page.now, asked);
      for (const part of this.parts) await part.pulled?.(page);
      for (const item of page.items) await this.noteSettled(item);
      // Only now: what came is on the disk, and a cut-off before this line fetches it once more.
      await this.saveContact({ cursor: page.cursor });
      this.fetchedAt = began;
      if (!page.more) return;
    }
  }

  private async send(api: FieldApi): Promise<void> {
    for (;;) {
      const next = toSend(this.now.items, BATCH);
      if (next.length === 0) return;
      // What was taken back until now is not sent; what is sent from now on can't be taken back.
      const batch = await this.mark(next, 'onWay');
      if (batch.length === 0) continue;
      const left = waitingCount(this.now.items) - batch.length;
      const answer = await api
        .push({
          phoneId: this.store.person.phoneId,
          sentAt: new Date().toISOString(),
          waiting: Math.max(0, left),
          commands: batch.map(commandOf),
        })
        .catch(async (error: unknown) => {
          // Whether it arrived may be unknown: the same commands go again and count once.
          await this.mark(batch, 'here', mayHaveLeft(error));
          throw error;
        });
      this.toBeWiped ||= answer.wipe;
      const answers = new Map(answer.answers.map((one) => [one.id, one]));
      const after = batch.map((item) => {
        const told = answers.get(item.id);
        return {
          item,
          next: told ? afterAnswer(item, told, answer.now) : { ...item, state: 'here' as const },
        };
      });
      await this.noteAnswers(after.flatMap(({ next }) => next ?? []));
      await this.store.removeItems(after.flatMap(({ item, next }) => (next ? [] : [item.id])));
      this.set({ items: await this.store.items() });
    }
  }

  /**
   * Notes that entries are under way, or are not any more, and gives those that are still there. A full phone remembers it
   * until it is closed.
   */
  private async mark(
    batch: readonly OutboxItem[],
    state: 'here' | 'onWay',
    tried: Pick<OutboxItem, 'tried'> = {},
  ): Promise<readonly OutboxItem[]> {
    const marked = batch.map((item) => ({ ...item, state, ...tried }));
    try {
      const kept = await this.store.putItems(marked, 'known');
      this.set({ items: await this.store.items() });
      return kept;
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      const news = new Map(marked.map((item) => [item.id, item]));
      const items = (await this.store.items()).map((item) => news.get(item.id) ?? item);
      this.set({ items });
      return items.filter(({ id }) => news.has(id));
    }
  }

  /** Keeps what became of entries; on a full phone those that arrived leave it instead, and the others are told again. */
  private async noteAnswers(items: readonly OutboxItem[]): Promise<void> {
    try {
      await this.store.putItems(items, 'known');
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      // Not those whose pictures are here: they are told again, and the pictures learn that they are awaited.
      const arrived = items.filter(({ state }) => state === 'arrived');
      const free = withoutOpen(arrived, await this.store.attachments());
      await this.store.removeItems(free.map(({ id }) => id));
      throw error;
    }
  }

  /** Learns from the server's clock how far this one is ahead, and puts right what it had filled in. */
  private async heard(serverNow: string, asked: { at: number; mark: number }): Promise<void> {
    const half = (performance.now() - asked.mark) / 2;
    const server = Date.parse(serverNow);
    const ahead = Math.round(Date.now() - half - server);
    // Somebody may have set the clock meanwhile: what was written before went by the one before.
    const before = Math.round(asked.at + half - server);
    // What is written while this is noted goes by the new one already.
    const { items } = this.now;
    await this.saveContact({ ahead, lastContact: Date.now() });
    const right = items.map((item) => withRightClock(item, before));
    await this.store.putItems(
      right.filter((item, at) => item !== items[at]),
      'known',
    );
    this.set({ items: await this.store.items() });
  }

  /** Somebody settled an entry at the commune. */
  private async noteSettled(found: SyncItem): Promise<void> {
    const item = this.now.items.find(({ id }) => id === found.id);
    if (!item || !isNews(found, item)) return;
    const dropped = found.settlement === 'dropped' ? { dropped: found.reason } : {};
    await this.store.putItem({ ...item, state: 'arrived', arrivedAt: new Date().toISOString(), ...dropped });
    this.set({ items: await this.store.items() });
  }

  /** Takes the person's part off the phone at once; the commune hears of it where there is a network. */
  async leave(): Promise<void> {
    const api = new FieldApi(await this.store.token(), { count: () => undefined });
    await this.store.wipe();
    void api.wiped(this.store.person.phoneId).catch(() => undefined);
  }

  private async wipe(api: FieldApi): Promise<void> {
    // What could not be sent is gone with the rest: whoever opens the phone next is told how much that was.
    const left = await this.store.leftBehind();
    await noteWiped({ ...left, at: Date.now() }).catch(() => undefined);
    await this.store.wipe();
    this.toBeWiped = false;
    this.onWiped();
    // Only what is done is said to be done.
    await api.wiped(this.store.person.phoneId).catch(() => undefined);
  }

  countBytes(bytes: number): void {
    const month = new Date().toISOString().slice(0, 7);
    const before = this.contact.month === month ? this.contact.bytes : 0;
    this.contact = { ...this.contact, month, bytes: before + bytes };
    this.set({ bytes: this.contact.bytes });
  }

  private async saveContact(news: Partial<Contact>): Promise<void> {
    this.contact = { ...this.contact, ...news };
    // Together: what is filled in by the right time says which clock that went by.
    this.set({ ahead: this.contact.ahead, lastContact: this.contact.lastContact });
    await this.store.write('contact', this.contact);
  }

  private set(news: Partial<FieldState>): void {
    this.now = { ...this.now, ...news };
    for (const listener of this.listeners) listener();
  }
}
