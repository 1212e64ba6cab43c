import { randomBytes } from 'node:crypto';
import { CappedMap, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../../../platform/problems.ts';
import { workOf } from '../flood.rules.ts';
import type { PowAnswer, PowChallenge } from '../tip-filing.contract.ts';

/**
 * Keeps floods away without knowing anybody: the browser works before it sends, harder where much was asked for lately
 * (per network block, a hash that lives in memory alone; see platform/server/unknown-callers.ts). Nothing of it is
 * stored: a restart forgets all of it, and the tasks that are out have to be asked for again.
 */
export interface FloodGate {
  /** A task for whoever comes from this block. */
  issue(block: string): Promise<PowChallenge>;
  /**
   * Takes a finished task, each once. Throws Problem `workNeeded` for one that is not done, not ours, too old or used,
   * `tooManyRequests` after very many false ones.
   */
  accept(block: string, answer: PowAnswer): Promise<void>;
  /** Counts bytes that came in. Throws Problem `tooManyRequests` where the block has sent more than its share. */
  weigh(block: string, bytes: number): Promise<void>;
}

const window = 600;
const lifetime = 1800;
/** What a block may send in an hour, in MiB; also what one machine can fill a disk with. */
const mostMegabytes = 1024;
const mostFailures = 60;

export function makeFloodGate(): FloodGate {
  const secret = randomBytes(32).toString('base64');
  const asked = new RateLimiterMemory({ points: 1_000_000, duration: window });
  const sent = new RateLimiterMemory({ points: mostMegabytes, duration: 3600 });
  const failed = new RateLimiterMemory({ points: mostFailures, duration: window });
  const used = new CappedMap<string, true>({ maxSize: 200_000 });
  return {
    issue: async (block) => {
      const { consumedPoints } = await asked.consume(block);
      const work = workOf(consumedPoints);
      const challenge = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: work.cost,
        keyPrefix: work.keyPrefix,
        deriveKey,
        expiresAt: Math.floor(Date.now() / 1000) + lifetime,
        hmacSignatureSecret: secret,
      });
      return challenge as PowChallenge;
    },
    accept: async (block, { challenge, solution }) => {
      if (((await failed.get(block))?.consumedPoints ?? 0) >= mostFailures)
        throw new Problem('tooManyRequests');
      // Taken before it is looked at: two requests with one task must not both pass while it is checked.
      const result = !used.setIfAbsent(challenge.signature, true)
        ? undefined
        : await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: secret });
      if (!result?.verified) {
        await failed.consume(block).catch(() => undefined);
        throw new Problem('workNeeded');
      }
    },
    weigh: async (block, bytes) => {
      await sent.consume(block, Math.ceil(bytes / 1024 / 1024)).catch(() => {
        throw new Problem('tooManyRequests');
      });
    },
  };
}
