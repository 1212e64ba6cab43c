import type { FieldApi, Pulled } from './api.ts';
import type { FieldHub, FieldPart } from './field-state.ts';
import { isStale } from './reference.rules.ts';
import { fetchReference, type Reference, type ReferenceVersions } from './reference.ts';

/** Forms, places and teams: fetched when the commune says that they are other ones. */
export class ReferencePart implements FieldPart {
  private readonly hub: FieldHub;
  private wanted: ReferenceVersions | undefined;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    this.hub.set({ reference: await this.hub.store.read<Reference>('reference') });
  }

  async pulled({ versions: { forms, places } }: Pulled): Promise<void> {
    this.wanted = { forms, places };
  }

  async round(api: FieldApi): Promise<void> {
    const { reference } = this.hub.state();
    const { wanted } = this;
    if (!wanted || !isStale(reference, wanted)) return;
    const fetched = await fetchReference(api, reference, wanted);
    await this.hub.store.write('reference', fetched);
    this.hub.set({ reference: fetched });
  }
}
