import { ed25519 } from '@noble/curves/ed25519.js';
import type { FilingProof } from '../tip-filing.contract.ts';
import { canonicalJson, fromHex, utf8 } from './bytes.ts';

/** What the installation signs, as text: anybody can check it with any tool that knows Ed25519. */
export function filingProofText(statement: string): string {
  return `tiengmo/tips/v1/filing\n${statement}`;
}

/** Whether the installation whose key this is (hex) signed the proof; `hash` is that of the ciphertext that was sent. */
export function isFilingProof(proof: FilingProof, receiptKey: string, hash: string): boolean {
  if (proof.statement.hash !== hash) return false;
  try {
    const text = utf8(filingProofText(canonicalJson(proof.statement)));
    return ed25519.verify(fromHex(proof.signature), text, fromHex(receiptKey), { zip215: false });
  } catch {
    return false;
  }
}
