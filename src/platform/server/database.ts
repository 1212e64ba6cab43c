import path from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Config } from './config.ts';
import { beginLife } from './database-life.ts';
import type { DB } from './db.generated.ts';
import { KeepingClient } from './kept-statements.ts';
import { migrate } from './migrate.ts';
import { clusterUrl, secret, startCluster, superuserUrl } from './postgres/cluster.ts';
import { StartError } from './start-error.ts';

export type Database = Kysely<DB>;

/** An open database: the application's own role, never the owner of the tables. */
export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  /** Address for the application's role; for jobs, which keep connections of their own. */
  readonly appUrl: string;
  /** Address for the owner's role; migrations and the job schema only. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

// Dates stay strings: a day has no time zone. Counts fit a number; sums of figures are numeric and read as text.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`integer out of range: ${text}`);
  return value;
});

const databaseName = 'tiengmo';
const ownerRole = 'tiengmo_owner';
const appRole = 'tiengmo_app';

/** Starts or finds the database that the configuration names, brings it to this version, and opens it. */
export async function openDatabase(
  config: Config,
  options: { poolSize?: number } = {},
): Promise<OpenDatabase> {
  const place = config.databaseUrl
    ? await placeExternal(config, config.databaseUrl)
    : await placeEmbedded(config);
  try {
    await migrate(place.ownerUrl);
  } catch (error) {
    // Whoever can't open the database leaves none running.
    await place.stop?.();
    throw error;
  }
  return connect(place, options.poolSize ?? 12);
}

/** Opens a database that is there and migrated already. */
export function connect(
  place: { appUrl: string; ownerUrl: string; stop?: () => Promise<void> },
  poolSize: number,
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: place.appUrl,
    max: poolSize,
    application_name: 'tiengmo',
    Client: KeepingClient,
  });
  // A connection that breaks, idle or at work, is replaced by the pool and fails what was under way; without
  // these listeners it would end the process as well.
  pool.on('error', () => undefined);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    beginLife(db);
  });
  return {
    db,
    pool,
    appUrl: place.appUrl,
    ownerUrl: place.ownerUrl,
    close: async () => {
      await db.destroy();
      await place.stop?.();
    },
  };
}

interface Place {
  appUrl: string;
  ownerUrl: string;
  stop?: () => Promise<void>;
}

async function placeEmbedded(config: Config): Promise<Place> {
  const cluster = await startCluster(config.dataFolder);
  const secrets = path.join(config.dataFolder, 'secrets');
  const passwords = { owner: secret(path.join(secrets, 'owner')), app: secret(path.join(secrets, 'app')) };
  await prepareDatabase(superuserUrl(cluster), superuserUrl(cluster, databaseName), databaseName, passwords);
  return {
    ownerUrl: clusterUrl(cluster, ownerRole, passwords.owner, databaseName),
    appUrl: clusterUrl(cluster, appRole, passwords.app, databaseName),
    stop: async () => {
      await cluster.stop();
    },
  };
}

/** Makes the two roles and the database where they are missing. `adminUrl` belongs to a superuser of the cluster. */
export async function prepareDatabase(
  adminUrl: string,
  databaseUrl: string,
  name: string,
  passwords: { owner: string; app: string },
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await ensureRole(
      client,
      ownerRole,
      passwords.owner,
      'login nosuperuser nobypassrls nocreaterole nocreatedb',
    );
    await ensureRole(client, appRole, passwords.app, 'login nosuperuser nobypassrls nocreaterole nocreatedb');
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      await client.query(
        `create database ${pg.escapeIdentifier(name)} owner ${ownerRole} encoding 'UTF8' template template0`,
      );
    }
  });
  // Trusted extensions are made by the migrations; the schema must belong to whoever migrates.
  await withClient(databaseUrl, (client) => client.query(`alter schema public owner to ${ownerRole}`));
}

async function ensureRole(client: pg.Client, role: string, password: string, options: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role} with ${options} password ${pg.escapeLiteral(password)}`);
}

async function placeExternal(config: Config, ownerUrl: string): Promise<Place> {
  await withClient(ownerUrl, async (client) => {
    const found = await client.query<{ server_version_num: string }>('show server_version_num');
    const version = Number(found.rows[0]?.server_version_num ?? 0);
    if (version < 150_000) {
      throw new StartError(
        'oldPostgres',
        `The database server is PostgreSQL ${Math.floor(version / 10_000)}.`,
        'PostgreSQL 15 or newer is needed.',
      );
    }
    if (config.databaseAppUrl === undefined) await ensureAppRole(client, config);
  });
  if (config.databaseAppUrl !== undefined) return { ownerUrl, appUrl: config.databaseAppUrl };
  const appUrl = new URL(ownerUrl);
  appUrl.username = appRole;
  appUrl.password = encodeURIComponent(secret(path.join(config.dataFolder, 'secrets', 'app')));
  return { ownerUrl, appUrl: appUrl.toString() };
}

async function ensureAppRole(client: pg.Client, config: Config): Promise<void> {
  const { mkdirSync } = await import('node:fs');
  mkdirSync(path.join(config.dataFolder, 'secrets'), { recursive: true, mode: 0o700 });
  const password = secret(path.join(config.dataFolder, 'secrets', 'app'));
  try {
    await ensureRole(client, appRole, password, 'login');
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new StartError(
      'roleMissing',
      `The role of DATABASE_URL may not make the role ${appRole}, with which the application connects.`,
      `Make it by hand ("create role ${appRole} login password '…'") and set DATABASE_APP_URL to its address.`,
    );
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const at = new URL(url);
    throw new StartError(
      'databaseUnreachable',
      `The database at ${at.hostname}:${at.port || 5432} does not answer (${(error as Error).message}).`,
      'Check DATABASE_URL and that the server runs, then start again.',
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export { sql };
