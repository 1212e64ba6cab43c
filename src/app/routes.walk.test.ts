import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signUp } from '../modules/accounts/accounts.factory.ts';
import {
  type Access,
  needsSecondStep,
  type Permission,
  permissions,
  roleMay,
} from '../platform/permissions.ts';
import { startTestApp, type TestApp, type TestReply } from '../platform/server/testing/app.ts';
import { routes, streamRoutes } from './modules.ts';
import { expected, leavesNoLine, words } from './routes.expected.ts';
import { sendRaw } from './testing/raw.ts';
import { keyOf, type Walk, type WalkRequest } from './testing/walk.ts';
import { walks } from './testing/walk-requests.ts';
import {
  countLines,
  makeWalkWorld,
  type Side,
  today,
  type Walker,
  type World,
  walkerNames,
} from './testing/walk-world.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp({ today, withJobs: true, pushHosts: ['http://127.0.0.1:9'] });
  world = await makeWalkWorld(app);
});
afterAll(() => app.close());

describe('the table and the routes fit', () => {
  test('every route has one line in the table and one valid request, and nothing else has', () => {
    const keys = routes.map(({ contract }) => keyOf(contract));
    expect(new Set(keys).size).toBe(keys.length);
    expect(Object.keys(expected).sort()).toEqual([...keys].sort());
    expect(walks.map((walk) => walk.key).sort()).toEqual([...keys].sort());
  });

  test('the table has its own few words and nothing else', () => {
    const known = new Set<string>(words);
    for (const [key, line] of Object.entries(expected)) {
      const said = line.split(/\s+/);
      expect([key, said.length]).toEqual([key, walkerNames.length]);
      expect(said.flatMap((one) => one.split('/')).filter((word) => !known.has(word))).toEqual([]);
    }
  });

  test('every route says who may call it', () => {
    const known: readonly Access[] = ['public', 'signedIn', ...permissions];
    for (const { contract } of routes) expect(known).toContain(contract.access);
  });

  test('only what changes something is excused from the audit log, by its reason', () => {
    const writing = routes
      .filter(({ contract }) => contract.method !== 'GET')
      .map(({ contract }) => keyOf(contract));
    for (const key of Object.keys(leavesNoLine)) expect(writing).toContain(key);
  });
});

test('what takes in bytes as they come asks who sends them, too', async () => {
  expect(streamRoutes.length).toBeGreaterThan(0);
  const auditor = await signUp(app, { role: 'auditor', areaCode: '07840' });
  for (const { contract } of streamRoutes) {
    expect(permissions).toContain(contract.access);
    const asked = { method: contract.method, url: contract.path.replaceAll(/:\w+/gu, uuidv7()) };
    const status = async (token?: string) =>
      (await sendRaw(app, { ...asked, ...(token ? { token } : {}) })).status;
    expect([keyOf(contract), await status(), await status(auditor.token)]).toEqual([
      keyOf(contract),
      401,
      403,
    ]);
  }
});

const statusOf = (walk: Walk, reply: TestReply<unknown>): number =>
  reply.status < 300 && walk.outcome ? walk.outcome(reply.body) : reply.status;

const wordOf = (status: number): string => (status >= 200 && status < 300 ? 'ok' : String(status));

/** Nothing that belongs to side B alone may stand in what somebody of side A gets. */
function leaksOf(reply: TestReply<unknown>, other: Side): string[] {
  const text = reply.raw.toString('utf8');
  return [other.secret, ...other.secretIds].filter((secret) => text.includes(secret));
}

test('what shows people does not open to a password alone', async () => {
  const shows = routes.filter(({ contract }) => needsSecondStep(contract.access));
  expect(shows.length).toBeGreaterThan(0);
  const place = { areaCode: '07840', strength: 'password' } as const;
  const officer = await signUp(app, { role: 'officer', ...place });
  const leader = await signUp(app, { role: 'leader', ...place });
  for (const { contract } of shows) {
    const { token } = roleMay('officer', contract.access as Permission) ? officer : leader;
    const url = contract.path.replaceAll(/:\w+/gu, '0');
    const reply = await sendRaw(app, { method: contract.method, url, token });
    expect([keyOf(contract), reply.code]).toEqual([keyOf(contract), 'secondStepNeeded']);
  }
});

describe('every route, every role, in and out of its area', () => {
  for (const walk of walks) {
    test(walk.key, async () => {
      const seen: string[] = [];
      const faults: string[] = [];
      const ready = new Map<string, WalkRequest>();
      for (const walker of world.walkers) {
        const both: string[] = [];
        for (const side of [world.sides.A, world.sides.B]) {
          const request = (!walk.perWalker && ready.get(side.name)) || (await walk.make(world, side, walker));
          ready.set(side.name, request);
          const { word, fault } = await step(walk, request, walker, side);
          if (word === 'ok') ready.delete(side.name);
          both.push(word);
          faults.push(...fault);
        }
        seen.push(both[0] === both[1] ? String(both[0]) : both.join('/'));
      }
      expect(faults).toEqual([]);
      expect(seen.join(' ')).toBe(expected[walk.key]?.split(/\s+/).join(' '));
    });
  }
});

async function step(
  walk: Walk,
  given: WalkRequest,
  walker: Walker,
  side: Side,
): Promise<{ word: string; fault: string[] }> {
  const { token, ...request } = { token: walker.token, ...given };
  const writes = walk.contract.method !== 'GET';
  const before = writes ? await countLines(world) : 0;
  const reply = await app.call(walk.contract, request as object, token);
  const word = wordOf(statusOf(walk, reply));
  const faults: string[] = [];
  // Signing in goes by what one has in hand, wherever one belongs.
  if (walker.name !== 'administrator of the country' && walk.contract.access !== 'public')
    faults.push(...leaksOf(reply, world.sides.B).map((leak) => `sees ${leak}`));
  const shown = walk.shows?.(side);
  if (word === 'ok' && side.name === 'A' && shown && !reply.raw.toString('utf8').includes(shown))
    faults.push(`does not see ${shown}`);
  if (writes) {
    const lines = (await countLines(world)) - before;
    const due = word === 'ok' && !(walk.key in leavesNoLine);
    if (due !== lines > 0) faults.push(`${lines} lines in the audit log`);
  }
  return { word, fault: faults.map((fault) => `${walker.name} ${side.name} ${word}: ${fault}`) };
}
