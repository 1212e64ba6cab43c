import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ClockEnd } from '../clock-rule.contract.ts';
import type { WorkChange } from '../tip-steps.rules.ts';
import type { TipEvent } from '../tip-work.contract.ts';
import { endColumns } from './tip-work.repo.ts';

type Tx = Transaction<DB>;
type Work = Authorized<'tips.work'>;

/** Writes what a step changes; the version rises. */
export async function changeWork(tx: Tx, _by: Work, id: string, change: WorkChange): Promise<void> {
  const set: RawBuilder<unknown>[] = [
    sql`version = version + 1`,
    sql`dues_known = false`,
    sql`facts_known = false`,
  ];
  const put = (column: string, value: unknown): void => {
    if (value !== undefined) set.push(sql`${sql.raw(column)} = ${value}`);
  };
  put('state', change.state);
  put('class', change.class);
  put('duplicate_of', change.duplicateOf);
  put('assignee', change.assignee);
  put('outcome', change.outcome);
  put('is_valuable', change.isValuable);
  put('extended', change.extended && JSON.stringify(change.extended));
  for (const [end, at] of Object.entries(change.ends ?? {})) put(endColumns[end as ClockEnd], at);
  await sql`update tip_work set ${sql.join(set)} where tip_id = ${id}`.execute(tx);
  if (change.harm !== undefined) await sql`update tip set harm = ${change.harm} where id = ${id}`.execute(tx);
}

/** Gives the report the next number of the office's register in a year. */
export async function giveNumber(
  tx: Tx,
  _by: Work,
  id: string,
  officeId: string,
  year: number,
): Promise<number> {
  const found = await sql<{ number: number }>`select next_tip_number(${officeId}, ${year}) as number`.execute(
    tx,
  );
  const number = found.rows[0]?.number ?? 0;
  await sql`update tip_work set number = ${number}, number_year = ${year}, number_office = ${officeId}
    where tip_id = ${id}`.execute(tx);
  return number;
}

export interface NewEvent extends Pick<TipEvent, 'what' | 'details'> {
  readonly tipId: string;
  readonly at: string;
  readonly by: string;
  readonly officeId: string;
  readonly note?: string | undefined;
}

export async function addEvent(tx: Tx, event: NewEvent): Promise<void> {
  await sql`insert into tip_event (tip_id, seq, at, by_whom, office_id, what, details, note)
    select ${event.tipId}, coalesce(max(seq), 0) + 1, ${event.at}::timestamptz, ${event.by}, ${event.officeId},
      ${event.what}, ${JSON.stringify(event.details)}::jsonb, ${event.note ?? null}
    from tip_event where tip_id = ${event.tipId}`.execute(tx);
}

export interface EventRow extends Omit<TipEvent, 'by' | 'office' | 'at'> {
  readonly at: Date;
  readonly by: string;
  readonly officeId: string;
  readonly officeName: string;
}

export async function listEvents(tx: Tx, tipId: string): Promise<EventRow[]> {
  const found = await sql<EventRow>`
    select e.seq, e.at, e.by_whom as by, e.office_id as "officeId", o.name as "officeName", e.what, e.details, e.note
    from tip_event e join tip_office o on o.id = e.office_id where e.tip_id = ${tipId} order by e.seq`.execute(
    tx,
  );
  return found.rows;
}

export async function addRedaction(
  tx: Tx,
  _by: Work,
  given: { tipId: string; officeId: string; sealed: string; at: string; by: string },
): Promise<void> {
  await sql`insert into tip_redaction (tip_id, version, office_id, sealed, made_at, made_by)
    select ${given.tipId}, coalesce(max(version), 0) + 1, ${given.officeId}, ${given.sealed}, ${given.at}::timestamptz,
      ${given.by} from tip_redaction where tip_id = ${given.tipId}`.execute(tx);
}

export async function findRedaction(
  tx: Tx,
  tipId: string,
): Promise<{ sealed: string; at: Date; by: string } | undefined> {
  const found = await sql<{ sealed: string; at: Date; by: string }>`
    select sealed, made_at as at, made_by as by from tip_redaction where tip_id = ${tipId}
    order by version desc limit 1`.execute(tx);
  return found.rows[0];
}

/** Removes for good what the report was about; gives the files that nobody can name any more. */
export async function emptyTip(tx: Tx, _by: Authorized<'tips.work'>, tipId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select empty_tip(${tipId}) as id`.execute(tx);
  return found.rows.map(({ id }) => id);
}
