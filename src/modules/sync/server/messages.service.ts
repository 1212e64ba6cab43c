import { createHash } from 'node:crypto';
import { addDays, minDay } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import {
  LONGEST_MESSAGE_DAYS,
  MESSAGE_DAYS,
  type MessageNews,
  type SentMessage,
} from '../messages.contract.ts';
import {
  areasInside,
  findMessage,
  insertMessage,
  listMessageRows,
  listOpen,
  type MessageRow,
  noteReceipt,
  seesMessage,
  sentLastHour,
  withdraw,
} from './messages.repo.ts';

/** More in an hour than this is a mistake, or somebody else's hand. */
const MOST_PER_HOUR = 20;

/** Proof that the caller may send to an area of his; the first one stands for all, each is looked up in `send`. */
export async function maySend(
  context: Context,
  areaIds: readonly string[],
): Promise<Authorized<'messages.send'>> {
  return authorize(context, 'messages.send', areaIds[0] ?? '');
}

/**
 * Sends a message; the same id again is the same message. Throws Problem `invalidInput` (a place that is closed or none
 * of the caller's, a day that is over), `tooManyRequests`, `alreadyExists` (the id says something else).
 */
export async function send(
  context: Context,
  by: Authorized<'messages.send'>,
  given: { id: string; text: string; areaIds: readonly string[]; untilDay?: string | undefined },
): Promise<SentMessage> {
  const { id, text } = given;
  const areaIds = [...new Set(given.areaIds)];
  const inside = await areasInside(context.tx, areaIds);
  const outside = areaIds.findIndex((areaId) => !inside.has(areaId));
  if (outside >= 0) throw wrong(`areaIds.${outside}`, areaIds[outside] ?? '', placeExpected);
  const untilDay = given.untilDay ?? addDays(context.today, MESSAGE_DAYS);
  if (untilDay < context.today) throw wrong('untilDay', untilDay, dayExpected);
  const known = await findMessage(context.tx, id);
  if (!known && (await sentLastHour(context.tx, by.callerId, context.now)) >= MOST_PER_HOUR)
    throw new Problem('tooManyRequests');
  await insertMessage(context.tx, {
    id,
    areaId: by.areaId,
    areaIds,
    text,
    sentBy: by.callerId,
    untilDay: minDay(untilDay, addDays(context.today, LONGEST_MESSAGE_DAYS)),
    now: context.now,
  });
  const row = await findMessage(context.tx, id);
  if (row?.text !== text || row.sent_by !== by.callerId) throw new Problem('alreadyExists');
  return present(context, row);
}

const placeExpected = {
  vi: 'một thôn đang có trong địa bàn của bạn, hoặc cả xã',
  en: 'a hamlet of your areas that is still there, or the whole commune',
};
const dayExpected = { vi: 'một ngày từ hôm nay trở đi', en: 'today or a later day' };

function wrong(path: string, found: string, expected: { vi: string; en: string }): Problem {
  return new Problem('invalidInput', { fields: [{ path, code: 'invalid', found, expected }] });
}

/** Messages of the caller's areas of the last two months. */
export async function listSent(context: Context): Promise<SentMessage[]> {
  const messages: SentMessage[] = [];
  for (const row of await listMessageRows(context.tx)) messages.push(await present(context, row));
  return messages;
}

/** A message of the caller's areas. Throws Problem `notFound`. */
export async function getSent(
  context: Context,
  id: string,
): Promise<{ row: MessageRow; by: Authorized<'messages.send'> }> {
  const row = await findMessage(context.tx, id);
  if (!row) throw new Problem('notFound');
  return { row, by: await authorize(context, 'messages.send', row.area_id) };
}

/** Takes it back; again does no harm. */
export async function takeBack(
  context: Context,
  by: Authorized<'messages.send'>,
  row: MessageRow,
): Promise<SentMessage> {
  await withdraw(context.tx, row.id, by.callerId, context.now);
  return present(context, { ...row, withdrawn_at: row.withdrawn_at ?? context.now });
}

/** What the caller's phone shows, unless it says by `version` that it has just that. */
export async function messagesFor(context: Context, version: string | undefined): Promise<MessageNews> {
  const rows = await listOpen(context.tx, context.caller.id, context.today);
  const names = await namesOf(
    context,
    rows.map((row) => row.sentBy),
  );
  const messages = rows.map(({ sentBy, sentAt, ...row }) => ({
    ...row,
    from: names.get(sentBy) ?? '',
    sentAt: sentAt.toISOString(),
  }));
  const now = createHash('sha256').update(JSON.stringify(messages)).digest('base64url').slice(0, 12);
  return now === version ? { version: now } : { version: now, messages };
}

/** The caller has read a message, and answers it perhaps. Gives whether that is news. Throws Problem `notFound`. */
export async function noteRead(context: Context, id: string, reply?: string): Promise<boolean> {
  if (!(await seesMessage(context.tx, id))) throw new Problem('notFound');
  const { id: userId } = context.caller;
  return noteReceipt(context.tx, { id, userId, now: context.now, ...(reply === undefined ? {} : { reply }) });
}

async function present(context: Context, row: MessageRow): Promise<SentMessage> {
  const names = await namesOf(context, [row.sent_by, ...row.replies.map(({ userId }) => userId)]);
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  const isOver = row.until_day < context.today;
  return {
    id: row.id,
    text: row.text,
    areas: row.areas,
    sentBy: person(row.sent_by),
    sentAt: row.sent_at.toISOString(),
    untilDay: row.until_day,
    state: row.withdrawn_at ? 'withdrawn' : isOver ? 'over' : 'open',
    recipients: Math.max(row.recipients, row.read),
    read: row.read,
    replies: row.replies.map(({ userId, text, at }) => ({
      person: person(userId),
      text,
      at: new Date(at).toISOString(),
    })),
  };
}
