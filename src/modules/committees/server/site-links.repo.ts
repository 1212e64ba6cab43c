import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;
type MayMove = Authorized<'models.write'>;

/** The committees that govern a site now, by name. */
export async function findGoverning(tx: Tx, siteId: string): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    select distinct c.id, c.name from committee_model m join committee c on c.id = m.committee_id
    where m.site_id = ${siteId} and m.to_day is null and not c.voided order by c.name, c.id`.execute(tx);
  return found.rows;
}

export interface MovedCommittee {
  readonly committeeId: string;
  /** The other site came under the committee by the move; false: it was there already. */
  readonly added: boolean;
  /** The first day of the link that was ended. */
  readonly fromDay: string;
  /** The last day of an ended link to the other site that began on the day of the move and was opened again. */
  readonly reopened: string | null;
}

/** From a day on the committees of one site govern another one. */
export async function moveGoverned(
  tx: Tx,
  may: MayMove,
  move: { fromId: string; intoId: string; day: string },
): Promise<MovedCommittee[]> {
  const { fromId, intoId, day } = move;
  const found = await sql<MovedCommittee>`
    with moving as (
      update committee_model set to_day = greatest(${day}::date, from_day) where site_id = ${fromId} and to_day is null
      returning committee_id, province_id, area_id, from_day),
    ended as (
      select committee_id, to_day from committee_model
      where site_id = ${intoId} and from_day = ${day}::date and to_day is not null),
    added as (
      insert into committee_model (province_id, committee_id, site_id, area_id, from_day)
      select m.province_id, m.committee_id, ${intoId}, m.area_id, ${day}::date from moving m
      where not exists (select 1 from committee_model o
        where o.committee_id = m.committee_id and o.site_id = ${intoId} and o.to_day is null)
      on conflict (committee_id, site_id, from_day, province_id) do update set to_day = null
      returning committee_id),
    noted as (
      update committee set revision = revision + 1, changed_by = ${may.callerId}, changed_at = now()
      where id in (select committee_id from moving))
    select m.committee_id as "committeeId", a.committee_id is not null as added, m.from_day as "fromDay",
      case when a.committee_id is not null then e.to_day end as reopened
    from moving m left join added a using (committee_id) left join ended e using (committee_id)
    order by m.committee_id`.execute(tx);
  return found.rows;
}

/** Takes such a move back: only what it began and ended, not what was there of earlier days. */
export async function giveGovernedBack(
  tx: Tx,
  may: MayMove,
  move: { fromId: string; intoId: string; day: string; committees: readonly MovedCommittee[] },
): Promise<void> {
  const { fromId, intoId, day, committees } = move;
  const all = committees.map((one) => one.committeeId);
  const begun = committees.filter((one) => one.added && !one.reopened).map((one) => one.committeeId);
  const reopened = committees.filter((one) => one.reopened);
  await sql`delete from committee_model where site_id = ${intoId} and from_day = ${day}::date
    and committee_id = any(${begun}::uuid[])`.execute(tx);
  await sql`update committee_model l set to_day = w.to_day
    from unnest(${reopened.map((one) => one.committeeId)}::uuid[], ${reopened.map((one) => one.reopened)}::date[])
      as w(committee_id, to_day)
    where l.site_id = ${intoId} and l.from_day = ${day}::date and l.committee_id = w.committee_id`.execute(
    tx,
  );
  await sql`update committee_model l set to_day = null
    from unnest(${all}::uuid[], ${committees.map((one) => one.fromDay)}::date[]) as w(committee_id, from_day)
    where l.site_id = ${fromId} and l.committee_id = w.committee_id and l.from_day = coalesce(w.from_day, l.from_day)
      and l.to_day = greatest(${day}::date, l.from_day)`.execute(tx);
  await sql`update committee set revision = revision + 1, changed_by = ${may.callerId}, changed_at = now()
    where id = any(${all}::uuid[])`.execute(tx);
}
