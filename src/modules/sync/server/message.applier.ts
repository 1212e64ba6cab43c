import { Problem } from '../../../platform/problems.ts';
import { MessageReply } from '../messages.contract.ts';
import { type Applier, malformed } from './applier.ts';
import { noteRead } from './messages.service.ts';

/** Somebody pressed "read" under a message; its id is the command's `recordId`. */
export const messageReadApplier: Applier = {
  isPassing: true,
  apply: async (context, _phone, command) => ({
    outcome: (await noteRead(context, command.recordId)) ? 'accepted' : 'known',
  }),
};

/** One line back to the commune; a later one takes its place. */
export const messageReplyApplier: Applier = {
  apply: async (context, _phone, command) => {
    const reply = MessageReply.safeParse(command.payload);
    if (!reply.success) throw malformed(reply.error);
    const isNew = await noteRead(context, command.recordId, reply.data.text);
    return { outcome: isNew ? 'accepted' : 'known' };
  },
  // Nobody answers in somebody else's name.
  repair: () => Promise.reject(new Problem('notPossibleNow')),
};
