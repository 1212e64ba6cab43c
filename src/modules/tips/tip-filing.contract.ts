import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { isDate } from '../../platform/dates.ts';
import { SealedText, TipHash, TipSignature } from './tip-key.contract.ts';
import { TipHarm } from './tip-words.contract.ts';

/** 64 MiB with everything: words, pictures, sound, padding. */
export const MAX_TIP_BYTES = 64 * 1024 * 1024 + 128 * 1024;

const Hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'u'));

/** What the receipt derives for the server: where the thread lies and that one may see it. Both are kept as hashes. */
export const ThreadProof = z
  .strictObject({ lookup: Hex(16), access: Hex(32) })
  .meta({ id: 'TipThreadProof' });
export type ThreadProof = z.infer<typeof ThreadProof>;

/** A task of altcha (PBKDF2/SHA-256): `parameters` and `signature` go back as they came. */
export const PowChallenge = z
  .object({
    parameters: z.object({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: z.string().max(128),
      salt: z.string().max(128),
      cost: z.int().min(1).max(1_000_000),
      keyLength: z.int().min(8).max(64),
      keyPrefix: z.string().max(16),
      expiresAt: z.int(),
    }),
    signature: z.string().max(200),
  })
  .meta({ id: 'PowChallenge' });
export type PowChallenge = z.infer<typeof PowChallenge>;

export const PowAnswer = z
  .strictObject({
    challenge: PowChallenge,
    solution: z.strictObject({
      counter: z.int().min(0).max(0xff_ff_ff_ff),
      derivedKey: z.string().regex(/^[0-9a-f]{16,128}$/u),
    }),
  })
  .meta({ id: 'PowAnswer' });
export type PowAnswer = z.infer<typeof PowAnswer>;

export const getTipChallenge = endpoint({
  method: 'POST',
  path: '/api/v1/tips/challenge',
  summary: 'A task for the browser to work on before it sends; harder where much was asked for lately',
  access: 'public',
  anonymous: true,
  output: PowChallenge,
});

/** What the installation signs: that this ciphertext came on this day for this office. */
export const FilingStatement = z
  .object({
    version: z.literal(1),
    officeId: z.uuid(),
    receivedOn: z.string().refine(isDate, 'must be a day YYYY-MM-DD'),
    hash: TipHash,
  })
  .meta({ id: 'FilingStatement' });
export type FilingStatement = z.infer<typeof FilingStatement>;

export const FilingProof = z
  .object({ statement: FilingStatement, signature: TipSignature })
  .meta({ id: 'FilingProof' });
export type FilingProof = z.infer<typeof FilingProof>;

/**
 * multipart/form-data: first the field `body` (this JSON), then `file` (the sealed parcel; any file name is dropped).
 * Sent again with the same receipt and the same parcel it gives the same proof, so a lost connection costs nothing.
 */
export const fileTip = endpoint({
  method: 'POST',
  path: '/api/v1/tips',
  summary: 'Files a report: ciphertext for an office, the kind of harm, and the receipt’s hashes',
  access: 'public',
  anonymous: true,
  body: z.strictObject({
    officeId: z.uuid(),
    epoch: z.int().min(1),
    harm: TipHarm,
    thread: ThreadProof,
    /** How to reach the reporter, sealed for the office apart from the report; null where nothing was left. */
    contact: SealedText.nullable(),
    /** What the reporter's page has to know again later, sealed to the receipt. */
    keepsake: SealedText,
    pow: PowAnswer,
  }),
  upload: { maxBytes: MAX_TIP_BYTES },
  output: FilingProof,
  status: 201,
});
