import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { projectFolder } from './config.ts';
import { StartError } from './start-error.ts';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

/** All migrations in order, as they came with this version of the program. */
export function listMigrations(): Migration[] {
  const folder = path.join(projectFolder, 'db', 'migrations');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex') };
    });
}

/**
 * Brings the database to this version, forward only, all in one transaction: it is done or it has not begun.
 * Throws StartError where the database belongs to a newer version or an applied migration was changed afterwards.
 */
export async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // A connection that breaks fails the statement under way; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(7274936)');
    await client.query(`create table if not exists schema_migration (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`);
    const done = await client.query<{ name: string; hash: string }>(
      'select name, hash from schema_migration',
    );
    const migrations = listMigrations();
    refuseUnknown(done.rows, migrations);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (done.rows.some((row) => row.name === migration.name)) continue;
      await client.query(migration.text);
      await client.query('insert into schema_migration (name, hash) values ($1, $2)', [
        migration.name,
        migration.hash,
      ]);
      applied.push(migration.name);
    }
    await client.query('commit');
    return { applied };
  } finally {
    await client.end();
  }
}

function refuseUnknown(done: { name: string; hash: string }[], migrations: Migration[]): void {
  for (const row of done) {
    const ours = migrations.find((migration) => migration.name === row.name);
    if (!ours) {
      throw new StartError(
        'newerDatabase',
        `The data was last used by a newer version of the program (it knows "${row.name}", this one does not).`,
        'Start that newer version again; this one leaves the data as it is.',
      );
    }
    if (ours.hash !== row.hash) {
      throw new StartError(
        'changedMigration',
        `The step "${row.name}" was changed after it had been applied to this data.`,
        'Take the unchanged files of the program and start again.',
      );
    }
  }
}
