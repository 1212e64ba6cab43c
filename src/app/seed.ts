import pg from 'pg';
import { loadShippedLists } from '../modules/areas/server/areas-load.service.ts';
import { followOldEntries } from '../modules/models/server/entries.service.ts';
import { loadShippedKinds } from '../modules/models/server/kinds.service.ts';
import { authorizeEverywhere } from '../platform/server/authorize.ts';
import { system } from '../platform/server/caller.ts';
import { type Context, inTransaction, makeClock } from '../platform/server/context.ts';
import type { OpenDatabase } from '../platform/server/database.ts';

/** Fills in what ships with the program: the administrative areas, once, and the kinds of model, as they are now. */
export async function seedReference(database: OpenDatabase): Promise<void> {
  const asSystem = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
    inTransaction(database.db, { caller: system, access: 'signedIn', clock: makeClock() }, work);
  const loaded = await asSystem((context) =>
    loadShippedLists(context, authorizeEverywhere(context.caller, 'areas.manage')),
  );
  if (loaded) await analyse(database.ownerUrl);
  await asSystem(loadShippedKinds);
  while ((await asSystem(followOldEntries)) > 0);
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
