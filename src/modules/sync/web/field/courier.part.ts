import { type FieldApi, FieldProblem } from './api.ts';
import type { FieldHub, FieldPart } from './field-state.ts';

/** The key by which the service worker can hand in entries while the app is closed: asked for once. */
export class CourierPart implements FieldPart {
  private readonly hub: FieldHub;

  constructor(hub: FieldHub) {
    this.hub = hub;
  }

  async load(): Promise<void> {
    // Read with the first entry that is written.
  }

  async round(api: FieldApi): Promise<void> {
    const { store } = this.hub;
    if (!(await store.needsCourier())) return;
    try {
      await store.setCourier(await api.courierKey(store.person.phoneId));
    } catch (error) {
      // Without it entries go when the app is open; nothing else waits for it.
      if (!(error instanceof FieldProblem) || error.status === 0) throw error;
    }
  }
}
