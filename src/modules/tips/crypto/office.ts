import type { Handover, OfficeKey, SealedOfficeKey } from '../tip-key.contract.ts';
import { isSigned, keyPairOf, makeKeyPair, openText, sealText, sign } from './keys.ts';

/** A key of an office together with its secret, as a member's browser holds it while it works. */
export interface OfficeSecret {
  readonly key: OfficeKey;
  readonly secret: string;
}

const keyPurpose = 'office-key';
const handoverPurpose = 'handover';

/**
 * Makes the first key of an office, or the next one that the one before vouches for.
 */
export async function makeOfficeKey(officeId: string, previous?: OfficeSecret): Promise<OfficeSecret> {
  const { secret, recipient, verifyKey } = await makeKeyPair();
  const bare = { officeId, epoch: (previous?.key.epoch ?? 0) + 1, recipient, verifyKey };
  const voucher = previous
    ? {
        officeId: previous.key.officeId,
        epoch: previous.key.epoch,
        signature: sign(previous.secret, keyPurpose, bare),
      }
    : null;
  return { key: { ...bare, voucher }, secret };
}

/** Whether a key may follow another one of its office: the one before vouches for it; a first one needs nobody. */
export function isNextKey(key: OfficeKey, previous: OfficeKey | undefined): boolean {
  if (!previous) return key.voucher === null && key.epoch === 1;
  const { voucher } = key;
  return (
    voucher !== null &&
    voucher.officeId === previous.officeId &&
    voucher.epoch === previous.epoch &&
    isSigned(previous.verifyKey, keyPurpose, withoutVoucher(key), voucher.signature)
  );
}

/** A key of this office speaks for a key of another one: for one report, or (thread null) for its heir. */
export function makeHandover(from: OfficeSecret, to: OfficeKey, thread: string | null): Handover {
  const bare = withoutVoucher(to);
  const signature = sign(from.secret, handoverPurpose, { thread, to: bare });
  return { thread, to: bare, voucher: { officeId: from.key.officeId, epoch: from.key.epoch, signature } };
}

/** What somebody trusts already: a key that he saw when he filed, or whose words stand on the notice board. */
export type Anchor = Pick<OfficeKey, 'officeId' | 'epoch' | 'recipient' | 'verifyKey'>;

/**
 * The keys that can be trusted because a chain of signatures leads to them from the anchor. `thread` names the report
 * for which handovers count. A server that puts in a key of its own cannot make it part of this list.
 */
export function trustedKeys(
  anchor: Anchor,
  keys: readonly OfficeKey[],
  handovers: readonly Handover[],
  thread: string | null,
): OfficeKey[] {
  const trusted: Anchor[] = [anchor];
  const vouched = (
    link: { officeId: string; epoch: number; signature: string },
    purpose: string,
    data: unknown,
  ) =>
    trusted.some(
      (by) =>
        by.officeId === link.officeId &&
        by.epoch === link.epoch &&
        isSigned(by.verifyKey, purpose, data, link.signature),
    );
  for (let before = 0; before !== trusted.length; ) {
    before = trusted.length;
    for (const key of keys) {
      const bare = withoutVoucher(key);
      // A key vouched for by another office's key is a handover; its own chain stays within the office.
      const isNext = key.voucher?.officeId === key.officeId && key.voucher.epoch === key.epoch - 1;
      if (!isKnown(trusted, key) && isNext && key.voucher && vouched(key.voucher, keyPurpose, bare))
        trusted.push(bare);
    }
    for (const { to, thread: forThread, voucher } of handovers) {
      const counts = forThread === null || forThread === thread;
      if (counts && !isKnown(trusted, to) && vouched(voucher, handoverPurpose, { thread: forThread, to }))
        trusted.push(to);
    }
  }
  return keys.filter((key) => isKnown(trusted, key));
}

function isKnown(trusted: readonly Anchor[], key: Anchor): boolean {
  return trusted.some(
    (one) =>
      one.officeId === key.officeId &&
      one.epoch === key.epoch &&
      one.recipient === key.recipient &&
      one.verifyKey === key.verifyKey,
  );
}

function withoutVoucher({ officeId, epoch, recipient, verifyKey }: Anchor): Anchor {
  return { officeId, epoch, recipient, verifyKey };
}

/** Seals the secret of an office's key for a member, an heir or a recovery. */
export async function sealOfficeSecret(
  { key, secret }: OfficeSecret,
  recipient: string,
): Promise<SealedOfficeKey> {
  return { officeId: key.officeId, epoch: key.epoch, sealed: await sealText(secret, [recipient]) };
}

/**
 * Opens the secret of an office's key and holds that it belongs to the public one.
 * Throws Error where no secret opens it or it is that of another key.
 */
export async function openOfficeSecret(
  sealed: string,
  key: OfficeKey,
  secrets: readonly string[],
): Promise<OfficeSecret> {
  const secret = await openText(sealed, secrets);
  const pair = await keyPairOf(secret);
  if (pair.recipient !== key.recipient || pair.verifyKey !== key.verifyKey)
    throw new Error('the secret is not that of this key');
  return { key, secret };
}
