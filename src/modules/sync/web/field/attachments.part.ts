import type { FieldApi } from './api.ts';
import {
  afterTry,
  type KeptAttachment,
  learnedFrom,
  onceMore,
  orphans,
  toUpload,
} from './attachments.rules.ts';
import type { FieldHub, FieldPart } from './field-state.ts';

/** Pictures and recordings: they go after their entries, each on its own, and hold up nothing. */
export class AttachmentsPart implements FieldPart {
  private readonly hub: FieldHub;
  private sending: Promise<void> | undefined;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    await this.read();
    const { store, state } = this.hub;
    const { attachments, items } = state();
    const begun = await store.begunText();
    for (const { id } of orphans(attachments, items, begun, Date.now())) await store.dropAttachment(id);
    await this.read();
  }

  /** Begins to send and does not wait for it: entries that are written meanwhile go on their own. */
  async round(api: FieldApi): Promise<void> {
    await this.read();
    const { attachments, items } = this.hub.state();
    for (const news of learnedFrom(attachments, items)) await this.hub.store.putAttachment(news);
    await this.read();
    // Whatever goes wrong here (the person was wiped meanwhile) is nothing to entries; the next round tries again.
    this.sending ??= this.sendAll(api)
      .catch(() => undefined)
      .finally(() => {
        this.sending = undefined;
      });
  }

  /** Sends one that was refused once more: what stood in its way may be settled. */
  async retry(one: KeptAttachment): Promise<void> {
    await this.note(onceMore(one));
  }

  /** Takes one that was refused off the phone for good. */
  async drop({ id }: KeptAttachment): Promise<void> {
    await this.hub.store.dropAttachment(id);
    await this.read();
  }

  private async sendAll(api: FieldApi): Promise<void> {
    const waiting = toUpload(this.hub.state().attachments);
    if (waiting.length === 0) return;
    const { upload } = await import('./upload.ts');
    for (const one of waiting) {
      const bytes = await this.hub.store.attachmentBytes(one.id);
      if (!bytes) continue;
      await this.note({ ...one, state: 'begun' });
      const tried = await upload(api, one, bytes, (sent) => this.show({ ...one, state: 'begun', sent }));
      await this.note(afterTry(one, tried));
      if (tried.outcome === 'arrived') await this.hub.store.dropAttachment(one.id, 'bytes');
      // Without a network the next would fare no better; the next round tries again. One that the server stumbles over
      // holds up none of the others.
      if (tried.outcome === 'later' && !tried.alone) return;
    }
  }

  private async note(one: KeptAttachment): Promise<void> {
    await this.hub.store.putAttachment(one);
    this.show(one);
  }

  private show(one: KeptAttachment): void {
    const { attachments } = this.hub.state();
    this.hub.set({ attachments: attachments.map((each) => (each.id === one.id ? one : each)) });
  }

  private async read(): Promise<void> {
    const shown = new Map(this.hub.state().attachments.map((one) => [one.id, one]));
    const attachments = await this.hub.store.attachments();
    // How far one has come stands in memory while it goes.
    this.hub.set({
      attachments: attachments.map((one) =>
        one.state === 'begun' ? { ...one, sent: Math.max(one.sent, shown.get(one.id)?.sent ?? 0) } : one,
      ),
    });
  }
}
