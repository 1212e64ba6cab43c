import { createCipheriv, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../../platform/server/testing/app.ts';
import type { ActivitySave } from '../activities/activity.contract.ts';
import { bindPhone, getCourierKey, makePhoneCode } from './phones.contract.ts';
import {
  type CommandKind,
  type Envelope,
  listSyncItems,
  pullChanges,
  pushCommands,
  type SyncAnswer,
  type SyncCommand,
  type SyncItem,
} from './sync.contract.ts';

/** A phone as the server knows it, and what it has made so far. */
export interface TestPhone {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  /** Sends these entries (new commands unless `ids` names them) and gives the answers in their order. */
  send(entries: readonly TestEntry[], clock?: { sentAt: string }): Promise<SyncAnswer[]>;
  /** The entry as the phone seals it for when its app is closed. */
  seal(entry: TestEntry): Promise<Envelope>;
  /** Fetches everything since the last time. */
  fetch(): Promise<Fetched>;
}

export interface TestEntry {
  readonly record: string;
  /** What the command carries: an entry, or what its kind asks for. */
  readonly save: ActivitySave | Record<string, unknown>;
  /** An entry unless it says otherwise. */
  readonly kind?: CommandKind;
  /** The command's id, to send it again. */
  readonly command?: string;
  /** By the phone's clock; now unless said. */
  readonly madeAt?: string;
  /** The item that it answers. */
  readonly settles?: string;
}

type Page = Awaited<ReturnType<typeof pageOf>>;
export interface Fetched {
  readonly activities: Page['activities'];
  readonly news: Page['news'];
  readonly items: Page['items'];
  readonly alarms: Page['alarms'];
  readonly wipe: boolean;
}

/** Binds a phone to somebody by a code that an officer makes, as it happens at the commune. */
export async function bindTestPhone(
  app: TestApp,
  given: { officer: string; userId: string; name?: string; now?: () => number },
): Promise<TestPhone> {
  const made = await app.call(makePhoneCode, { body: { userId: given.userId } }, given.officer);
  if (made.status !== 201) throw new Error(`no code: ${JSON.stringify(made.body)}`);
  const id = uuidv7();
  const bound = await app.call(bindPhone, {
    body: { code: made.body.code, phoneId: id, name: given.name ?? 'Máy của tổ' },
  });
  if (bound.status !== 201) throw new Error(`not bound: ${JSON.stringify(bound.body)}`);
  const { token } = bound.body;
  let cursor: string | undefined;
  return {
    id,
    token,
    userId: given.userId,
    send: async (entries, clock) => {
      const now = clock?.sentAt ?? new Date(given.now?.() ?? Date.now()).toISOString();
      const commands = entries.map((entry) => commandOf(entry, now));
      const reply = await app.call(
        pushCommands,
        { body: { phoneId: id, sentAt: now, waiting: 0, commands } },
        token,
      );
      if (reply.status !== 200) throw new Error(`not taken: ${JSON.stringify(reply.body)}`);
      return reply.body.answers;
    },
    seal: async (entry) => {
      const { key } = (await app.call(getCourierKey, { params: { id } }, token)).body;
      return sealEnvelope(key, id, commandOf(entry, new Date().toISOString()));
    },
    fetch: async () => {
      const activities: Page['activities'] = [];
      const news: Page['news'] = [];
      for (;;) {
        const page = await pageOf(app, id, token, cursor);
        activities.push(...page.activities);
        news.push(...page.news);
        cursor = page.cursor;
        const { items, alarms, wipe } = page;
        if (!page.more) return { activities, news, items, alarms, wipe };
      }
    },
  };
}

function commandOf(entry: TestEntry, now: string): SyncCommand {
  const { record, save, kind, command, settles, madeAt = now } = entry;
  return {
    id: command ?? uuidv7(),
    kind: kind ?? 'activity.save',
    recordId: record,
    payload: save,
    madeAt,
    ...(settles ? { settles } : {}),
  };
}

/** Seals a command (or what pretends to be one) with a courier key, as phones do. */
export function sealEnvelope(key: string, phoneId: string, command: { id: string }): Envelope {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64url'), iv).setAAD(
    Buffer.from(`tiengmo envelope ${phoneId} ${command.id}`),
  );
  const sealed = [cipher.update(JSON.stringify(command), 'utf8'), cipher.final(), cipher.getAuthTag()];
  const data = Buffer.concat(sealed).toString('base64url');
  return { id: command.id, iv: iv.toString('base64url'), data };
}

async function pageOf(app: TestApp, phoneId: string, token: string, cursor: string | undefined) {
  const query = { phoneId, limit: 3, ...(cursor ? { cursor } : {}) };
  const reply = await app.call(pullChanges, { query }, token);
  if (reply.status !== 200) throw new Error(`nothing fetched: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** All pages of what waits or was settled, how many there were, and the largest as JSON (letters). */
export async function listAllItems(
  app: TestApp,
  token: string,
  state: 'open' | 'settled' = 'open',
): Promise<{ items: SyncItem[]; pages: number; largest: number }> {
  const items: SyncItem[] = [];
  let largest = 0;
  for (let cursor: string | undefined, pages = 1; ; pages += 1) {
    const reply = await app.call(listSyncItems, { query: { state, ...(cursor ? { cursor } : {}) } }, token);
    if (reply.status !== 200) throw new Error(`no items: ${JSON.stringify(reply.body)}`);
    items.push(...reply.body.items);
    largest = Math.max(largest, JSON.stringify(reply.body).length);
    if (reply.body.next === null) return { items, pages, largest };
    cursor = reply.body.next;
  }
}
