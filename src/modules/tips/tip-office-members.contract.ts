import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Handover, OfficeKey, SealedOfficeKey, SealedText, TipRecipient } from './tip-key.contract.ts';
import { TipOfficeKind } from './tip-office.contract.ts';
import { RecoverySetup } from './tip-recovery.contract.ts';

const idParam = z.object({ id: z.uuid() });
const memberParam = z.object({ id: z.uuid(), userId: z.uuid() });

export const TipMember = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    /** named: has to be admitted by a member; active: opens reports; left: no more. */
    state: z.enum(['named', 'active', 'left']),
    /** The public half of the person's own key; null until one is made. */
    recipient: TipRecipient.nullable(),
    admittedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'TipMember' });
export type TipMember = z.infer<typeof TipMember>;

const TipOfficeLine = z
  .object({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    kind: TipOfficeKind,
    name: z.string(),
    closedAt: z.iso.datetime().nullable(),
    heirId: z.uuid().nullable(),
    /** Takes reports: it has a key and is not closed. */
    takesReports: z.boolean(),
    /** A remote commune or island: some time limits are longer. */
    isRemote: z.boolean(),
    activeMembers: z.int(),
    custodians: z.int(),
    /** The next key has to be made: somebody left, or the recovery key was used. */
    isRenewalDue: z.boolean(),
    /** What the caller is here. */
    mine: z.enum(['named', 'active', 'left']).nullable(),
  })
  .meta({ id: 'TipOfficeLine' });
export type TipOfficeLine = z.infer<typeof TipOfficeLine>;

export const listTipOffices = endpoint({
  method: 'GET',
  path: '/api/v1/tip-offices',
  summary: 'The offices in the caller’s areas and those that he belongs to',
  access: 'areas.read',
  output: z.object({ offices: z.array(TipOfficeLine) }),
});

export const createTipOffice = endpoint({
  method: 'POST',
  path: '/api/v1/tip-offices',
  summary: 'Opens an office; it takes reports once its first member has made its key',
  access: 'tips.offices',
  body: z.strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    kind: TipOfficeKind,
    name: z.string().trim().min(3).max(160),
    isRemote: z.boolean().default(false),
  }),
  output: 'none',
});

export const TipOfficeDetail = TipOfficeLine.extend({
  members: z.array(TipMember),
  keys: z.array(OfficeKey),
  /** The secrets of the office's keys as the caller may open them: sealed to his own key. */
  wraps: z.array(SealedOfficeKey),
  /** Secrets of offices that went into this one, sealed to keys of this office. */
  inherited: z.array(
    z.object({ key: OfficeKey, heirEpoch: z.int(), sealed: SealedText, officeName: z.string() }),
  ),
  recovery: z
    .object({
      id: z.uuid(),
      recipient: TipRecipient,
      threshold: z.int(),
      custodians: z.array(
        z.object({ userId: z.uuid(), name: z.string(), recipient: TipRecipient.nullable() }),
      ),
    })
    .nullable(),
  can: z.object({ name: z.boolean(), work: z.boolean() }),
}).meta({ id: 'TipOfficeDetail' });
export type TipOfficeDetail = z.infer<typeof TipOfficeDetail>;

export const getTipOffice = endpoint({
  method: 'GET',
  path: '/api/v1/tip-offices/:id',
  summary: 'An office with its members, its keys, and the sealed secrets that are meant for the caller',
  access: 'areas.read',
  params: idParam,
  output: TipOfficeDetail,
});

export const listTipCandidates = endpoint({
  method: 'GET',
  path: '/api/v1/tip-offices/:id/candidates',
  summary: 'Who could be named as a member, and who could keep a share of the recovery key',
  access: 'areas.read',
  params: idParam,
  output: z.object({
    people: z.array(
      z.object({
        userId: z.uuid(),
        name: z.string(),
        recipient: TipRecipient.nullable(),
        /** Holds a role that opens reports of this area. */
        mayBeMember: z.boolean(),
      }),
    ),
  }),
});

export const nameTipMember = endpoint({
  method: 'PUT',
  path: '/api/v1/tip-offices/:id/members/:userId',
  summary: 'Names a member of an office; a present member has to admit the newcomer',
  access: 'tips.offices',
  params: memberParam,
  output: 'none',
});

export const dismissTipMember = endpoint({
  method: 'DELETE',
  path: '/api/v1/tip-offices/:id/members/:userId',
  summary:
    'Ends a membership: the office’s secrets sealed for this person are deleted, a new key becomes due',
  access: 'tips.offices',
  params: memberParam,
  output: 'none',
});

export const leaveTipOffice = endpoint({
  method: 'POST',
  path: '/api/v1/tip-offices/:id/leave',
  summary: 'Ends one’s own membership; the last active member cannot leave',
  access: 'tips.work',
  params: idParam,
  output: 'none',
});

export const admitTipMember = endpoint({
  method: 'POST',
  path: '/api/v1/tip-offices/:id/members/:userId/admit',
  summary: 'A member gives the newcomer every key of the office, sealed to the newcomer’s own key',
  access: 'tips.work',
  params: memberParam,
  body: z.strictObject({
    /** The key whose words were compared; refused with conflict where it is not the newcomer's any more. */
    recipient: TipRecipient,
    wraps: z.array(SealedOfficeKey).min(1).max(500),
  }),
  output: 'none',
});

export const makeTipOfficeKey = endpoint({
  method: 'POST',
  path: '/api/v1/tip-offices/:id/keys',
  summary:
    'Makes the office’s first or next key, with its secret sealed for every active member and custodians',
  access: 'tips.work',
  params: idParam,
  body: z.strictObject({
    key: OfficeKey,
    wraps: z
      .array(z.strictObject({ userId: z.uuid(), sealed: SealedText }))
      .min(1)
      .max(200),
    /** New shares with every new key: whoever left may know the old recovery key. Null where there are none. */
    recovery: RecoverySetup.nullable(),
  }),
  output: 'none',
});

export const chooseTipHeir = endpoint({
  method: 'PUT',
  path: '/api/v1/tip-offices/:id/heir',
  summary: 'Says which office goes on with the work of this one; a member then hands the keys over',
  access: 'tips.offices',
  params: idParam,
  body: z.strictObject({ heirId: z.uuid().nullable() }),
  output: 'none',
});

export const handOverTipOffice = endpoint({
  method: 'POST',
  path: '/api/v1/tip-offices/:id/hand-over',
  summary: 'Closes an office into its heir: every key sealed to the heir’s newest one, reports go along',
  access: 'tips.work',
  params: idParam,
  body: z.strictObject({
    keys: z.array(SealedOfficeKey).min(1).max(500),
    /** The newest key of this office speaks for the heir's newest one (`thread` null), to which `keys` are sealed. */
    handover: Handover,
  }),
  output: 'none',
});
