import { loadShippedLists } from '../modules/areas/server/areas-load.service.ts';
import { authorizeEverywhere } from '../platform/server/authorize.ts';
import { system } from '../platform/server/caller.ts';
import { inTransaction, makeClock } from '../platform/server/context.ts';
import type { OpenDatabase } from '../platform/server/database.ts';

/** Fills in what ships with the program, once: the administrative areas. Does nothing where they are there. */
export async function seedReference(database: OpenDatabase): Promise<void> {
  await inTransaction(
    database.db,
    { caller: system, access: 'signedIn', clock: makeClock() },
    async (context) => {
      await loadShippedLists(context, authorizeEverywhere(context.caller, 'areas.manage'));
    },
  );
}
