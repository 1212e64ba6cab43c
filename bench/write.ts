import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { routes } from '../src/app/modules.ts';
import { addUser } from '../src/modules/accounts/server/accounts.service.ts';
import { areaByCode, asSystem, makeHamlet } from '../src/modules/areas/areas.factory.ts';
import { makeClock } from '../src/platform/server/context.ts';
import { buildServer } from '../src/platform/server/http.ts';
import { makeLogger } from '../src/platform/server/logger.ts';
import { openVault } from '../src/platform/server/vault.ts';
import { bareWriter, rowsOf } from './lib/bare.ts';
import type { Bench } from './lib/place.ts';

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

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
