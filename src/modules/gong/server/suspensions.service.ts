import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { GongSounder } from '../gong.contract.ts';
import {
  findSuspension,
  insertSuspension,
  liftSuspension,
  listRunningSuspensions,
  listSounderRows,
  type SounderRow,
  type SuspensionRow,
} from './suspensions.repo.ts';

const YEAR = 365 * 86_400_000;

/** Who sounded within the last year in the caller's areas, and whose gong is suspended there. */
export async function listSounders(context: Context): Promise<GongSounder[]> {
  const rows = await listSounderRows(context.tx, new Date(context.now.getTime() - YEAR));
  const suspensions = await listRunningSuspensions(context.tx);
  const more = suspensions
    .filter(({ user_id }) => !rows.some((row) => row.user_id === user_id))
    .map(({ user_id, area_id }) => ({
      user_id,
      area_id,
      alarms: 0,
      drills: 0,
      false_alarms: 0,
      mistakes: 0,
    }));
  return present(context, [...more, ...rows], suspensions);
}

async function present(
  context: Context,
  rows: readonly SounderRow[],
  suspensions: readonly SuspensionRow[],
): Promise<GongSounder[]> {
  const names = await namesOf(context, [
    ...rows.map((row) => row.user_id),
    ...suspensions.map((one) => one.suspended_by),
  ]);
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return rows.map((row) => {
    const running = suspensions.find((one) => one.user_id === row.user_id);
    return {
      person: person(row.user_id),
      alarms: row.alarms,
      drills: row.drills,
      falseAlarms: row.false_alarms,
      mistakes: row.mistakes,
      suspended: running
        ? {
            id: running.id,
            since: running.suspended_at.toISOString(),
            by: person(running.suspended_by),
            reason: running.reason,
          }
        : null,
    };
  });
}

/** Somebody who sounded in the caller's areas, and the proof that he looks after them. Throws Problem `notFound`. */
export async function getSounder(
  context: Context,
  userId: string,
): Promise<{ userId: string; authorized: Authorized<'gong.manage'> }> {
  const rows = await listSounderRows(context.tx, new Date(context.now.getTime() - YEAR));
  const row = rows.find((one) => one.user_id === userId);
  if (!row) throw new Problem('notFound');
  return { userId, authorized: await authorize(context, 'gong.manage', row.area_id) };
}

/** Suspends somebody's gong until it is lifted; twice is a success. Throws Problem `notPossibleNow` for oneself. */
export async function suspend(
  context: Context,
  by: Authorized<'gong.manage'>,
  given: { id: string; userId: string; reason: string },
): Promise<GongSounder> {
  if (given.userId === by.callerId) throw new Problem('notPossibleNow');
  await insertSuspension(context.tx, { ...given, areaId: by.areaId, by: by.callerId, at: context.now });
  return getPresented(context, given.userId);
}

/** A suspension of the caller's areas. Throws Problem `notFound`. */
export async function getSuspension(
  context: Context,
  id: string,
): Promise<{ row: SuspensionRow; authorized: Authorized<'gong.manage'> }> {
  const row = await findSuspension(context.tx, id);
  if (!row) throw new Problem('notFound');
  return { row, authorized: await authorize(context, 'gong.manage', row.area_id) };
}

/** Gives the gong back; nobody lifts his own suspension (Problem `notPossibleNow`). */
export async function lift(
  context: Context,
  by: Authorized<'gong.manage'>,
  row: SuspensionRow,
): Promise<GongSounder> {
  if (row.user_id === by.callerId) throw new Problem('notPossibleNow');
  await liftSuspension(context.tx, row.id, by.callerId, context.now);
  return getPresented(context, row.user_id);
}

async function getPresented(context: Context, userId: string): Promise<GongSounder> {
  const found = (await listSounders(context)).find((one) => one.person.id === userId);
  if (!found) {
    const names = await namesOf(context, [userId]);
    const person = { id: userId, name: names.get(userId) ?? '' };
    return { person, alarms: 0, drills: 0, falseAlarms: 0, mistakes: 0, suspended: null };
  }
  return found;
}
