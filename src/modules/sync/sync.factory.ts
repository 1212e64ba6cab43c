import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../../platform/server/testing/app.ts';
import type { ActivitySave } from '../activities/activity.contract.ts';
import { bindPhone, makePhoneCode } from './phones.contract.ts';
import { type CommandKind, pullChanges, pushCommands, type SyncAnswer } from './sync.contract.ts';

/** A phone as the server knows it, and what it has made so far. */
export interface TestPhone {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  /** Sends these entries (new commands unless `ids` names them) and gives the answers in their order. */
  send(entries: readonly TestEntry[], clock?: { sentAt: string }): Promise<SyncAnswer[]>;
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
      const commands = entries.map(({ record, save, kind, command, madeAt, settles }) => ({
        id: command ?? uuidv7(),
        kind: kind ?? ('activity.save' as const),
        recordId: record,
        payload: save,
        madeAt: madeAt ?? now,
        ...(settles ? { settles } : {}),
      }));
      const reply = await app.call(
        pushCommands,
        { body: { phoneId: id, sentAt: now, waiting: 0, commands } },
        token,
      );
      if (reply.status !== 200) throw new Error(`not taken: ${JSON.stringify(reply.body)}`);
      return reply.body.answers;
    },
    fetch: async () => {
      const activities: Page['activities'] = [];
      for (;;) {
        const page = await pageOf(app, id, token, cursor);
        activities.push(...page.activities);
        cursor = page.cursor;
        if (!page.more) return { activities, items: page.items, alarms: page.alarms, wipe: page.wipe };
      }
    },
  };
}

async function pageOf(app: TestApp, phoneId: string, token: string, cursor: string | undefined) {
  const query = { phoneId, limit: 3, ...(cursor ? { cursor } : {}) };
  const reply = await app.call(pullChanges, { query }, token);
  if (reply.status !== 200) throw new Error(`nothing fetched: ${JSON.stringify(reply.body)}`);
  return reply.body;
}
