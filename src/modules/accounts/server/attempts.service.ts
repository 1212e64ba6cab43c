import { createHash, createHmac, randomBytes } from 'node:crypto';
import { addressBlock } from '../../../platform/address-block.ts';
import { Problem, type ProblemCode } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { afterFailure, secondsBlocked } from '../attempts.rules.ts';
import {
  countOutcome,
  forgetAttempts,
  lockAttempts,
  type SignInOutcome,
  saveAttempts,
} from './attempts.repo.ts';

/** Where an attempt comes from: a device known for the account, or a network. */
export type Place = { readonly device: Buffer } | { readonly address: string };

let salt = { day: '', value: randomBytes(32) };

/** The key under which failures of a name from a place are counted: a hash, for rules see attempts.rules.ts. */
export function attemptKey(name: string, place: Place, today: string): string {
  if ('device' in place) {
    return `d:${createHash('sha256').update(place.device).update(name).digest('base64url')}`;
  }
  if (salt.day !== today) salt = { day: today, value: randomBytes(32) };
  const block = `${addressBlock(place.address)}|${name}`;
  return `n:${createHmac('sha256', salt.value).update(block).digest('base64url')}`;
}

/** The key of an account alone: only for steps that nobody reaches without the password or a session. */
export function ownKey(purpose: 'code' | 'again', userId: string): string {
  return `${purpose[0]}:${createHash('sha256').update(`${purpose}|${userId}`).digest('base64url')}`;
}

/**
 * Lets a guess happen, at most so often: `guess` gives what it found, or undefined where it was wrong.
 * Throws Problem `tooManyAttempts` (with `retryAfterSeconds`) while the key has to wait, and `wrong` after a failure,
 * which stays counted.
 */
export async function guarded<T>(
  context: Context,
  key: string,
  wrong: { code: ProblemCode; outcome: SignInOutcome },
  guess: () => Promise<T | undefined>,
): Promise<T> {
  const state = await lockAttempts(context.tx, key, context.now);
  const wait = secondsBlocked(state, context.now);
  if (wait > 0) {
    await countOutcome(context.tx, context.today, 'blocked');
    throw new Problem('tooManyAttempts', { extra: { retryAfterSeconds: wait }, keepsWrites: true });
  }
  const found = await guess();
  if (found === undefined) {
    const next = afterFailure(state, context.now);
    await saveAttempts(context.tx, key, next);
    await countOutcome(context.tx, context.today, wrong.outcome);
    const seconds = secondsBlocked(next, context.now);
    throw new Problem(wrong.code, {
      ...(seconds > 0 ? { extra: { retryAfterSeconds: seconds } } : {}),
      keepsWrites: true,
    });
  }
  await forgetAttempts(context.tx, key);
  return found;
}
