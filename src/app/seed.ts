import pg from 'pg';
import { loadShippedLists } from '../modules/areas/server/areas-load.service.ts';
import { loadShippedKinds } from '../modules/models/server/kinds.service.ts';
import { authorizeEverywhere } from '../platform/server/authorize.ts';
import { system } from '../platform/server/caller.ts';
import { inTransaction, makeClock } from '../platform/server/context.ts';
import type { OpenDatabase } from '../platform/server/database.ts';

/** Fills in what ships with the program: the administrative areas, once, and the kinds of model, as they are now. */
export async function seedReference(database: OpenDatabase): Promise<void> {
  const loaded = await inTransaction(
    database.db,
    { caller: system, access: 'signedIn', clock: makeClock() },
    (context) => loadShippedLists(context, authorizeEverywhere(context.caller, 'areas.manage')),
  );
  if (loaded) await analyse(database.ownerUrl);
  await inTransaction(
    database.db,
    { caller: system, access: 'signedIn', clock: makeClock() },
    loadShippedKinds,
  );
}

/** Lets the planner know the new rows at once; by itself PostgreSQL would look at them minutes later. */
async function analyse(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
