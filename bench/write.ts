import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { routes } from '../src/app/modules.ts';
import { addUser } from '../src/modules/accounts/server/accounts.service.ts';
import { areaByCode, asSystem, makeHamlet } from '../src/modules/areas/areas.factory.ts';
import { makeClock } from '../src/platform/server/context.ts';
import { buildServer } from '../src/platform/server/http.ts';
import { makeLogger } from '../src/platform/server/logger.ts';
import { clusterUrl } from '../src/platform/server/postgres/cluster.ts';
import { openVault } from '../src/platform/server/vault.ts';
import type { Bench, BenchDatabase } from './lib/place.ts';

const password = 'con đường làng có hàng tre';
/** Officers who take turns: one session may do 300 writes a minute. */
const officers = 8;
/** Of each kind; the first quarter warms up. */
const writes = 2000;

/**
 * A validated record write (session, limits, parse, checks, permission, record, revision, facts, pending
 * figures, audit) against the bare insert of the same rows: one row each into the same five tables of the same
 * database, by the same driver, in one transaction with a commit that is on the disk before it is answered.
 */
export async function benchWrite(bench: Bench, say: (line: string) => void): Promise<void> {
  const database = await bench.open('writes');
  const server = await buildServer({
    db: database.db,
    routes,
    clock: makeClock(),
    logger: makeLogger('silent'),
    uploadFolder: bench.folder,
    origin: () => 'http://localhost',
    vault: openVault(bench.folder),
  });
  const communeId = await areaByCode(database.db, 'before:07846');
  const hamlet = await makeHamlet(database.db, communeId, 'Thôn Đo');
  const today = await areaByCode(database.db, '07840');
  const sessions: string[] = [];
  for (let n = 0; n < officers; n += 1) {
    const username = `can.bo.${n}`;
    await asSystem(database.db, (context) =>
      addUser(context, {
        username,
        displayName: 'Cán bộ',
        password,
        assignments: [{ role: 'officer', areaId: today }],
      }),
    );
    sessions.push(await signIn(server, username));
  }
  const write = writer(server, sessions, hamlet.id);
  await write(0);
  const sample = await rowsOf(database, hamlet.id);
  const bare = await bareWriter(bench, database, sample);
  const validated: number[] = [];
  const inserted: number[] = [];
  // One by one in turn, so that whatever else the machine does falls on both alike.
  for (let n = 0; n < writes; n += 1) {
    const times = [await timed(() => write(n)), await timed(bare.write)];
    if (n < writes / 4) continue;
    validated.push(times[0] ?? 0);
    inserted.push(times[1] ?? 0);
  }
  await bare.end();
  const [v, i] = [middle(validated), middle(inserted)];
  say(
    `validated record write ${v.toFixed(2)} ms, bare insert of the same rows ${i.toFixed(2)} ms: ratio ${(v / i).toFixed(2)} (aim ≤ 2.5)`,
  );
  await server.close();
  await database.close();
}

async function signIn(server: FastifyInstance, username: string): Promise<string> {
  const response = await server.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { username, password },
  });
  const session = response.cookies.find((cookie) => cookie.name === 'session');
  if (!session) throw new Error(`sign-in: ${response.statusCode} ${response.body}`);
  return session.value;
}

/** Writes through the whole pipeline; only the network between client and server is left out. */
function writer(
  server: FastifyInstance,
  sessions: readonly string[],
  hamletId: string,
): (n: number) => Promise<void> {
  let written = 0;
  return async (n) => {
    const session = sessions[written++ % sessions.length] ?? '';
    const values = {
      day: '2024-05-20',
      place: { areaId: hamletId },
      startTime: '21:30',
      endTime: '23:00',
      patrollers: (Math.abs(n) % 9) + 1,
      route: 'Khu trung tâm',
      incidents: 0,
    };
    const payload = { form: 'patrol', formVersion: 1, values, state: 'submitted' };
    const response = await server.inject({
      method: 'PUT',
      url: `/api/v1/activities/${uuidv7()}`,
      cookies: { session },
      payload,
    });
    if (response.statusCode !== 200) throw new Error(`write: ${response.statusCode} ${response.body}`);
  };
}

const tables = ['activity', 'activity_revision', 'fact', 'figure_delta', 'audit_entry'] as const;
type Rows = Record<(typeof tables)[number], Record<string, unknown>>;

/** One written record's rows, as they stand in the tables. */
async function rowsOf(database: BenchDatabase, hamletId: string): Promise<Rows> {
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
    audit_entry: await one('audit_entry', "action like 'activity.%'"),
  };
}

/** Inserts the same rows under new ids: prepared statements, one transaction, the owner's role, nothing checked. */
async function bareWriter(
  bench: Bench,
  database: BenchDatabase,
  sample: Rows,
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
      const ids: Record<string, string> = { id: uuidv7(), audit: uuidv7() };
      await client.query('begin');
      for (const { table, columns, row, query } of statements) {
        const values = columns.map((column) => {
          if (column === 'id' && table === 'activity') return ids.id;
          if (column === 'id' && table === 'audit_entry') return ids.audit;
          if (column === 'activity_id' || column === 'record_id') return ids.id;
          return plain(row[column]);
        });
        await client.query({ ...query, values });
      }
      await client.query('commit');
    },
    end: () => client.end(),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
