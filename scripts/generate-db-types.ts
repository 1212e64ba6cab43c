/** Writes src/platform/server/db.generated.ts from a freshly migrated database. Run after adding a migration. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../src/platform/server/config.ts';
import { prepareDatabase } from '../src/platform/server/database.ts';
import { migrate } from '../src/platform/server/migrate.ts';
import { clusterUrl, startCluster, superuserUrl } from '../src/platform/server/postgres/cluster.ts';

const target = path.join(projectFolder, 'src/platform/server/db.generated.ts');

/** The types as they should be, made in a throw-away cluster. */
export async function generateTypes(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-types-'));
  const cluster = await startCluster(folder);
  try {
    const passwords = { owner: 'types', app: 'types' };
    await prepareDatabase(superuserUrl(cluster), superuserUrl(cluster, 'types'), 'types', passwords);
    const url = clusterUrl(cluster, 'tiengmo_owner', 'types', 'types');
    await migrate(url);
    const file = path.join(folder, 'types.ts');
    const bin = path.join(projectFolder, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js');
    const args = [
      bin,
      '--dialect',
      'postgres',
      '--url',
      url,
      '--out-file',
      file,
      '--date-parser',
      'string',
      '--exclude-pattern',
      'schema_migration',
      '--type-only-imports',
    ];
    const made = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stdout + made.stderr);
    // Our reader gives 64-bit integers as numbers (database.ts), which the generator can't know.
    return readFileSync(file, 'utf8').replace(
      /ColumnType<string, bigint \| number \| string, /g,
      'ColumnType<number, bigint | number | string, ',
    );
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(target, await generateTypes());
}
