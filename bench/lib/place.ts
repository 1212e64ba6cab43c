import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { seedReference } from '../../src/app/seed.ts';
import { connect, type OpenDatabase, prepareDatabase } from '../../src/platform/server/database.ts';
import { prepareJobs } from '../../src/platform/server/jobs.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import {
  type Cluster,
  clusterUrl,
  startCluster,
  superuserUrl,
} from '../../src/platform/server/postgres/cluster.ts';

/** A PostgreSQL of the bench's own, gone afterwards. */
export interface Bench {
  readonly cluster: Cluster;
  readonly folder: string;
  /** A migrated database with the shipped areas; a copy where `from` names one that is closed. */
  open(name: string, from?: string): Promise<BenchDatabase>;
  close(): Promise<void>;
}

export interface BenchDatabase extends OpenDatabase {
  readonly name: string;
  /** For bulk work past the walls. */
  readonly admin: pg.Client;
}

export async function makeBench(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-bench-'));
  const cluster = await startCluster(folder);
  return {
    cluster,
    folder,
    open: (name, from) => openBench(cluster, name, from),
    close: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openBench(cluster: Cluster, name: string, from: string | undefined): Promise<BenchDatabase> {
  const passwords = { owner: 'bench-owner', app: 'bench-app' };
  if (from) {
    const client = new pg.Client({ connectionString: superuserUrl(cluster) });
    await client.connect();
    await client.query(`create database ${name} template ${from} owner tiengmo_owner`);
    await client.end();
  } else {
    await prepareDatabase(superuserUrl(cluster), superuserUrl(cluster, name), name, passwords).catch(
      () => undefined,
    );
  }
  const ownerUrl = clusterUrl(cluster, 'tiengmo_owner', passwords.owner, name);
  await migrate(ownerUrl);
  await prepareJobs(ownerUrl);
  const database = connect({ ownerUrl, appUrl: clusterUrl(cluster, 'tiengmo_app', passwords.app, name) }, 12);
  await seedReference(database);
  const admin = new pg.Client({ connectionString: superuserUrl(cluster, name) });
  await admin.connect();
  return {
    ...database,
    name,
    admin,
    close: async () => {
      await admin.end();
      await database.close();
    },
  };
}

/** Median of the times that a piece of work takes, in milliseconds, after some rounds to warm up. */
export async function median(rounds: number, work: (round: number) => Promise<unknown>): Promise<number> {
  return (await measure(rounds, work)).median;
}

/** How long a piece of work takes, in milliseconds, after some rounds to warm up: half of the times, and 95 of a hundred. */
export async function measure(
  rounds: number,
  work: (round: number) => Promise<unknown>,
): Promise<{ median: number; p95: number }> {
  for (let round = 0; round < Math.min(5, rounds); round += 1) await work(-1 - round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
  return { median: times[Math.floor(times.length / 2)] ?? Number.NaN, p95: at(0.95) };
}
