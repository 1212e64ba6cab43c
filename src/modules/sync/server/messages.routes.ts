import { type Route, route } from '../../../platform/server/route.ts';
import { listMessages, sendMessage, withdrawMessage } from '../messages.contract.ts';
import { getSent, listSent, maySend, send, takeBack } from './messages.service.ts';

const sending = route({
  contract: sendMessage,
  authorize: (context) => maySend(context, context.input.body.areaIds),
  handle: (context, { authorized }) =>
    send(context, authorized, { ...context.input.body, ...context.input.params }),
  audit: ({ answer, authorized }) => ({
    action: 'message.sent',
    subject: 'message',
    subjectId: answer.id,
    areaId: authorized.areaId,
    details: { areas: answer.areas.length, recipients: answer.recipients },
  }),
});

const list = route({
  contract: listMessages,
  handle: async (context) => ({ messages: await listSent(context) }),
});

const withdrawal = route({
  contract: withdrawMessage,
  load: (context) => getSent(context, context.input.params.id),
  handle: (context, { loaded }) => takeBack(context, loaded.by, loaded.row),
  audit: ({ answer, loaded }) => ({
    action: 'message.withdrawn',
    subject: 'message',
    subjectId: answer.id,
    areaId: loaded.row.area_id,
  }),
});

export const messageRoutes: readonly Route[] = [sending, list, withdrawal];
