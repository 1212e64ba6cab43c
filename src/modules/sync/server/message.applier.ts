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
  apply: async (context, phone, command) => {
    const reply = MessageReply.safeParse(command.payload);
    if (!reply.success) throw malformed(reply.error);
    const isNew = await noteRead(context, command.recordId, reply.data.text);
    if (!isNew) return { outcome: 'known' };
    const { recordId: subjectId } = command;
    const audit = { action: 'message.replied', subject: 'message', subjectId, areaId: phone.area_id };
    return { outcome: 'accepted', audit };
  },
  // Nobody answers in somebody else's name.
  repair: () => Promise.reject(new Problem('notPossibleNow')),
};
