import type { FieldApi } from './api.ts';
import type { FieldHub, FieldPart } from './field-state.ts';
import { fetchReference, type Reference } from './reference.ts';

const REFERENCE_AGE = 20 * 3_600_000;

/** Forms, places and teams: fetched once a day. */
export class ReferencePart implements FieldPart {
  private readonly hub: FieldHub;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    this.hub.set({ reference: await this.hub.store.read<Reference>('reference') });
  }

  async round(api: FieldApi): Promise<void> {
    const { reference } = this.hub.state();
    if (reference && Date.now() - reference.fetchedAt < REFERENCE_AGE) return;
    const fetched = await fetchReference(api);
    await this.hub.store.write('reference', fetched);
    this.hub.set({ reference: fetched });
  }
}
