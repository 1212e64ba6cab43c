import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type BenchPhone, patrols } from './phones.ts';

/** What the thread of the phones is told: where the server is, and how many report over how long (milliseconds). */
export interface PhonesTask {
  readonly port: number;
  readonly phones: readonly BenchPhone[];
  readonly over: number;
  readonly entries: number;
  readonly today: string;
}

/** How long each report took (milliseconds), from its first request to its last answer. */
export interface PhonesDone {
  readonly times: readonly number[];
}

const { port, phones, over, entries, today } = workerData as PhonesTask;
// Phones share no connection; each ends its own.
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

function ask(method: string, path: string, phone: BenchPhone, body?: object): Promise<void> {
  return new Promise((done, failed) => {
    const headers = { authorization: `Bearer ${phone.token}`, 'content-type': 'application/json' };
    const asking = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200 ? done() : failed(new Error(`${path}: ${answer.statusCode}`)),
      );
    });
    asking.on('error', failed);
    asking.end(body && JSON.stringify(body));
  });
}

/** What a phone does when a network comes: it asks what is new, sends, and is done. */
async function report(phone: BenchPhone, at: number): Promise<number> {
  await wait(at);
  const { phoneId } = phone;
  const commands = patrols(phone, entries, today);
  const began = performance.now();
  await ask('GET', `/api/v1/sync/changes?phoneId=${phoneId}`, phone);
  const sentAt = new Date().toISOString();
  if (entries > 0)
    await ask('POST', '/api/v1/sync/commands', phone, { phoneId, sentAt, waiting: 0, commands });
  return performance.now() - began;
}

// Not evenly: people come home when they come home. The same numbers in every run.
let state = 7;
const chance = (): number => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};
const times = await Promise.all(phones.map((phone) => report(phone, chance() * over)));
parentPort?.postMessage({ times } satisfies PhonesDone);
