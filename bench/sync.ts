import { Worker } from 'node:worker_threads';
import type { FastifyInstance } from 'fastify';
import { routes } from '../src/app/modules.ts';
import { todayInVietnam } from '../src/platform/dates.ts';
import { makeClock } from '../src/platform/server/context.ts';
import { buildServer } from '../src/platform/server/http.ts';
import { makeLogger } from '../src/platform/server/logger.ts';
import { openVault } from '../src/platform/server/vault.ts';
import { bareWriter, rowsOf } from './lib/bare.ts';
import { addHamlets } from './lib/nation.ts';
import { addPhones, type BenchPhone, patrols } from './lib/phones.ts';
import type { PhonesDone, PhonesTask } from './lib/phones-worker.ts';
import { type Bench, type BenchDatabase, median } from './lib/place.ts';

const PHONES = 1000;
const MINUTE = 60_000;
/** The field app sends so many at once. */
const BATCH = 50;
const today = todayInVietnam(new Date().toISOString());

/**
 * Phones: batches of new entries through the whole pipeline against the bare insert of the same rows; a month's entries of
 * one phone; a thousand phones that report within a minute; and a thousand that only ask whether there is anything new.
 */
export async function benchSync(bench: Bench, say: (line: string) => void): Promise<void> {
  const database = await bench.open('sync');
  await addHamlets(database);
  const phones = await addPhones(database, PHONES);
  const server = await buildServer({
    db: database.db,
    routes,
    clock: makeClock(),
    logger: makeLogger('silent'),
    uploadFolder: bench.folder,
    origin: () => 'http://localhost',
    vault: openVault(bench.folder),
  });
  const taken = turns(phones);
  for (const size of [BATCH, 200]) await compare(bench, database, server, taken, size, say);
  await queued(server, taken, say);
  await asking(server, taken, say);
  await server.listen({ host: '127.0.0.1', port: 0 });
  await evening(server, phones, say);
  await server.close();
  await database.close();
}

/** Phones one after the other: one session may ask so often in a minute. */
function turns(phones: readonly BenchPhone[]): () => BenchPhone {
  let at = 0;
  return () => phones[at++ % phones.length] as BenchPhone;
}

async function push(server: FastifyInstance, phone: BenchPhone, count: number): Promise<void> {
  const { phoneId, token } = phone;
  const commands = patrols(phone, count, today);
  const response = await server.inject({
    method: 'POST',
    url: '/api/v1/sync/commands',
    headers: { authorization: `Bearer ${token}` },
    payload: { phoneId, sentAt: new Date().toISOString(), waiting: 0, commands },
  });
  const { answers = [] } = response.json<{ answers?: { outcome: string }[] }>();
  const stored = answers.filter(({ outcome }) => outcome === 'accepted').length;
  if (stored !== count) throw new Error(`push: ${stored} of ${count}: ${response.body.slice(0, 400)}`);
}

async function pull(
  server: FastifyInstance,
  { phoneId, token }: BenchPhone,
  cursor?: string,
): Promise<string> {
  const response = await server.inject({
    method: 'GET',
    url: '/api/v1/sync/changes',
    query: { phoneId, ...(cursor === undefined ? {} : { cursor }) },
    headers: { authorization: `Bearer ${token}` },
  });
  if (response.statusCode !== 200) throw new Error(`pull: ${response.body}`);
  return response.json<{ cursor: string }>().cursor;
}

async function compare(
  bench: Bench,
  database: BenchDatabase,
  server: FastifyInstance,
  taken: () => BenchPhone,
  size: number,
  say: (line: string) => void,
): Promise<void> {
  const first = taken();
  await push(server, first, size);
  const bare = await bareWriter(bench, database, await rowsOf(database, first.hamletId), size);
  const times = { pushed: [] as number[], inserted: [] as number[] };
  // In turn, so that whatever else the machine does falls on both alike.
  for (let round = -5; round < 25; round += 1) {
    const pushed = await timed(() => push(server, taken(), size));
    const inserted = await timed(bare.write);
    if (round < 0) continue;
    times.pushed.push(pushed);
    times.inserted.push(inserted);
  }
  await bare.end();
  const [p, i] = [middle(times.pushed), middle(times.inserted)];
  say(
    `push of ${size} entries ${p.toFixed(1)} ms (${(p / size).toFixed(2)} each), bare insert of the same rows ${i.toFixed(1)} ms: ratio ${(p / i).toFixed(2)} (aim ≤ 3)`,
  );
}

/** A month's entries of one phone, in the batches that the app makes, with the questions before and after. */
async function queued(
  server: FastifyInstance,
  taken: () => BenchPhone,
  say: (line: string) => void,
): Promise<void> {
  const time = await median(5, async () => {
    const phone = taken();
    const cursor = await pull(server, phone);
    for (let sent = 0; sent < 500; sent += BATCH) await push(server, phone, BATCH);
    await pull(server, phone, cursor);
  });
  say(`500 queued entries of one phone ${(time / 1000).toFixed(2)} s (aim ≤ 5)`);
}

async function asking(
  server: FastifyInstance,
  taken: () => BenchPhone,
  say: (line: string) => void,
): Promise<void> {
  const cursors = new Map<string, string>();
  for (let n = 0; n < 100; n += 1) {
    const phone = taken();
    cursors.set(phone.phoneId, await pull(server, phone));
  }
  // They ask again right away; nothing is new to any of them.
  const known = [...cursors].length;
  const again = new Map<string, BenchPhone>();
  while (again.size < known) {
    const phone = taken();
    if (cursors.has(phone.phoneId)) again.set(phone.phoneId, phone);
  }
  const list = turns([...again.values()]);
  const one = await median(300, () => {
    const phone = list();
    return pull(server, phone, cursors.get(phone.phoneId));
  });
  const share = (one * PHONES) / 30_000;
  say(
    `nothing new for a phone ${one.toFixed(2)} ms; ${PHONES} phones every 30 s keep ${(share * 100).toFixed(1)} % of a line busy (aim ≤ 10 %)`,
  );
}

/** A thousand phones report within a minute, each over a connection of its own; client and server share the machine. */
async function evening(
  server: FastifyInstance,
  phones: readonly BenchPhone[],
  say: (line: string) => void,
): Promise<void> {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  const task: PhonesTask = { port: address.port, phones, over: MINUTE, entries: 5, today };
  const worker = new Worker(new URL('./lib/phones-worker.ts', import.meta.url), { workerData: task });
  const { times } = await new Promise<PhonesDone>((done, failed) => {
    worker.once('message', done);
    worker.once('error', failed);
  });
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  say(
    `${PHONES} phones report 5 entries each within a minute: median ${at(0.5).toFixed(0)} ms, 95th percentile ${at(0.95).toFixed(0)} ms, slowest ${at(1).toFixed(0)} ms (aim: 95th ≤ 2000)`,
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
