import type { Activity } from '../../../activities/activity.contract.ts';
import type { Pulled } from './api.ts';
import type { FieldHub, FieldPart } from './field-state.ts';

const KEPT_RECORDS = 300;

/** Records of the person's places, as the commune has them. */
export class RecordsPart implements FieldPart {
  private readonly hub: FieldHub;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    this.hub.set({ records: (await this.hub.store.read<Activity[]>('records')) ?? [] });
  }

  async pulled({ activities }: Pulled): Promise<void> {
    if (activities.length === 0) return;
    const all = new Map([...this.hub.state().records, ...activities].map((record) => [record.id, record]));
    const records = [...all.values()]
      .toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
      .slice(0, KEPT_RECORDS);
    await this.hub.store.write('records', records);
    this.hub.set({ records });
  }
}
