import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { IntakeLine } from '../tip-intake.contract.ts';

type Tx = Transaction<DB>;

interface IntakeRow extends Omit<IntakeLine, 'office'> {
  readonly officeId: string;
  readonly officeName: string;
}

/** The reports that the caller took down, the latest first; one of them where an id is given. */
export async function listOwnIntake(
  tx: Tx,
  callerId: string,
  limit: number,
  id?: string,
): Promise<IntakeLine[]> {
  const found = await sql<IntakeRow>`
    select t.id, t.office_id as "officeId", o.name as "officeName", t.harm, t.channel, t.received_on as day,
      coalesce(p.state, 'received') as state, p.number::text || '/' || p.number_year::text as number
    from tip t join tip_office o on o.id = t.office_id left join lateral tip_progress(array[t.id]) p on true
    where t.entered_by::text = ${callerId} and (${id ?? null}::uuid is null or t.id = ${id ?? null})
    order by t.received_at desc, t.id limit ${limit}`.execute(tx);
  return found.rows.map(({ officeId, officeName, ...row }) => ({
    ...row,
    office: { id: officeId, name: officeName },
  }));
}

export interface IntakeTip {
  readonly id: string;
  readonly officeId: string;
  readonly harm: string;
  readonly channel: string;
  readonly receivedOn: string;
  /** The full hour. */
  readonly receivedAt: string;
  readonly filedHash: string;
}

/** A report that the caller took down for somebody; nothing where the id is taken. */
export async function insertIntakeTip(
  tx: Tx,
  by: Authorized<'tips.intake'>,
  tip: IntakeTip,
): Promise<boolean> {
  const done =
    await sql`insert into tip (id, office_id, harm, channel, received_on, received_at, filed_hash, filed_for, entered_by)
    values (${tip.id}, ${tip.officeId}, ${tip.harm}, ${tip.channel}, ${tip.receivedOn}, ${tip.receivedAt}::timestamptz,
      ${tip.filedHash}, ${tip.officeId}, ${by.callerId}::uuid) on conflict (id) do nothing`.execute(tx);
  return Number(done.numAffectedRows ?? 0) > 0;
}
