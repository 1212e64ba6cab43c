import pg from 'pg';
import { inject } from 'vitest';
import { connect, type OpenDatabase } from '../database.ts';
import { clusterUrl } from '../postgres/cluster.ts';

let counter = 0;

export interface TestDatabase extends OpenDatabase {
  readonly name: string;
  /** Closes and drops it. */
  drop(): Promise<void>;
}

/** A fresh database, copied from the migrated template with the shipped areas in it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { port, superuser } = inject('cluster');
  counter += 1;
  const name = `tiengmo_test_${process.pid}_${counter}_${Math.floor(Math.random() * 1e9)}`;
  await asSuperuser(superuser, (client) =>
    client.query(`create database ${name} template tiengmo_template owner tiengmo_owner strategy file_copy`),
  );
  const place = {
    ownerUrl: clusterUrl({ port }, 'tiengmo_owner', 'test-owner', name),
    appUrl: clusterUrl({ port }, 'tiengmo_app', 'test-app', name),
  };
  const database = connect(place, 10);
  return {
    ...database,
    name,
    drop: async () => {
      await database.close();
      await asSuperuser(superuser, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Runs statements as the superuser of the test cluster, e.g. to look at what row-level security hides. */
export async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
