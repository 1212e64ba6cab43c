import { ed25519 } from '@noble/curves/ed25519.js';
import type { Vault } from '../../../platform/server/vault.ts';
import { canonicalJson, toHex, utf8 } from '../crypto/bytes.ts';
import { filingProofText } from '../crypto/filing-proof.ts';
import type { FilingProof } from '../tip-filing.contract.ts';

const purpose = 'tips/filing-proof';

/** The public half of the installation's key for proofs of filing, hex. */
export function receiptKey(vault: Vault): string {
  return toHex(ed25519.getPublicKey(vault.derive(purpose)));
}

/** Signs that a ciphertext came for an office on a day: always the same signature for the same statement. */
export function proveFiling(
  vault: Vault,
  filed: { officeId: string; receivedOn: string; hash: string },
): FilingProof {
  const { officeId, receivedOn, hash } = filed;
  const statement = { version: 1 as const, officeId, receivedOn, hash };
  const signature = ed25519.sign(utf8(filingProofText(canonicalJson(statement))), vault.derive(purpose));
  return { statement, signature: toHex(signature) };
}
