import type { FieldMessage } from '../../messages.contract.ts';
import { actItem } from './acts.ts';
import type { Pulled } from './api.ts';
import type { FieldEngine } from './engine.ts';
import type { FieldHub, FieldPart } from './field-state.ts';

interface Kept {
  readonly version: string;
  readonly open: readonly FieldMessage[];
  /** Read on this phone, whatever the commune has heard of it. */
  readonly readHere: readonly string[];
}

/** Messages of the commune that are open today. */
export class MessagesPart implements FieldPart {
  private readonly hub: FieldHub;
  private kept: Kept = { version: '', open: [], readHere: [] };

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    this.take((await this.hub.store.read<Kept>('messages')) ?? this.kept);
  }

  asks(): Record<string, string> {
    return this.kept.version === '' ? {} : { messages: this.kept.version };
  }

  async pulled({ messages: { version, messages } }: Pulled): Promise<void> {
    if (!messages) return;
    const open = new Set(messages.map(({ id }) => id));
    const readHere = this.kept.readHere.filter((id) => open.has(id));
    const kept = { version, open: messages, readHere };
    await this.hub.store.write('messages', kept);
    this.take(kept);
  }

  private take(kept: Kept): void {
    this.kept = kept;
    this.hub.set({
      messages: kept.open.map((one) => (kept.readHere.includes(one.id) ? { ...one, read: true } : one)),
    });
  }

  /** Notes that a message was read here, before the commune hears of it. */
  async noteRead(id: string): Promise<void> {
    const kept = { ...this.kept, readHere: [...new Set([...this.kept.readHere, id])] };
    await this.hub.store.write('messages', kept);
    this.take(kept);
  }
}

/** "Đã đọc": on the disk first, and on its way to the commune. */
export async function readMessage(engine: FieldEngine, { id }: FieldMessage): Promise<void> {
  await engine.part(MessagesPart).noteRead(id);
  await engine.keep(
    actItem(engine, {
      kind: 'message.read',
      recordId: id,
      payload: {},
      words: { vi: 'Đã đọc tin của xã', en: 'Message was read' },
      isPassing: true,
    }),
  );
}

/** One line back to the commune. */
export async function replyTo(engine: FieldEngine, { id }: FieldMessage, text: string): Promise<void> {
  await engine.part(MessagesPart).noteRead(id);
  await engine.keep(
    actItem(engine, {
      kind: 'message.reply',
      recordId: id,
      payload: { text },
      words: { vi: `Trả lời xã: ${text}`, en: `Answer to the commune: ${text}` },
    }),
  );
}
