import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What a bad network does to one request, and how often each of them beside the others. */
const weights = {
  lostRequest: 3,
  cutRequest: 2,
  lostAnswer: 4,
  cutAnswer: 3,
  doubled: 2,
  delayed: 1,
} as const;
type Fault = keyof typeof weights;
const kinds = Object.keys(weights) as Fault[];
const deck = kinds.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind));

/** A network between a phone and the program that can be as bad as one likes; the same seed behaves alike. */
export interface FaultProxy {
  /** What the phone opens: a secure context, since it is this machine. */
  readonly address: string;
  readonly counts: Readonly<Record<Fault, number>>;
  /** All faults so far. */
  total(): number;
  /** From here on so many of the requests (0 to 1) meet a fault, until there were `most` in all. */
  storm(share: number, most?: number): void;
  /** No request arrives, and none that is under way is answered. */
  offline(is: boolean): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const LONGEST_DELAY = 400;

/** Starts a proxy on a free port of this machine that hands everything on to `target` (http). */
export async function startFaultProxy(target: string, seed: number): Promise<FaultProxy> {
  const upstream = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const chance = seeded(seed);
  const counts: Record<Fault, number> = {
    lostRequest: 0,
    cutRequest: 0,
    lostAnswer: 0,
    cutAnswer: 0,
    doubled: 0,
    delayed: 0,
  };
  const total = (): number => kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const sockets = new Set<Socket>();
  let share = 0;
  let most = Number.POSITIVE_INFINITY;
  let isOffline = false;

  const draw = (): Fault | undefined => {
    if (total() >= most || chance() >= share) return undefined;
    const kind = deck[Math.floor(chance() * deck.length)] ?? 'delayed';
    counts[kind] += 1;
    return kind;
  };

  /** Hands the request on; of a request that is cut, half of the body and then nothing. */
  const ask = async (given: IncomingMessage, body: Buffer, cut = false): Promise<Answer> => {
    const sending = request({
      agent: cut ? false : agent,
      host: upstream.hostname,
      port: upstream.port,
      method: given.method,
      path: given.url,
      headers: given.headers,
    });
    if (cut) {
      sending.on('error', () => undefined);
      sending.write(body.subarray(0, Math.ceil(body.length / 2)));
      await wait(20);
      sending.destroy();
      throw new Error('cut');
    }
    sending.end(body);
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 502, headers: answer.headers, body: await all(answer) };
  };

  const carry = async (given: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const fault = draw();
    const body = await all(given);
    if (fault === 'lostRequest') throw new Error('lost');
    if (fault === 'delayed') await wait(chance() * LONGEST_DELAY);
    if (fault === 'cutRequest') await ask(given, body, true);
    // At once, or after the first was answered: the second copy meets what the first did, or its locks.
    const copy = fault === 'doubled' && chance() < 0.5 ? ask(given, body) : undefined;
    let answer = await ask(given, body);
    if (fault === 'doubled') answer = await (copy ?? ask(given, body));
    if (fault === 'lostAnswer') throw new Error('lost');
    if (fault === 'delayed') await wait(chance() * LONGEST_DELAY);
    const { connection: _ours, 'transfer-encoding': _chunked, ...headers } = answer.headers;
    reply.writeHead(answer.status, { ...headers, 'content-length': answer.body.length });
    if (fault !== 'cutAnswer') return void reply.end(answer.body);
    // The length was promised, and the line goes dead in the middle.
    reply.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
    await wait(20);
    throw new Error('cut');
  };

  const server = createServer((given, reply) => {
    carry(given, reply).catch(() => given.socket.destroy());
  });
  server.on('connection', (socket) => {
    if (isOffline) return void socket.destroy();
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    total,
    storm: (bad, until = Number.POSITIVE_INFINITY) => {
      share = bad;
      most = until;
    },
    offline: (is) => {
      isOffline = is;
      if (is) for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      agent.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function all(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
