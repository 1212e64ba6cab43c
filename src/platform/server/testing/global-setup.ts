import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { seedReference } from '../../../app/seed.ts';
import { connect, prepareDatabase } from '../database.ts';
import { prepareJobs } from '../jobs.ts';
import { migrate } from '../migrate.ts';
import { clusterUrl, startCluster, superuserUrl } from '../postgres/cluster.ts';

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
  project.provide('cluster', { port: cluster.port, superuser: superuserUrl(cluster) });
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
