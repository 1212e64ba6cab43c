import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { clusterUrl } from '../../src/platform/server/postgres/cluster.ts';
import type { Bench, BenchDatabase } from './place.ts';

/** What one record is in the tables, the line of the log last. */
const tables = ['activity', 'activity_revision', 'fact', 'figure_delta', 'audit_entry'] as const;
type Rows = Record<(typeof tables)[number], Record<string, unknown>>;

/** One written record's rows, as they stand in the tables. */
export async function rowsOf(database: BenchDatabase, hamletId: string): Promise<Rows> {
  const one = async (table: string, where: string): Promise<Record<string, unknown>> =>
    (
      await database.admin.query(
        `select * from ${table} where ${where} limit 1`,
        where.includes('$1') ? [hamletId] : [],
      )
    ).rows[0] as Record<string, unknown>;
  return {
    activity: await one('activity', 'area_id = $1'),
    activity_revision: await one('activity_revision', 'area_id = $1'),
    fact: await one('fact', 'area_id = $1'),
    figure_delta: await one('figure_delta', 'area_id = $1'),
    audit_entry: await one('audit_entry', "action like 'activity.%' or action = 'sync.received'"),
  };
}

/**
 * Inserts the same rows under new ids, so many records and one line of the log in a transaction: prepared statements,
 * the owner's role, nothing checked.
 */
export async function bareWriter(
  bench: Bench,
  database: BenchDatabase,
  sample: Rows,
  records = 1,
): Promise<{ write: () => Promise<void>; end: () => Promise<void> }> {
  const client = new pg.Client({
    connectionString: clusterUrl(bench.cluster, 'tiengmo_owner', 'bench-owner', database.name),
  });
  await client.connect();
  const statements = tables.map((table) => {
    const row = { ...sample[table] };
    if (table === 'figure_delta') delete row.id;
    const columns = Object.keys(row);
    const text = `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})`;
    return { table, columns, row, query: { name: table, text } };
  });
  const plain = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !(value instanceof Date) && !Array.isArray(value)
      ? JSON.stringify(value)
      : value;
  return {
    write: async () => {
      await client.query('begin');
      for (let n = 0; n < records; n += 1) {
        const ids = { id: uuidv7(), audit: uuidv7() };
        // The log says once what the whole transaction did.
        const some = n === 0 ? statements : statements.filter(({ table }) => table !== 'audit_entry');
        for (const { table, columns, row, query } of some) {
          const values = columns.map((column) => {
            if (column === 'id' && table === 'activity') return ids.id;
            if (column === 'id' && table === 'audit_entry') return ids.audit;
            if (column === 'activity_id' || column === 'record_id') return ids.id;
            return plain(row[column]);
          });
          await client.query({ ...query, values });
        }
      }
      await client.query('commit');
    },
    end: () => client.end(),
  };
}
