import { type Route, route } from '../../../platform/server/route.ts';
import { listAttachments, readAttachment, readThumbnail } from '../attachment.contract.ts';
import { attachmentContent, attachmentsWithState, thumbnailOf } from './attachments.service.ts';

export const attachmentsRoutes: readonly Route[] = [
  route({
    contract: listAttachments,
    handle: (context) => attachmentsWithState(context, context.input.params.id),
  }),
  route({
    contract: readAttachment,
    handle: (context) => attachmentContent(context, context.input.params.id),
    audit: (_done, { input }) => ({ action: 'attachment.read', subject: 'file', subjectId: input.params.id }),
  }),
  route({
    contract: readThumbnail,
    handle: (context) => thumbnailOf(context, context.input.params.id),
  }),
];
