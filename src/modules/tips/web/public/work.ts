import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { PowAnswer, PowChallenge } from '../../tip-filing.contract.ts';
import { PublicProblem, post } from './public-client.ts';

/** Gets a task from the server and solves it: a second or two of this device's work, which floods of spam can't afford. */
export async function proofOfWork(): Promise<PowAnswer> {
  const challenge = await post<PowChallenge>('/api/v1/tips/challenge');
  const solution = await solveChallenge({ challenge, deriveKey, timeout: 600_000 });
  if (!solution) throw new PublicProblem(0);
  return { challenge, solution: { counter: solution.counter, derivedKey: solution.derivedKey } };
}
