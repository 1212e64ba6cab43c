import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../../../platform/problems.ts';
import { projectFolder } from '../../../platform/server/config.ts';
import { normalisePassword, passwordFaults, passwordProblems } from '../password.rules.ts';

export interface PasswordCost {
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
}

/** Argon2id with what OWASP's Password Storage Cheat Sheet asks at least: 19 MiB, two passes, one lane. */
export const passwordCost: PasswordCost = { memoryCost: 19_456, timeCost: 2 };

export function hashPassword(password: string, cost: PasswordCost = passwordCost): Promise<string> {
  return hash(normalisePassword(password), { ...cost, parallelism: 1 });
}

/** Stands in where there is no account or no password yet, so that the answer takes as long as for one that exists. */
const standIn = hashPassword('stand-in for an account that does not exist');

/** Whether the password is the one; takes the same time where there is none. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await standIn), normalisePassword(password));
  return matches && stored !== null && stored !== undefined;
}

/** Throws Problem `invalidInput` at `field` where the password is not good enough. */
export function assertGoodPassword(password: string, names: readonly string[], field: string): void {
  const faults = passwordFaults(password, names, (word) => commonWords().has(word));
  if (faults.length > 0) throw new Problem('invalidInput', { fields: passwordProblems(faults, field) });
}

let words: ReadonlySet<string> | undefined;

function commonWords(): ReadonlySet<string> {
  words ??= new Set(
    ['common.txt', 'vietnamese.txt'].flatMap((name) =>
      readFileSync(path.join(projectFolder, 'data', 'passwords', name), 'utf8')
        .split(/\r?\n/)
        .filter((line) => line !== '' && !line.startsWith('#')),
    ),
  );
  return words;
}
