import { type Route, route } from '../../../platform/server/route.ts';
import { fetchTipContact, fetchTipCopy, listTipMessages, writeToReporter } from '../tip-messages.contract.ts';
import { answerTipOffer, offerTip, putOfferedCopy } from '../tip-offers.contract.ts';
import { getTip, listTips, readTipWords, takeTipStep } from '../tip-work.contract.ts';
import { readSealedFile } from './tip-files.service.ts';
import { listOfficeMessages, openContact, openCopy, writeMessage } from './tip-messages.service.ts';
import { answerOffer, authorizeAnswer, makeOffer, putCopy } from './tip-offers.service.ts';
import { tipReference } from './tip-reference.service.ts';
import { takeStep } from './tip-steps.service.ts';
import { authorizeWork, describeWork, getWork, listOfficeTips } from './tip-work.service.ts';

/** A line about a report: codes and numbers; who opened what stands in the read log. */
export function tipLine(
  action: string,
  work: { id: string; areaId: string },
  details: Readonly<Record<string, unknown>> = {},
) {
  return { action, subject: 'tip', subjectId: work.id, areaId: work.areaId, details };
}

const byId = {
  load: (context: Parameters<typeof getWork>[0] & { input: { params: { id: string } } }) =>
    getWork(context, context.input.params.id),
};

/** What the members of an office do with its reports. */
export const tipWorkRoutes: readonly Route[] = [
  route({ contract: listTips, handle: (context) => listOfficeTips(context, context.input.query) }),
  route({
    contract: readTipWords,
    handle: async () => {
      const { harms, outcomes, reasons, clocks, years, redLine } = tipReference();
      return {
        harms: harms.map(({ code, name, hint }) => ({ code, name, hint })),
        outcomes: [...outcomes],
        reasons,
        clocks: clocks.map(({ code, name, help, source, verified }) => ({
          code,
          name,
          help,
          source,
          verified,
        })),
        daysOff: years.flatMap(({ daysOff }) => daysOff),
        redLine,
      };
    },
  }),
  route({ contract: getTip, handle: (context) => describeWork(context, context.input.params.id) }),
  route({
    contract: takeTipStep,
    ...byId,
    authorize: authorizeWork,
    handle: (context, { loaded, authorized }) => takeStep(context, authorized, loaded.id, context.input.body),
    audit: ({ loaded }, { input: { body } }) => tipLine(`tip.${body.step}`, loaded),
  }),
  route({
    contract: listTipMessages,
    ...byId,
    handle: (context, { loaded }) => listOfficeMessages(context, loaded),
  }),
  route({
    contract: fetchTipCopy,
    ...byId,
    handle: async (context, { loaded }) => {
      const { messageId } = context.input.params;
      const { fileId } = await openCopy(context, loaded, { messageId, ...context.input.query });
      return {
        fileName: `${messageId}.age`,
        type: 'application/octet-stream',
        content: readSealedFile(context.filesFolder, fileId),
      };
    },
  }),
  route({
    contract: fetchTipContact,
    ...byId,
    handle: (context, { loaded }) => openContact(context, loaded, context.input.query.reason),
  }),
  route({
    contract: writeToReporter,
    ...byId,
    authorize: authorizeWork,
    handle: (context, { loaded, authorized }) =>
      writeMessage(context, authorized, loaded, context.input.body, context.upload),
    audit: ({ loaded, answer }) => tipLine('tip.write', loaded, { sequence: answer.sequence }),
  }),
  route({
    contract: putOfferedCopy,
    ...byId,
    authorize: authorizeWork,
    handle: (context, { loaded, authorized }) => {
      const { messageId } = context.input.params;
      return putCopy(context, authorized, loaded, { messageId, ...context.input.query }, context.upload);
    },
    audit: ({ loaded }, { input }) => tipLine('tip.seal', loaded, { office: input.query.officeId }),
  }),
  route({
    contract: offerTip,
    ...byId,
    authorize: authorizeWork,
    handle: (context, { loaded, authorized }) =>
      makeOffer(context, authorized, loaded.id, context.input.body),
    audit: ({ loaded }, { input: { body } }) =>
      tipLine('tip.offer', loaded, { office: body.handover.to.officeId, reason: body.reason }),
  }),
  route({
    contract: answerTipOffer,
    ...byId,
    authorize: (context, loaded) => authorizeAnswer(context, loaded, context.input.body.answer),
    handle: (context, { loaded, authorized }) =>
      answerOffer(context, authorized, loaded.id, context.input.body),
    audit: ({ loaded }, { input: { body } }) => tipLine(`tip.${body.answer}`, loaded),
  }),
];
