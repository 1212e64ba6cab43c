import type { Gong } from '../../../../gong/gong.contract.ts';
import type { Pulled } from '../api.ts';
import type { FieldHub, FieldPart } from '../field-state.ts';
import type { GongReplies } from './gong.ts';
import { alarmsAfter } from './gong-alarms.rules.ts';

/** Alarms of the person's places, as last heard of, and what he said to them. */
export class GongPart implements FieldPart {
  private readonly hub: FieldHub;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    const { store } = this.hub;
    const alarms = (await store.read<Gong[]>('alarms')) ?? [];
    const gongReplies = (await store.read<GongReplies>('gongReplies')) ?? {};
    this.hub.set({ alarms, gongReplies });
  }

  async pulled({ alarms }: Pulled): Promise<void> {
    const before = this.hub.state();
    if (alarms.length === 0 && before.alarms.length === 0) return;
    const kept = alarmsAfter(before.alarms, alarms, before.items, Date.now());
    await this.hub.store.write('alarms', kept);
    this.hub.set({ alarms: kept });
  }
}
