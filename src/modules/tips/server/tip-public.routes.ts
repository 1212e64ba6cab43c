import { type Route, route } from '../../../platform/server/route.ts';
import { fileTip, getTipChallenge, MAX_TIP_BYTES } from '../tip-filing.contract.ts';
import { getTipOfficeKeys, listPublicTipOffices } from '../tip-office.contract.ts';
import {
  fetchTipMessage,
  openTipThread,
  replyInTipThread,
  withdrawTipContact,
} from '../tip-thread.contract.ts';
import { receiptKey } from './filing-proof.service.ts';
import { makeFloodGate } from './flood-gate.service.ts';
import { readSealedFile } from './tip-files.service.ts';
import { fileReport } from './tip-filing.service.ts';
import { getOpenOffice, listOpenOffices, publicKeysOf } from './tip-offices.service.ts';
import { tipReference } from './tip-reference.service.ts';
import { addReply, describeThread, findOfficeMessage, withdrawContact } from './tip-thread.service.ts';

/** One gate for all: what it knows lives in memory and ends with the process. */
const gate = makeFloodGate();

/** A line in the audit log would hold the minute in which somebody reported: these routes leave none. */
const noLine = () => undefined;

/** What everybody may do without saying who he is. */
export const tipPublicRoutes: readonly Route[] = [
  route({
    contract: listPublicTipOffices,
    handle: async (context) => ({
      offices: await listOpenOffices(context),
      harms: [...tipReference().harms],
      receiptKey: receiptKey(context.vault),
      maxBytes: MAX_TIP_BYTES,
    }),
  }),
  route({
    contract: getTipOfficeKeys,
    handle: async (context) => {
      const { office } = await getOpenOffice(context, context.input.body.officeId);
      return { office, keys: await publicKeysOf(context, [office.id]) };
    },
    audit: noLine,
  }),
  route({
    contract: getTipChallenge,
    handle: (context) => gate.issue(context.http.address),
    audit: noLine,
  }),
  route({
    contract: fileTip,
    admit: ({ body, http }) => gate.accept(http.address, body.pow),
    handle: async (context) => {
      await gate.weigh(context.http.address, context.upload.size);
      return fileReport(context, context.input.body, context.upload);
    },
    audit: noLine,
  }),
  route({
    contract: openTipThread,
    handle: (context) => describeThread(context, context.input.body),
    audit: noLine,
  }),
  route({
    contract: fetchTipMessage,
    handle: async (context) => {
      const { fileId } = await findOfficeMessage(context, context.input.body);
      return {
        fileName: 'message.age',
        type: 'application/octet-stream',
        content: readSealedFile(context.filesFolder, fileId),
      };
    },
    audit: noLine,
  }),
  route({
    contract: replyInTipThread,
    admit: ({ body, http }) => gate.accept(http.address, body.pow),
    handle: async (context) => {
      await gate.weigh(context.http.address, context.upload.size);
      return addReply(context, context.input.body, context.upload);
    },
    audit: noLine,
  }),
  route({
    contract: withdrawTipContact,
    handle: async (context) => {
      await withdrawContact(context, context.input.body);
      return undefined;
    },
    audit: noLine,
  }),
];
