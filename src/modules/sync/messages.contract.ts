import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from '../areas/day.contract.ts';

const Instant = z.iso.datetime();
export const MESSAGE_LENGTH = 500;
export const REPLY_LENGTH = 200;
/** Without a day of its own a message is shown for so many days. */
export const MESSAGE_DAYS = 14;
/** No message is shown for longer than this. */
export const LONGEST_MESSAGE_DAYS = 92;

/** A message as a phone shows it. */
export const FieldMessage = z
  .object({
    id: z.uuid(),
    text: z.string(),
    from: z.string(),
    sentAt: Instant,
    untilDay: z.string(),
    read: z.boolean(),
    reply: z.string().nullable(),
  })
  .meta({ id: 'FieldMessage' });
export type FieldMessage = z.infer<typeof FieldMessage>;

/** The open messages for a phone; `messages` only where they are others than those that it named by `version`. */
export const MessageNews = z
  .object({ version: z.string(), messages: z.array(FieldMessage).optional() })
  .meta({ id: 'FieldMessageNews' });
export type MessageNews = z.infer<typeof MessageNews>;

/** A message as the commune sees it. `text` is empty once it was removed after its time. */
export const SentMessage = z
  .object({
    id: z.uuid(),
    text: z.string(),
    areas: z.array(z.object({ id: z.uuid(), name: z.string() })),
    sentBy: z.object({ id: z.uuid(), name: z.string() }),
    sentAt: Instant,
    untilDay: z.string(),
    state: z.enum(['open', 'over', 'withdrawn']),
    /** People with a phone in these areas, and how many of them have pressed "read". */
    recipients: z.int(),
    read: z.int(),
    replies: z.array(
      z.object({ person: z.object({ id: z.uuid(), name: z.string() }), text: z.string(), at: Instant }),
    ),
  })
  .meta({ id: 'SentMessage' });
export type SentMessage = z.infer<typeof SentMessage>;

export const MessageText = z.string().trim().min(1).max(MESSAGE_LENGTH);
/** What the command `message.reply` carries. */
export const MessageReply = z
  .object({ text: z.string().trim().min(1).max(REPLY_LENGTH) })
  .meta({ id: 'MessageReply' });
export type MessageReply = z.infer<typeof MessageReply>;

export const sendMessage = endpoint({
  method: 'PUT',
  path: '/api/v1/messages/:id',
  summary: 'Sends a short message to the phones of these areas; sent twice it is one message',
  access: 'messages.send',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    text: MessageText,
    /** Hamlets, or a commune for all of it. */
    areaIds: z.array(z.uuid()).min(1).max(200),
    /** The last day on which phones show it. */
    untilDay: Day.optional(),
  }),
  output: SentMessage,
});

export const listMessages = endpoint({
  method: 'GET',
  path: '/api/v1/messages',
  summary: 'Messages of the caller’s areas of the last two months, the newest first, with who has read them',
  access: 'phones.read',
  output: z.object({ messages: z.array(SentMessage) }),
});

export const withdrawMessage = endpoint({
  method: 'POST',
  path: '/api/v1/messages/:id/withdrawal',
  summary: 'Takes a message back: phones show it no longer after their next contact',
  access: 'messages.send',
  params: z.object({ id: z.uuid() }),
  output: SentMessage,
});
