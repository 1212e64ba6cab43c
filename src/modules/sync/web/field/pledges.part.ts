import type { OutputOf } from '../../../../platform/contract.ts';
import type { FieldPledges, readFieldPledges } from '../../../pledges/field-pledges.contract.ts';
import type { FieldApi } from './api.ts';
import { dayOf } from './clock.ts';
import type { FieldHub, FieldPart } from './field-state.ts';
import { isDue, type Kept, keptAfter, withdrawn } from './kept.rules.ts';

/**
 * Campaigns of the person's hamlets with their households: personal data, so nothing of them is kept longer than a
 * campaign runs, whether or not the commune can be reached to say so.
 */
export class PledgesPart implements FieldPart {
  private readonly hub: FieldHub;
  private kept: Kept<FieldPledges> | undefined;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    this.kept = await this.hub.store.read<Kept<FieldPledges>>('pledges');
    await this.dropEnded();
    this.show();
  }

  async round(api: FieldApi): Promise<void> {
    const { items } = this.hub.state();
    if (!isDue(this.kept, items, ['pledge.sign', 'pledge.withdraw', 'household.add'])) return;
    const query = this.kept ? `?known=${this.kept.hash}` : '';
    const answer = await api
      .get<OutputOf<typeof readFieldPledges>>(`field/pledges${query}`)
      .catch((error: unknown) => withdrawn(error, { campaigns: [], households: [] }));
    this.kept = keptAfter(this.kept, answer, items);
    await this.hub.store.write('pledges', this.kept);
    this.show();
  }

  private show(): void {
    const { kept } = this;
    this.hub.set({ pledges: kept && { ...kept.content, upTo: kept.upTo } });
  }

  private async dropEnded(): Promise<void> {
    if (!this.kept) return;
    const today = dayOf(new Date(Date.now() - this.hub.state().ahead));
    const campaigns = this.kept.content.campaigns.filter(({ endsOn }) => endsOn >= today);
    if (campaigns.length === this.kept.content.campaigns.length) return;
    const open = new Set(campaigns.map(({ areaId }) => areaId));
    const households = this.kept.content.households.filter(({ areaId }) => open.has(areaId));
    this.kept = { ...this.kept, hash: '', content: { campaigns, households } };
    await this.hub.store.write('pledges', this.kept);
  }
}
