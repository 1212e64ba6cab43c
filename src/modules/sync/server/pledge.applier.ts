import type { z } from 'zod';
import type { Context } from '../../../platform/server/context.ts';
import { NewHousehold, PledgeSigning, PledgeWithdrawal } from '../../pledges/field-pledges.contract.ts';
import {
  addAtTheDoor,
  type DoneAtTheDoor,
  signAtTheDoor,
  withdrawAtTheDoor,
} from '../../pledges/server/field-signing.service.ts';
import { type Applier, malformed } from './applier.ts';

/** A command of which the door's services say what became of it. */
function atTheDoor<P>(
  payload: z.ZodType<P>,
  act: (context: Context, recordId: string, given: P) => Promise<DoneAtTheDoor>,
): Applier {
  return {
    apply: async (context, _phone, command) => {
      const given = payload.safeParse(command.payload);
      if (!given.success) throw malformed(given.error);
      const { isNew, told } = await act(context, command.recordId, given.data);
      return { outcome: isNew ? 'accepted' : 'known', ...(told ? { told } : {}) };
    },
  };
}

export const pledgeSignApplier = atTheDoor(PledgeSigning, signAtTheDoor);
export const pledgeWithdrawApplier = atTheDoor(PledgeWithdrawal, withdrawAtTheDoor);
export const householdAddApplier = atTheDoor(NewHousehold, addAtTheDoor);
