import { randomBytes } from 'node:crypto';
import { routes } from '../src/app/modules.ts';
import { areaIdOf, completeSetup } from '../src/modules/accounts/accounts.factory.ts';
import { fileReportAt, foundOffice, memberOf } from '../src/modules/tips/testing/offices.ts';
import { openTipThread } from '../src/modules/tips/tip-thread.contract.ts';
import { makeClock } from '../src/platform/server/context.ts';
import { buildServer } from '../src/platform/server/http.ts';
import { makeLogger } from '../src/platform/server/logger.ts';
import { callServer } from '../src/platform/server/testing/call.ts';
import { openVault } from '../src/platform/server/vault.ts';
import { type Bench, median } from './lib/place.ts';

/** Of each kind, in turn. */
const looks = 150;

/**
 * Whether the time of an answer tells right receipts from wrong ones: the same number of both, in turn, each from a
 * network of its own; the rank test of Mann and Whitney says whether one kind is slower. And what a report costs the
 * server.
 */
export async function benchTips(bench: Bench, say: (line: string) => void): Promise<void> {
  const database = await bench.open('tips');
  const server = await buildServer({
    db: database.db,
    routes,
    clock: makeClock(),
    logger: makeLogger('silent'),
    uploadFolder: `${bench.folder}/incoming`,
    origin: () => 'http://localhost:8080',
    vault: openVault(bench.folder),
  });
  const app = {
    server,
    database: { ...database, drop: () => database.close() },
    call: ((contract, request, token) => callServer(server, contract, request ?? {}, token)) as Parameters<
      typeof memberOf
    >[0]['call'],
  };
  const areaId = await areaIdOf(app, '07840');
  const administrator = await completeSetup(app, areaId);
  const office = await foundOffice(app, {
    areaId,
    administrator,
    members: [await memberOf(app, areaId)],
  });
  const { body } = await fileReportAt(app, office.id);
  let network = 0;
  const look = async (payload: object): Promise<number> => {
    const { method, path: url } = openTipThread;
    network += 1;
    const remoteAddress = `10.${network >> 8}.${network & 255}.1`;
    const start = performance.now();
    await server.inject({ method, url, remoteAddress, payload });
    return performance.now() - start;
  };
  const [right, wrong]: [number[], number[]] = [[], []];
  for (let n = 0; n < looks; n += 1) {
    const guess = { lookup: randomBytes(16).toString('hex'), access: randomBytes(32).toString('hex') };
    right.push(await look(body.thread));
    wrong.push(await look(guess));
  }
  const z = rankTest(right, wrong);
  say(
    `answer to a right receipt ${middle(right).toFixed(1)} ms, to a wrong one ${middle(wrong).toFixed(1)} ms; rank test |z| ${Math.abs(z).toFixed(2)} (aim < 3.3: no difference at 1 in 1,000)`,
  );
  const filing = await median(10, () => fileReportAt(app, office.id));
  say(
    `a report from its first word to its proof, browser's work and task included: ${filing.toFixed(0)} ms (aim ≤ 3,000)`,
  );
  await server.close();
  await database.close();
}

const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

/** Mann and Whitney: how many standard deviations the sum of ranks lies from what chance gives. */
function rankTest(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((time) => ({ time, isA: true })), ...b.map((time) => ({ time, isA: false }))];
  const ranks = all.toSorted((x, y) => x.time - y.time);
  const sum = ranks.reduce((total, { isA }, at) => (isA ? total + at + 1 : total), 0);
  const u = sum - (a.length * (a.length + 1)) / 2;
  const spread = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  return (u - (a.length * b.length) / 2) / spread;
}
