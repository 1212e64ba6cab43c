import type { Pulled } from './api.ts';
import type { FieldHub, FieldPart } from './field-state.ts';
import { isNews, type Note, noteOf, noteOfItem, notesAfter } from './news.rules.ts';
import { placeKey } from './reference.ts';

/** What the commune did to what this person wrote, until it was read and a while longer. */
export class NewsPart implements FieldPart {
  private readonly hub: FieldHub;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    this.hub.set({ notes: (await this.hub.store.read<Note[]>('notes')) ?? [] });
  }

  /** Comes after the records of the same answer were kept, and before items count as settled. */
  async pulled({ news, items }: Pulled): Promise<void> {
    const settled = items.flatMap((found) => {
      const item = this.hub.state().items.find(({ id }) => id === found.id);
      return item && isNews(found, item) ? (noteOfItem(found, item, this.known()) ?? []) : [];
    });
    const fresh = [...news.map(noteOf), ...settled];
    if (fresh.length > 0) await this.keep(notesAfter(this.hub.state().notes, fresh, this.now()));
  }

  /** They were read. */
  async noteRead(ids: readonly string[]): Promise<void> {
    const notes = this.hub
      .state()
      .notes.map((note) => (ids.includes(note.id) ? { ...note, read: true as const } : note));
    await this.keep(notesAfter(notes, [], this.now()));
  }

  private known() {
    const { reference, records } = this.hub.state();
    return {
      me: this.hub.store.person.id,
      forms: reference?.forms ?? [],
      records,
      placeName: (place: Parameters<typeof placeKey>[0]): string =>
        reference?.places.find(({ value }) => placeKey(value) === placeKey(place))?.name ?? '',
    };
  }

  private now(): number {
    return Date.now() - this.hub.state().ahead;
  }

  private async keep(notes: readonly Note[]): Promise<void> {
    await this.hub.store.write('notes', notes);
    this.hub.set({ notes });
  }
}
