import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Endpoint } from '../contract.ts';
import { needsSecondStep } from '../permissions.ts';
import { Problem } from '../problems.ts';
import { callerMay } from './caller.ts';
import type { Database } from './database.ts';
import { findCaller, type KnownCaller } from './sessions.ts';
import { saltedBlock } from './unknown-callers.ts';

/** Who calls, how often, and whether he may at all: before anything of the request is read. */
export function guardOf(
  contract: Endpoint,
  parts: { readonly db: Database; readonly origin: () => string },
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const perCaller = new RateLimiterMemory({ points: contract.method === 'GET' ? 600 : 300, duration: 60 });
  const perAddress = new RateLimiterMemory({ points: 120, duration: 60 });
  return async (request, reply) => {
    refuseForeignOrigin(request, parts.origin());
    const known = contract.anonymous ? undefined : await findCaller(parts.db, tokenOf(request));
    request.setDecorator('known', known ?? null);
    const address = contract.anonymous ? saltedBlock(request.ip) : request.ip;
    const key = known?.caller.sessionId ?? address;
    await (known ? perCaller : perAddress).consume(key).catch((spent: unknown) => {
      if (spent instanceof RateLimiterRes) reply.header('retry-after', Math.ceil(spent.msBeforeNext / 1000));
      throw new Problem('tooManyRequests');
    });
    refuseWithoutAccess(contract, known);
  };
}

/** A phone's session opens what the field app needs; one that has to be wiped (`leaving`) only what it hands in. */
function mayByPhone(phone: Endpoint['phone'], strength: string): boolean {
  if (strength === 'phone') return phone !== undefined;
  return strength !== 'leaving' || phone === 'leaves';
}

const isStrong = (strength: string): boolean => strength === 'second' || strength === 'passkey';

function refuseWithoutAccess({ access, phone }: Endpoint, known: KnownCaller | undefined): void {
  if (access === 'public') return;
  if (!known) throw new Problem('signInNeeded');
  if (!mayByPhone(phone, known.strength)) throw new Problem('forbidden');
  if (access !== 'signedIn' && !callerMay(known.caller, access)) throw new Problem('forbidden');
  if (needsSecondStep(access) && !isStrong(known.strength)) throw new Problem('secondStepNeeded');
}

/** The session's token: a browser's cookie, or what the field app sends for the person who unlocked it. */
function tokenOf(request: FastifyRequest): string | undefined {
  const [, bearer] = /^Bearer ([\w-]{43})$/u.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? request.cookies.session;
}

/** Cookies travel with requests that other sites start; what changes something must come from our own pages. */
function refuseForeignOrigin(request: FastifyRequest, origin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('originRefused');
  const from = request.headers.origin;
  if (from === undefined) return;
  const ours = [new URL(origin).host, request.headers.host];
  if (!ours.includes(URL.canParse(from) ? new URL(from).host : '')) throw new Problem('originRefused');
}
