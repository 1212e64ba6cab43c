import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { findSeatsOf, findSharedCommittee, moveSeats, type SeatOfPerson } from './seats.repo.ts';

/** The committees in which people sit or sat, as far as the caller may see them, by person. */
export async function seatsOf(
  context: Context,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SeatOfPerson[]>> {
  if (personIds.length === 0) return new Map();
  return Map.groupBy(await findSeatsOf(context.tx, personIds), (seat) => seat.personId);
}

/** The name of a committee in which both people sit on the same days. */
export function sharedCommittee(context: Context, one: string, other: string): Promise<string | undefined> {
  return findSharedCommittee(context.tx, one, other);
}

/** Gives the seats and tasks of one person to another one, who is the same. */
export async function giveSeats(
  context: Context,
  may: Authorized<'teams.write'>,
  fromId: string,
  toId: string,
): Promise<void> {
  await moveSeats(context.tx, may, fromId, toId);
}
