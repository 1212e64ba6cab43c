import type { OutputOf } from '../../../../platform/contract.ts';
import type { FieldModels, readFieldModels } from '../../../models/field-tasks.contract.ts';
import type { FieldApi, Pulled } from './api.ts';
import type { FieldHub, FieldPart } from './field-state.ts';
import { isDue, type Kept, keptAfter, withdrawn } from './kept.rules.ts';

/** Checks and reviews that are due, and how the sites stand. */
export class ModelsPart implements FieldPart {
  private readonly hub: FieldHub;
  private kept: (Kept<FieldModels> & { readonly version?: string }) | undefined;
  private wanted: string | undefined;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    this.kept = await this.hub.store.read<NonNullable<typeof this.kept>>('models');
    this.hub.set({ models: this.kept?.content });
  }

  async pulled({ versions }: Pulled): Promise<void> {
    this.wanted = versions.models;
  }

  async round(api: FieldApi): Promise<void> {
    const { items } = this.hub.state();
    const { wanted: version } = this;
    const isOther = version !== undefined && version !== this.kept?.version;
    if (!isOther && !isDue(this.kept, items, ['task.answer'])) return;
    const query = this.kept ? `?known=${this.kept.hash}` : '';
    const answer = await api
      .get<OutputOf<typeof readFieldModels>>(`field/models${query}`)
      .catch((error: unknown) => withdrawn(error, { tasks: [], sites: [] }));
    const kept = keptAfter(this.kept, answer, items);
    this.kept = version === undefined ? kept : { ...kept, version };
    await this.hub.store.write('models', this.kept);
    this.hub.set({ models: this.kept.content });
  }
}
