/**
 * Lock-out that can't be used against somebody else.
 *
 * Failures are counted per key, and a key is a user name *from a place*, never a user name alone:
 * - from a known device (a browser from which this very user signed in before, told by its random cookie) the place is
 *   that device;
 * - from any other device the place is the block of network addresses that it comes from.
 * So whoever guesses elsewhere, however often, makes only guessing elsewhere slow: the owner's known devices keep
 * their own count, and so do all other networks. Keys are hashes; the one of a network is salted with a value that
 * lives in memory only and changes every day, so that no stored key leads back to an address.
 *
 * After five free failures each further one doubles the wait: 30 s, 1 min, 2 min … at most one hour. Success on a key
 * forgets its failures; so does a day without any.
 */
export interface AttemptState {
  readonly failures: number;
  readonly lastAt: Date;
  readonly blockedUntil: Date | null;
}

export const freeFailures = 5;
export const firstWait = 30;
export const longestWait = 3600;
export const forgetAfter = 86_400;

/** Seconds to wait after so many failures in a row. */
export function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(firstWait * 2 ** Math.min(failures - freeFailures, 30), longestWait);
}

/** Seconds until the key may try again; 0 where it may now. */
export function secondsBlocked(state: AttemptState | undefined, now: Date): number {
  if (!state?.blockedUntil) return 0;
  return Math.max(0, Math.ceil((state.blockedUntil.getTime() - now.getTime()) / 1000));
}

/** The state of a key after one more failure. */
export function afterFailure(state: AttemptState | undefined, now: Date): AttemptState {
  const isOld = state !== undefined && now.getTime() - state.lastAt.getTime() > forgetAfter * 1000;
  const failures = (state === undefined || isOld ? 0 : state.failures) + 1;
  const wait = waitAfter(failures);
  return {
    failures,
    lastAt: now,
    blockedUntil: wait === 0 ? null : new Date(now.getTime() + wait * 1000),
  };
}
