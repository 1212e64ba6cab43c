import { createHash, randomInt } from 'node:crypto';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorizeInside } from '../../../platform/server/authorize.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import {
  closePhoneSession,
  openPhoneSession,
  type PhoneSession,
} from '../../accounts/server/phone-sessions.service.ts';
import { asProven } from '../../accounts/server/sessions.service.ts';
import type { FieldPerson, FieldPhone, PatrolOut } from '../phones.contract.ts';
import {
  findPhone,
  insertPhone,
  insertPhoneCode,
  listPeople,
  listPhoneRows,
  noteContact,
  noteWiped,
  orderWipe,
  type PhoneRow,
  renamePhone,
  takePhoneCode,
} from './phones.repo.ts';
import { listPresence } from './presence.repo.ts';

/** A code lives a day: it is read out or scanned on the spot. */
const CODE_LIFETIME = 86_400;
/** Letters and digits that nobody mistakes for one another (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const CODE_LENGTH = 12;

function hashOf(code: string): Buffer {
  return createHash('sha256').update(`tiengmo phone ${code}`).digest();
}

/** Those who record in the caller's areas, and may get a code from him. */
export async function listFieldPeople(context: Context): Promise<FieldPerson[]> {
  const rows = await peopleFor(context);
  return rows.map(({ userId, name, areaId, areaName }) => ({ id: userId, name, areaId, areaName }));
}

/**
 * A code opens on a phone what its person may do there, so a colleague in an office gets it from whoever looks after
 * accounts, or makes it for himself.
 */
async function peopleFor(context: Context): ReturnType<typeof listPeople> {
  const { caller } = context;
  const all = await listPeople(context.tx);
  const mayAll = callerMay(caller, 'accounts.manage');
  return all.filter(({ userId, role }) => role === 'recorder' || userId === caller.id || mayAll);
}

/** Makes a code for somebody who records in the caller's areas. Throws Problem `notFound` for anybody else. */
export async function makeCode(
  context: Context,
  given: { userId: string; origin: string },
): Promise<{ code: string; url: string; expiresAt: string; areaId: string }> {
  const person = (await peopleFor(context)).find((one) => one.userId === given.userId);
  if (!person) throw new Problem('notFound');
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '0');
  const code = letters.join('');
  const expiresAt = new Date(context.now.getTime() + CODE_LIFETIME * 1000);
  const { userId, areaId } = person;
  await insertPhoneCode(context.tx, {
    hash: hashOf(code),
    userId,
    areaId,
    createdBy: context.caller.id,
    expiresAt,
  });
  const shown = code.match(/.{4}/gu)?.join('-') ?? code;
  // Behind the # it is never sent to a server, nor written into a log.
  return {
    code: shown,
    url: new URL(`/field#${shown}`, given.origin).href,
    expiresAt: expiresAt.toISOString(),
    areaId,
  };
}

export interface Bound extends PhoneSession {
  readonly userId: string;
  readonly name: string;
  readonly areaId: string;
}

/** Binds a phone by a code. Throws Problem `linkUsedUp` where it was used, has expired or never was. */
export async function bind(
  context: Context,
  given: { code: string; phoneId: string; name: string },
): Promise<Bound> {
  const taken = await takePhoneCode(context.tx, hashOf(given.code));
  if (!taken) throw new Problem('linkUsedUp');
  return asProven(context, taken.userId, async (own) => {
    const session = await openPhoneSession(own, given.name);
    await insertPhone(own.tx, {
      id: given.phoneId,
      userId: taken.userId,
      areaId: taken.areaId,
      sessionId: session.sessionId,
      name: given.name,
      boundBy: taken.createdBy,
    });
    const names = await namesOf(own, [taken.userId]);
    return { ...session, userId: taken.userId, areaId: taken.areaId, name: names.get(taken.userId) ?? '' };
  });
}

/** The phones of the caller's areas. */
export async function listFieldPhones(context: Context): Promise<FieldPhone[]> {
  return present(context, await listPhoneRows(context.tx));
}

/** Patrols that are out now in the caller's areas. */
export async function listPatrolsOut(context: Context): Promise<PatrolOut[]> {
  const rows = await listPresence(context.tx, context.now);
  const names = await namesOf(
    context,
    rows.map(({ userId }) => userId),
  );
  return rows.map(({ userId, startedAt, ...row }) => ({
    ...row,
    person: { id: userId, name: names.get(userId) ?? '' },
    startedAt: startedAt.toISOString(),
  }));
}

/** A phone within the caller's areas, and the proof that he looks after it. Throws Problem `notFound`. */
export async function getManagedPhone(
  context: Context,
  id: string,
): Promise<{ row: PhoneRow; authorized: Authorized<'phones.manage'> }> {
  const row = await findPhone(context.tx, id);
  if (!row) throw new Problem('notFound');
  return { row, authorized: authorizeInside(context.caller, 'phones.manage', row.area_id, true) };
}

/** A phone of the caller's areas, his own or another's. Throws Problem `notFound`. */
export async function getPhoneNearby(context: Context, id: string): Promise<PhoneRow> {
  const row = await findPhone(context.tx, id);
  if (!row) throw new Problem('notFound');
  return row;
}

/** Orders a phone to be wiped (`wipe`), or takes that back. Throws Problem `notPossibleNow` once it has been done. */
export async function setWipe(
  context: Context,
  by: Authorized<'phones.manage'>,
  row: PhoneRow,
  wipe: boolean,
): Promise<FieldPhone> {
  if (row.wiped_at) throw new Problem('notPossibleNow');
  await orderWipe(context.tx, row.id, wipe ? by.callerId : null, context.now);
  const [phone] = await present(context, await rowsOf(context, row.id));
  if (!phone) throw new Problem('notFound');
  return phone;
}

/** Gives a phone another name. */
export async function rename(
  context: Context,
  _by: Authorized<'phones.manage'>,
  row: PhoneRow,
  name: string,
): Promise<FieldPhone> {
  await renamePhone(context.tx, row.id, name);
  const [phone] = await present(context, await rowsOf(context, row.id));
  if (!phone) throw new Problem('notFound');
  return phone;
}

/** The caller's own phone, by which he calls. Throws Problem `notFound` where it is somebody else's or none. */
export async function ownPhone(context: Context, id: string): Promise<PhoneRow> {
  const row = await findPhone(context.tx, id);
  if (row?.user_id !== context.caller.id || row.session_id !== context.caller.sessionId)
    throw new Problem('notFound');
  return row;
}

/** So often it is noted that a phone that has nothing to say is there (milliseconds). */
const SEEN_AGAIN = 5 * 60_000;

/** Notes that a phone was heard of; gives whether it has to wipe itself. */
export async function heardOf(
  context: Context,
  phone: PhoneRow,
  said: { waiting?: number; sentAt?: string },
): Promise<boolean> {
  const { sentAt, waiting } = said;
  // A phone that only asks says nothing new every half minute: not worth a write each time.
  const isNews = sentAt !== undefined || waiting !== undefined;
  if (!isNews && context.now.getTime() - phone.last_seen_at.getTime() < SEEN_AGAIN)
    return phone.wipe_ordered_at !== null;
  await noteContact(context.tx, phone.id, {
    now: context.now,
    ...(waiting === undefined ? {} : { waiting }),
    ...(sentAt === undefined ? {} : { clockAheadSeconds: aheadOf(context, sentAt) }),
  });
  return phone.wipe_ordered_at !== null;
}

/** The phone with its clock as it is now. */
export function withClock(context: Context, phone: PhoneRow, sentAt: string): PhoneRow {
  return { ...phone, clock_ahead_seconds: aheadOf(context, sentAt) };
}

function aheadOf(context: Context, sentAt: string): number {
  return bounded(Math.round((Date.parse(sentAt) - context.now.getTime()) / 1000));
}

/** A clock may be off by decades; the column holds no more than a number of seconds of 68 years. */
const bounded = (seconds: number): number => Math.max(-2e9, Math.min(2e9, seconds));

/** The phone has wiped what it held for the caller: his session on it ends. */
export async function wiped(context: Context, phone: PhoneRow): Promise<void> {
  await noteWiped(context.tx, phone.id, context.now);
  if (phone.session_id !== null) await closePhoneSession(context, phone.session_id);
}

async function rowsOf(context: Context, id: string): Promise<PhoneRow[]> {
  const row = await findPhone(context.tx, id);
  return row ? [row] : [];
}

async function present(context: Context, rows: readonly PhoneRow[]): Promise<FieldPhone[]> {
  const names = await namesOf(
    context,
    rows.map((row) => row.user_id),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    person: { id: row.user_id, name: names.get(row.user_id) ?? '' },
    areaId: row.area_id,
    areaName: row.area_name,
    boundAt: row.bound_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    waiting: row.waiting,
    clockAheadSeconds: row.clock_ahead_seconds,
    openItems: row.open_items,
    state: row.wiped_at ? 'wiped' : row.wipe_ordered_at ? 'wipeOrdered' : 'bound',
  }));
}
