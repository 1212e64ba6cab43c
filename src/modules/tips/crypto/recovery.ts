import { combine, split } from 'shamir-secret-sharing';
import type { SealedOfficeKey } from '../tip-key.contract.ts';
import { fromHex, randomId, toHex } from './bytes.ts';
import { keyPairOf, makeKeyPair, openText, sealText, secretBytes, secretOfBytes, sign } from './keys.ts';
import { type OfficeSecret, sealOfficeSecret } from './office.ts';

export interface Custodian {
  readonly userId: string;
  readonly recipient: string;
}

export interface MadeRecovery {
  readonly id: string;
  readonly recipient: string;
  readonly threshold: number;
  readonly shares: { custodianId: string; sealed: string }[];
  readonly wraps: SealedOfficeKey[];
}

/**
 * A recovery key for an office: its secret is divided so that any `threshold` of the custodians give it back and one
 * fewer learn nothing; every key of the office is sealed to it. The undivided secret is forgotten at once.
 */
export async function makeRecovery(
  custodians: readonly Custodian[],
  threshold: number,
  keys: readonly OfficeSecret[],
): Promise<MadeRecovery> {
  if (threshold < 2 || threshold > custodians.length) throw new RangeError('2 ≤ threshold ≤ custodians');
  const id = randomId();
  const { secret, recipient } = await makeKeyPair();
  const parts = await split(secretBytes(secret), custodians.length, threshold);
  const shares = [];
  for (const [at, { userId, recipient: keeper }] of custodians.entries()) {
    const share = JSON.stringify({ recovery: id, share: toHex(parts[at] ?? new Uint8Array()) });
    shares.push({ custodianId: userId, sealed: await sealText(share, [keeper]) });
  }
  const wraps = [];
  for (const key of keys) wraps.push(await sealOfficeSecret(key, recipient));
  return { id, recipient, threshold, shares, wraps };
}

/** A custodian opens his share and seals it for whoever asks. Throws Error where the share is not his. */
export async function passShare(sealed: string, mySecret: string, askerRecipient: string): Promise<string> {
  return sealText(await openText(sealed, [mySecret]), [askerRecipient]);
}

/**
 * The recovery secret from the custodians' answers. Undefined where they are too few, of another recovery, or false:
 * the key that they give is compared with the one that is known.
 */
export async function combineShares(
  answers: readonly string[],
  mySecret: string,
  recovery: { id: string; recipient: string },
): Promise<string | undefined> {
  const shares = new Map<string, Uint8Array>();
  for (const answer of answers) {
    const { recovery: id, share } = JSON.parse(await openText(answer, [mySecret])) as Record<string, string>;
    if (id === recovery.id && share !== undefined) shares.set(share, fromHex(share));
  }
  if (shares.size < 2) return undefined;
  const secret = secretOfBytes(await combine([...shares.values()]));
  return (await keyPairOf(secret)).recipient === recovery.recipient ? secret : undefined;
}

/** The purpose under which a recovery is proved. */
export const recoveryPurpose = 'recovery';

/** Proof that one holds the recovered key: its signature over the request. `newest` is the office's newest key. */
export function proveRecovery(newest: OfficeSecret, requestId: string): string {
  return sign(newest.secret, recoveryPurpose, { requestId });
}
