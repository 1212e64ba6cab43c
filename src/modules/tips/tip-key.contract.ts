import { z } from 'zod';

/** The public half of a key (age, hybrid: ML-KEM-768 with X25519). */
export const TipRecipient = z
  .string()
  .max(2200)
  .regex(/^age1pq1[02-9ac-hj-np-z]{1900,}$/u, 'must be a hybrid age recipient (age1pq1…)')
  .meta({ id: 'TipRecipient' });

/** An Ed25519 public key or a signature, in hex. */
export const TipVerifyKey = z.string().regex(/^[0-9a-f]{64}$/u, 'must be 32 bytes in hex');
export const TipSignature = z.string().regex(/^[0-9a-f]{128}$/u, 'must be 64 bytes in hex');
/** SHA-256 in hex. */
export const TipHash = z.string().regex(/^[0-9a-f]{64}$/u, 'must be SHA-256 in hex');

/** A small age file in its ASCII armour: a key, a share, a contact. The server cannot read it. */
export const SealedText = z
  .string()
  .max(65_536)
  .regex(/^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]+\n-----END AGE ENCRYPTED FILE-----\n?$/u, {
    error: 'must be an armoured age file',
  })
  .meta({ id: 'SealedText' });

/** A key of an office speaks for another one: its own next key, or the key of the office that goes on with the work. */
export const KeyVoucher = z
  .strictObject({ officeId: z.uuid(), epoch: z.int().min(1), signature: TipSignature })
  .meta({ id: 'KeyVoucher' });
export type KeyVoucher = z.infer<typeof KeyVoucher>;

/** A public key of an office; `voucher` is missing for the first one. */
export const OfficeKey = z
  .strictObject({
    officeId: z.uuid(),
    epoch: z.int().min(1),
    recipient: TipRecipient,
    verifyKey: TipVerifyKey,
    voucher: KeyVoucher.nullable(),
  })
  .meta({ id: 'OfficeKey' });
export type OfficeKey = z.infer<typeof OfficeKey>;

/** The secret of an office's key, sealed for somebody. */
export const SealedOfficeKey = z
  .strictObject({ officeId: z.uuid(), epoch: z.int().min(1), sealed: SealedText })
  .meta({ id: 'SealedOfficeKey' });
export type SealedOfficeKey = z.infer<typeof SealedOfficeKey>;

/**
 * A key of one office speaks for a key of another: for one report that went there (`thread` names it), or for all that
 * follows where the office went into the other one (`thread` null).
 */
export const Handover = z
  .strictObject({
    thread: z
      .string()
      .regex(/^[0-9a-f]{32}$/u)
      .nullable(),
    to: OfficeKey.omit({ voucher: true }),
    voucher: KeyVoucher,
  })
  .meta({ id: 'TipHandover' });
export type Handover = z.infer<typeof Handover>;
