import { Problem } from '../../../platform/problems.ts';
import { PatrolBegin } from '../sync.contract.ts';
import { type Applier, malformed } from './applier.ts';
import { beginPresence, endPresence } from './presence.repo.ts';

/** A patrol sets out: the commune sees that it is out, as long as it is. */
export const patrolBeginApplier: Applier = {
  isPassing: true,
  apply: async (context, phone, command) => {
    const begun = PatrolBegin.safeParse(command.payload);
    if (!begun.success) throw malformed(begun.error);
    const { areaId, people } = begun.data;
    // Nobody sets out in the future: a clock that is wrong counts as now.
    const startedAt = new Date(Math.min(Date.parse(begun.data.startedAt), context.now.getTime()));
    const isNew = await beginPresence(context.tx, {
      recordId: command.recordId,
      areaId,
      phoneId: phone.id,
      userId: context.caller.id,
      people,
      startedAt,
    });
    if (isNew === undefined) throw new Problem('notFound');
    return { outcome: isNew ? 'accepted' : 'known' };
  },
};

/** A patrol is back, or was never one; what it did is the entry that follows. */
export const patrolEndApplier: Applier = {
  isPassing: true,
  apply: async (context, phone, command) => {
    await endPresence(context.tx, {
      recordId: command.recordId,
      areaId: phone.area_id,
      phoneId: phone.id,
      userId: phone.user_id,
      now: context.now,
    });
    return { outcome: 'accepted' };
  },
};
