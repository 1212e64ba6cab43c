import { useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../../../../platform/contract.ts';
import { call } from '../../../../platform/web/client.ts';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { type SyncItem, settleSyncItem } from '../../sync.contract.ts';

export type SettleBody = RequestOf<typeof settleSyncItem>['body'];

/** Settles an item, says so and reads everything again that shows it. Throws ApiProblem. */
export function useSettle(item: SyncItem): (body: SettleBody, done: string) => Promise<true> {
  const client = useQueryClient();
  const toast = useToast();
  return async (body, done) => {
    await call(settleSyncItem, { params: { id: item.id }, body });
    toast({ text: done });
    await client.invalidateQueries();
    return true;
  };
}
