import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { OfficeKey, TipVerifyKey } from './tip-key.contract.ts';
import { TipHarm } from './tip-words.contract.ts';

/** commune: commune police; province: the provincial office on duty; investigation: the investigating agency. */
export const TipOfficeKind = z.enum(['commune', 'province', 'investigation']).meta({ id: 'TipOfficeKind' });
export type TipOfficeKind = z.infer<typeof TipOfficeKind>;

/** A kind of harm that can be reported (`data/tips/harms.json`). */
export const Harm = z
  .strictObject({
    code: TipHarm,
    name: LocalText,
    hint: LocalText,
    /** Whom to call first where somebody is in danger now. */
    call: z.array(z.enum(['111', '113', '114', '115'])).max(4),
  })
  .meta({ id: 'Harm' });
export type Harm = z.infer<typeof Harm>;

/** An office as a reporter chooses it; only offices that can open reports are listed. */
export const PublicTipOffice = z
  .object({
    id: z.uuid(),
    kind: TipOfficeKind,
    name: z.string(),
    areaId: z.uuid(),
    areaName: z.string(),
    provinceName: z.string(),
  })
  .meta({ id: 'PublicTipOffice' });
export type PublicTipOffice = z.infer<typeof PublicTipOffice>;

/** All at once, so that no address of a request says which place somebody is about to report from. */
export const listPublicTipOffices = endpoint({
  method: 'GET',
  path: '/api/v1/tips/offices',
  summary: 'The offices that take reports, the kinds of harm, and the key that signs receipts',
  access: 'public',
  anonymous: true,
  output: z.object({
    offices: z.array(PublicTipOffice),
    harms: z.array(Harm),
    /** Ed25519, hex: verifies proofs of filing. */
    receiptKey: TipVerifyKey,
    maxBytes: z.int(),
  }),
});

/** Asked by a body, not by an address, for the same reason. */
export const getTipOfficeKeys = endpoint({
  method: 'POST',
  path: '/api/v1/tips/office-keys',
  summary: 'The public keys of an office, oldest first; the last one takes new reports',
  access: 'public',
  anonymous: true,
  body: z.strictObject({ officeId: z.uuid() }),
  output: z.object({ office: PublicTipOffice, keys: z.array(OfficeKey).min(1) }),
});
