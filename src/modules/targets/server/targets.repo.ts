import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { TargetAnswer, TargetDirection, TargetMeasure } from '../targets.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'targets.write'>;

export interface TargetRow {
  readonly id: string;
  readonly provinceId: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly givenByAreaId: string;
  readonly givenByName: string;
  readonly indicator: string;
  readonly scheme: string;
  readonly year: number;
  readonly from: string;
  readonly to: string;
  readonly measure: TargetMeasure;
  readonly direction: TargetDirection;
  readonly amount: number;
  readonly metOn: string | null;
  readonly version: number;
}

const columns = sql`t.id, t.province_id as "provinceId", t.area_id as "areaId", a.full_name as "areaName",
  t.given_by_area_id as "givenByAreaId", g.full_name as "givenByName", t.indicator, t.scheme, t.year, t.from_day as "from",
  t.to_day as "to", t.measure, t.direction, t.amount::float8 as amount, t.met_on as "metOn", t.version`;
const joins = sql`from target t join area a on a.id = t.area_id join area g on g.id = t.given_by_area_id`;

/** Targets of a year that an area gave, or that it was given, by the names of the units. */
export async function findTargets(
  tx: Tx,
  areaId: string,
  year: number,
  side: 'given' | 'received',
): Promise<TargetRow[]> {
  const column = side === 'given' ? sql.ref('t.given_by_area_id') : sql.ref('t.area_id');
  const found = await sql<TargetRow>`
    select ${columns} ${joins} where ${column} = ${areaId} and t.year = ${year}
    order by t.indicator, t.from_day, a.full_name collate "vi-x-icu", t.id`.execute(tx);
  return found.rows;
}

/** Targets whose year has begun and is not long over: those that may be met, or no longer be. */
export async function findRunningTargets(tx: Tx, today: string, overSince: string): Promise<TargetRow[]> {
  const found = await sql<TargetRow>`
    select ${columns} ${joins} where t.from_day <= ${today}::date and t.to_day >= ${overSince}::date order by t.id`.execute(
    tx,
  );
  return found.rows;
}

/** The targets of these units from one giver for an indicator and year, locked; those that are not there yet, too. */
export async function lockTargets(
  tx: Tx,
  key: { givenBy: string; indicator: string; scheme: string; year: number },
  areaIds: readonly string[],
): Promise<TargetRow[]> {
  const name = `target/${key.givenBy}/${key.indicator}/${key.scheme}/${key.year}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
  const found = await sql<TargetRow>`
    select ${columns} ${joins}
    where t.given_by_area_id = ${key.givenBy} and t.indicator = ${key.indicator} and t.scheme = ${key.scheme}
      and t.year = ${key.year} and t.area_id = any(${areaIds}::uuid[]) order by t.id for update of t`.execute(
    tx,
  );
  return found.rows;
}

export async function findTarget(tx: Tx, id: string): Promise<TargetRow | undefined> {
  const found = await sql<TargetRow>`select ${columns} ${joins} where t.id = ${id}`.execute(tx);
  return found.rows[0];
}

export type NewTarget = Omit<TargetRow, 'areaName' | 'givenByAreaId' | 'givenByName' | 'metOn' | 'version'>;

/** Gives targets in the name of the area of the proof; those that are there get the new amount. */
export async function putTargets(tx: Tx, may: MayWrite, rows: readonly NewTarget[]): Promise<void> {
  await sql`
    insert into target (province_id, id, area_id, given_by_area_id, indicator, scheme, year, from_day, to_day, measure, direction,
      amount, given_by)
    select "provinceId", id, "areaId", ${may.areaId}::uuid, indicator, scheme, year, "from", "to", measure, direction, amount,
      ${may.callerId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("provinceId" uuid, id uuid, "areaId" uuid, indicator text,
      scheme text, year smallint, "from" date, "to" date, measure text, direction text, amount numeric)
    on conflict (area_id, given_by_area_id, indicator, scheme, year) do update set
      amount = excluded.amount, measure = excluded.measure, direction = excluded.direction, version = target.version + 1,
      given_by = excluded.given_by, given_at = now()`.execute(tx);
}

export async function deleteTargets(tx: Tx, _may: MayWrite, ids: readonly string[]): Promise<void> {
  await sql`delete from target where id = any(${ids}::uuid[])`.execute(tx);
}

/** Notes on which day targets were found to be met; null: they are not. */
export async function setMet(
  tx: Tx,
  rows: readonly { readonly id: string; readonly metOn: string | null }[],
): Promise<void> {
  await sql`
    update target t set met_on = r."metOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "metOn" date) where t.id = r.id`.execute(
    tx,
  );
}

/** The unit's answers, the latest first; only the latest of each where `latestOnly`. */
export async function findAnswers(
  tx: Tx,
  targetIds: readonly string[],
  latestOnly: boolean,
): Promise<Map<string, TargetAnswer[]>> {
  const found = await sql<TargetAnswer & { targetId: string }>`
    select ${latestOnly ? sql`distinct on (target_id)` : sql``} target_id as "targetId", id, reason, made_on as "madeOn",
      made_by_name as "madeBy"
    from target_answer where target_id = any(${targetIds}::uuid[]) order by target_id, made_at desc, id desc`.execute(
    tx,
  );
  const answers = Map.groupBy(found.rows, (row) => row.targetId);
  return new Map(
    [...answers].map(([id, rows]) => [id, rows.map(({ targetId: _target, ...answer }) => answer)]),
  );
}

/** Keeps an answer; the same one sent twice is one. */
export async function insertAnswer(
  tx: Tx,
  may: Authorized<'targets.answer'>,
  row: { id: string; target: TargetRow; reason: string; madeOn: string; madeBy: string },
): Promise<void> {
  await sql`
    insert into target_answer (province_id, id, target_id, area_id, reason, made_by, made_by_name, made_on)
    values (${row.target.provinceId}, ${row.id}, ${row.target.id}, ${row.target.areaId}, ${row.reason}, ${may.callerId},
      ${row.madeBy}, ${row.madeOn}::date) on conflict do nothing`.execute(tx);
}

/** Which of these areas lie within others (their subtrees of today). */
export async function findInside(
  tx: Tx,
  areaIds: readonly string[],
  roots: readonly string[],
): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    select distinct area_id as id from area_path_today
    where area_id = any(${areaIds}::uuid[]) and ancestor_id = any(${roots}::uuid[])`.execute(tx);
  return new Set(found.rows.map((row) => row.id));
}

/** The units that an area can give targets to: what hangs directly under it today and is open, by name. */
export async function findUnitsOf(tx: Tx, areaId: string): Promise<{ areaId: string; areaName: string }[]> {
  const found = await sql<{ areaId: string; areaName: string }>`
    select a.id as "areaId", a.full_name as "areaName" from area_path_today p join area a on a.id = p.area_id
    where p.ancestor_id = ${areaId} and p.depth = 1 and a.closed_on is null and a.kind <> 'cluster'
    order by a.full_name collate "vi-x-icu"`.execute(tx);
  return found.rows;
}
