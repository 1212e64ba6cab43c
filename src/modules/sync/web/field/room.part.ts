import { withoutOpen } from './attachments.rules.ts';
import type { FieldHub, FieldPart } from './field-state.ts';
import { isOld } from './outbox.rules.ts';
import { roomNow } from './store/room.ts';

/** How much room there is; entries that arrived long ago leave by themselves, as they are at the commune. */
export class RoomPart implements FieldPart {
  private readonly hub: FieldHub;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    await this.tidy();
  }

  async round(): Promise<void> {
    await this.tidy();
  }

  private async tidy(): Promise<void> {
    const { store, state, set } = this.hub;
    const now = Date.now() - state().ahead;
    const { items, attachments } = state();
    const old = withoutOpen(
      items.filter((item) => isOld(item, now)),
      attachments,
    );
    if (old.length > 0) {
      await store.removeItems(old.map(({ id }) => id));
      set({ items: await store.items() });
    }
    set({ room: await roomNow() });
  }
}
