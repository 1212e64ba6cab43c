import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf, completeSetup } from '../../accounts/accounts.factory.ts';
import { roundsOf } from '../flood.rules.ts';
import { fileReportAt, foundOffice, memberOf, must, type TestOffice } from '../testing/offices.ts';
import { fileTip, getTipChallenge, type PowChallenge } from '../tip-filing.contract.ts';
import { openTipThread } from '../tip-thread.contract.ts';

let app: TestApp;
let office: TestOffice;
const flooder = '198.51.100.7';
const somebody = '203.0.113.9';

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-20' });
  const areaId = await areaIdOf(app, '07840');
  const administrator = await completeSetup(app, areaId);
  office = await foundOffice(app, { areaId, administrator, members: [await memberOf(app, areaId)] });
});
afterAll(() => app.close());

const randomHex = (bytes: number) =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');

async function guess(remoteAddress: string, body = { lookup: randomHex(16), access: randomHex(32) }) {
  const { method, path: url } = openTipThread;
  const reply = await app.server.inject({ method, url, remoteAddress, payload: body });
  return { status: reply.statusCode, text: reply.body };
}

async function challengeFor(remoteAddress: string) {
  const { method, path: url } = getTipChallenge;
  return app.server.inject({ method, url, remoteAddress });
}

test('ten thousand guessed receipts gain nothing; whoever has the right one is answered meanwhile', async () => {
  const filed = await fileReportAt(app, office.id);
  const answers = new Map<string, number>();
  let opened = 0;
  for (let round = 0; round < 100; round++) {
    const guesses = Array.from({ length: 100 }, () => guess(flooder));
    const own = round % 10 === 0 ? guess(`203.0.113.${round}`, filed.body.thread) : undefined;
    for (const { status, text } of await Promise.all(guesses))
      answers.set(`${status} ${text}`, (answers.get(`${status} ${text}`) ?? 0) + 1);
    if ((await own)?.status === 200) opened += 1;
  }
  expect(opened).toBe(10);
  const statuses = [...answers.keys()].map((key) => key.slice(0, 3));
  // One answer for every wrong one, and from then on "wait": neither says anything about the guess.
  expect(statuses.toSorted()).toEqual(['404', '429']);
  expect([...answers.values()].reduce((a, b) => a + b)).toBe(10_000);
});

test('half a receipt is no receipt: the right place with a wrong proof is answered like any other guess', async () => {
  const filed = await fileReportAt(app, office.id);
  const { lookup, access } = filed.body.thread;
  const [half, none] = [
    await guess(somebody, { lookup, access: randomHex(32) }),
    await guess(somebody, { lookup: randomHex(16), access }),
  ];
  expect(half.status).toBe(404);
  expect(half).toEqual(none);
});

test('a flood of two thousand reports within a minute is slowed; another reporter gets through', async () => {
  const filed = await fileReportAt(app, office.id);
  const first = (await challengeFor(somebody)).json<PowChallenge>();
  let hardest = first;
  let refused = 0;
  for (let at = 0; at < 2000; at++) {
    const reply = await challengeFor(flooder);
    if (reply.statusCode === 200) hardest = reply.json<PowChallenge>();
    else refused += 1;
  }
  expect(roundsOf(hardest.parameters)).toBeGreaterThanOrEqual(16 * roundsOf(first.parameters));
  expect(refused).toBeGreaterThan(1800);
  // Without its task done a report does not come in, however often it is sent.
  const sent = await Promise.all(
    Array.from({ length: 50 }, () =>
      app.call(fileTip, { body: { ...filed.body }, file: { name: 'x', content: filed.parcel } }),
    ),
  );
  expect(new Set(sent.map(({ code }) => code))).toEqual(new Set(['workNeeded']));
  const { proof, body } = await fileReportAt(app, office.id);
  expect(proof.statement.officeId).toBe(office.id);
  expect((await must(app, openTipThread, { body: body.thread })).state).toBe('received');
});
