import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { SeatRole } from '../committees.contract.ts';

type Tx = Transaction<DB>;

export interface SeatOfPerson {
  readonly personId: string;
  readonly committeeId: string;
  readonly name: string;
  readonly areaName: string;
  readonly role: SeatRole;
  readonly from: string;
  readonly to: string | null;
}

/** The committees of people that the caller may see, the present ones first. */
export async function findSeatsOf(tx: Tx, personIds: readonly string[]): Promise<SeatOfPerson[]> {
  const found = await sql<SeatOfPerson>`
    select s.person_id as "personId", c.id as "committeeId", c.name, a.full_name as "areaName", s.role,
      s.from_day as "from", least(s.to_day, c.ended_on) as "to"
    from committee_seat s join committee c on c.id = s.committee_id and not c.voided join area a on a.id = c.area_id
    where s.person_id = any(${personIds}::uuid[]) order by s.from_day desc, c.name`.execute(tx);
  return found.rows;
}

/** A committee in which both sit on the same days. */
export async function findSharedCommittee(tx: Tx, one: string, other: string): Promise<string | undefined> {
  const found = await sql<{ name: string }>`
    select c.name from committee_seat a join committee c on c.id = a.committee_id and not c.voided
    join committee_seat b on b.committee_id = a.committee_id and b.person_id = ${other}
      and daterange(a.from_day, a.to_day) && daterange(b.from_day, b.to_day)
    where a.person_id = ${one} order by c.name limit 1`.execute(tx);
  return found.rows[0]?.name;
}

/** Two people are one: the seats and tasks of the other one become this one's. */
export async function moveSeats(
  tx: Tx,
  _may: Authorized<'teams.write'>,
  fromId: string,
  toId: string,
): Promise<void> {
  await sql`update committee_seat set person_id = ${toId} where person_id = ${fromId}`.execute(tx);
  await sql`update committee_task set person_id = ${toId} where person_id = ${fromId}`.execute(tx);
}
