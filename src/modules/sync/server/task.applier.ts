import { TaskAnswer } from '../../models/field-tasks.contract.ts';
import { answerTask } from '../../models/server/field-tasks.service.ts';
import { type Applier, malformed } from './applier.ts';

/** A check or a review of a model's site, written down where it was done. */
export const taskApplier: Applier = {
  apply: async (context, _phone, command) => {
    const given = TaskAnswer.safeParse(command.payload);
    if (!given.success) throw malformed(given.error);
    return { outcome: (await answerTask(context, command.recordId, given.data)) ? 'accepted' : 'known' };
  },
};
