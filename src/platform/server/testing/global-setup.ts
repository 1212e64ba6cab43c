import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { seedReference } from '../../../app/seed.ts';
import { connect, prepareDatabase } from '../database.ts';
import { prepareJobs } from '../jobs.ts';
import { migrate } from '../migrate.ts';
import { clusterUrl, startCluster, superuserUrl } from '../postgres/cluster.ts';
import { removeFolder } from './remove-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { port: number; superuser: string };
  }
}

export const templateName = 'tiengmo_template';

/** One PostgreSQL for the whole run, with a migrated and seeded template that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-test-'));
  const cluster = await startCluster(folder);
  const passwords = { owner: 'test-owner', app: 'test-app' };
  await prepareDatabase(
    superuserUrl(cluster),
    superuserUrl(cluster, templateName),
    templateName,
    passwords,
  ).catch(() => undefined);
  const ownerUrl = clusterUrl(cluster, 'tiengmo_owner', passwords.owner, templateName);
  await migrate(ownerUrl);
  await prepareJobs(ownerUrl);
  const database = connect(
    { ownerUrl, appUrl: clusterUrl(cluster, 'tiengmo_app', passwords.app, templateName) },
    2,
  );
  await seedReference(database);
  await database.close();
  await hurry(superuserUrl(cluster));
  project.provide('cluster', { port: cluster.port, superuser: superuserUrl(cluster) });
  return async () => {
    // A worker that ends late may still be connected.
    const until = Date.now() + 30_000;
    while (!(await cluster.stop()) && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 100));
    removeFolder(folder);
  };
}

/** Nothing in it outlives the run: it waits for no disk. */
async function hurry(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
  await client.end();
}
