import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { addressBlock } from '../address-block.ts';
import type { HttpEdge } from './route.ts';

const oneDay = 86_400_000;
let salt = { until: 0, value: randomBytes(32) };

/**
 * Where a caller who stays unknown comes from, for limits: a hash of his network block, salted with a value that lives
 * in memory alone and changes every day. No address can be found from it once the process has ended or the day is over.
 */
export function saltedBlock(address: string, now = Date.now()): string {
  if (now >= salt.until) salt = { until: now + oneDay, value: randomBytes(32) };
  return createHmac('sha256', salt.value).update(addressBlock(address)).digest('base64url').slice(0, 22);
}

/** The request of somebody who stays unknown, as routes see it: no cookie, no browser, no address. */
export function unknownEdge(request: FastifyRequest): HttpEdge {
  return {
    sessionToken: undefined,
    deviceToken: undefined,
    address: saltedBlock(request.ip),
    userAgent: '',
    setCookie: () => undefined,
    clearSession: () => undefined,
  };
}

const step = 150;

/**
 * Does the work and answers, or refuses, only at the next full step of 150 ms since it began: what was found, or how
 * long the database took, does not show in the time.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    const taken = performance.now() - begun;
    await wait(Math.ceil((taken + 1) / step) * step - taken);
  }
}
