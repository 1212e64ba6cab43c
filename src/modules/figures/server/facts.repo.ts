import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Decimal } from '../../../platform/decimal.ts';
import { type DatabaseLife, lifeOf } from '../../../platform/server/database-life.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import { add, type FactRow, type MeasureKey, measureParts } from '../fact-rows.rules.ts';
import type { FactSource } from '../fact-source.contract.ts';

export type MeasureIds = ReadonlyMap<MeasureKey, number>;

/** A fact row as it is stored: with its record, and the province of the area on the day. */
export interface RecordFact extends FactRow {
  readonly recordId: string;
  readonly part: number;
  readonly source: FactSource;
  readonly provinceId: string;
  readonly verified: boolean;
}

/** Ids that are committed: a measure never changes and is never taken away. */
const remembered = new WeakMap<DatabaseLife, Map<MeasureKey, number>>();
/** What a transaction made itself: should it roll back, such an id must not live on in memory. */
const made = new WeakMap<Transaction<DB>, Set<MeasureKey>>();

/** The ids of measures, made where they are new. */
export async function measureIds(tx: Transaction<DB>, keys: readonly MeasureKey[]): Promise<MeasureIds> {
  const memory = memoryOf(tx);
  // In one order for all writers, so that two who make the same new measures can't wait for each other.
  const wanted = keys.filter((key) => !memory.has(key)).sort();
  if (wanted.length === 0) return memory;
  const found = await findMeasures(tx, wanted);
  const missing = wanted.filter((key) => !found.has(key));
  if (missing.length > 0) await makeMeasures(tx, missing);
  const ownOnes = made.get(tx);
  for (const [key, id] of found) if (!ownOnes?.has(key)) memory.set(key, id);
  const fresh = missing.length > 0 ? await findMeasures(tx, missing) : [];
  return new Map([...memory, ...found, ...fresh]);
}

function memoryOf(tx: Transaction<DB>): Map<MeasureKey, number> {
  const life = lifeOf(tx);
  const memory = (life && remembered.get(life)) ?? new Map<MeasureKey, number>();
  if (life) remembered.set(life, memory);
  return memory;
}

async function makeMeasures(tx: Transaction<DB>, keys: readonly MeasureKey[]): Promise<void> {
  made.set(tx, new Set([...(made.get(tx) ?? []), ...keys]));
  const parts = keys.map(measureParts);
  await sql`insert into measure (indicator, slice)
    select * from unnest(${parts.map((part) => part.indicator)}::text[], ${parts.map((part) => part.slice)}::text[])
    on conflict do nothing`.execute(tx);
}

async function findMeasures(
  tx: Transaction<DB>,
  keys: readonly MeasureKey[],
): Promise<Map<MeasureKey, number>> {
  const parts = keys.map(measureParts);
  const found = await sql<{ id: number; key: string }>`
    /* kept */ select m.id, m.indicator || '|' || m.slice as key
    from unnest(${parts.map((part) => part.indicator)}::text[], ${parts.map((part) => part.slice)}::text[])
      as wanted(indicator, slice)
    join measure m on m.indicator = wanted.indicator and m.slice = wanted.slice`.execute(tx);
  return new Map(found.rows.map((row) => [row.key, row.id]));
}

/** Rows of facts as a set of rows within a statement. */
function rowsOf(facts: readonly RecordFact[], ids: MeasureIds): RawBuilder<unknown> {
  const arrays = facts.map((fact) => arraysOf(fact.amounts, ids));
  return sql`(select u.record_id, u.province_id, u.part, u.source, u.area_id, u.organization_id, u.day, u.verified,
      u.measures::integer[] as measures, u.amounts::numeric[] as amounts
    from unnest(${facts.map((fact) => fact.recordId)}::uuid[], ${facts.map((fact) => fact.provinceId)}::uuid[],
      ${facts.map((fact) => fact.part)}::smallint[], ${facts.map((fact) => fact.source)}::text[],
      ${facts.map((fact) => fact.areaId)}::uuid[], ${facts.map((fact) => fact.organizationId)}::uuid[],
      ${facts.map((fact) => fact.day)}::date[], ${facts.map((fact) => fact.verified)}::boolean[],
      ${arrays.map((array) => array.measures)}::text[], ${arrays.map((array) => array.amounts)}::text[])
      as u(record_id, province_id, part, source, area_id, organization_id, day, verified, measures, amounts))`;
}

function arraysOf(
  amounts: ReadonlyMap<MeasureKey, Decimal>,
  ids: MeasureIds,
): { measures: string; amounts: string } {
  const pairs = [...amounts].map(([key, amount]) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`no id for the measure ${key}`);
    return [id, amount] as const;
  });
  pairs.sort(([a], [b]) => a - b);
  return {
    measures: `{${pairs.map(([id]) => id).join(',')}}`,
    amounts: `{${pairs.map(([, amount]) => amount).join(',')}}`,
  };
}

/**
 * Two parts of a `with` that store the facts of records which are new in the same statement, and tell the figures.
 * They do so where `given` holds, a condition within that statement. Must not be used for records that have facts: see `replaceFacts`.
 */
export function newFactParts(
  facts: readonly RecordFact[],
  ids: MeasureIds,
  given: RawBuilder<boolean> = sql<boolean>`true`,
): RawBuilder<unknown> {
  const deltas = aggregate(facts);
  const arrays = deltas.map((delta) => arraysOf(delta.amounts, ids));
  return sql`added_fact as (
      insert into fact (record_id, province_id, part, source, area_id, organization_id, day, verified, measures, amounts)
      select * from ${rowsOf(facts, ids)} as stored where ${given}),
    added_delta as (
      insert into figure_delta (province_id, area_id, day, verified, measures, amounts)
      select u.province_id, u.area_id, u.day, u.verified, u.measures::integer[], u.amounts::numeric[]
      from unnest(${deltas.map((delta) => delta.provinceId)}::uuid[], ${deltas.map((delta) => delta.areaId)}::uuid[],
        ${deltas.map((delta) => delta.day)}::date[], ${deltas.map((delta) => delta.verified)}::boolean[],
        ${arrays.map((array) => array.measures)}::text[], ${arrays.map((array) => array.amounts)}::text[])
        as u(province_id, area_id, day, verified, measures, amounts)
      where ${given})`;
}

interface Delta {
  readonly provinceId: string;
  readonly areaId: string;
  readonly day: string;
  readonly verified: boolean;
  readonly amounts: Map<MeasureKey, Decimal>;
}

/** One delta for each area, day and kind of state: what a bulk of rows adds there. */
function aggregate(facts: readonly RecordFact[]): Delta[] {
  const cells = new Map<string, Delta>();
  for (const { provinceId, areaId, day, verified, amounts } of facts) {
    const at = `${provinceId} ${areaId} ${day} ${verified}`;
    const cell = cells.get(at) ?? { provinceId, areaId, day, verified, amounts: new Map() };
    cells.set(at, cell);
    for (const [key, amount] of amounts) add(cell.amounts, key, amount);
  }
  return [...cells.values()].filter((cell) => cell.amounts.size > 0);
}

/** Stores the facts of new records on their own; sent ahead, so what is refused is thrown by the statements that follow. */
export async function insertFacts(
  tx: Transaction<DB>,
  facts: readonly RecordFact[],
  ids: MeasureIds,
): Promise<void> {
  if (facts.length === 0) return;
  await sql`/* ahead */ with ${newFactParts(facts, ids)} select 1`.execute(tx);
}

/**
 * Makes exactly these the facts of the record, and tells the figures what changed, if anything did.
 * The caller holds the record's row, so that two changes of one record come one after the other.
 */
export async function replaceFacts(
  tx: Transaction<DB>,
  recordId: string,
  facts: readonly RecordFact[],
  ids: MeasureIds,
): Promise<void> {
  const told = sql`province_id, area_id, day, verified, measures, amounts`;
  await sql`with next as materialized ${rowsOf(facts, ids)},
    old as materialized (select * from fact where record_id = ${recordId}),
    removed as (
      delete from fact f where f.record_id = ${recordId}
        and not exists (select 1 from next n where n.province_id = f.province_id and n.part = f.part)),
    put as (
      insert into fact (record_id, province_id, part, source, area_id, organization_id, day, verified, measures, amounts)
      select * from next
      on conflict (record_id, province_id, part) do update set
        area_id = excluded.area_id, organization_id = excluded.organization_id, day = excluded.day,
        verified = excluded.verified, measures = excluded.measures, amounts = excluded.amounts)
    insert into figure_delta (${told})
    select province_id, area_id, day, verified, measures,
      array(select -amount from unnest(amounts) with ordinality as u(amount, n) order by n)
    from (select ${told} from old except all select ${told} from next) as gone
    union all
    select ${told} from (select ${told} from next except all select ${told} from old) as come`.execute(tx);
}

/** Takes away the facts of these records and tells the figures, summed up by area and day. */
export async function removeFacts(tx: Transaction<DB>, recordIds: readonly string[]): Promise<void> {
  await sql`with removed as (
      delete from fact where record_id = any(${recordIds}::uuid[])
      returning province_id, area_id, day, verified, measures, amounts),
    summed as (
      select province_id, area_id, day, verified, u.measure, -sum(u.amount) as amount
      from removed, unnest(measures, amounts) as u(measure, amount)
      group by province_id, area_id, day, verified, u.measure having sum(u.amount) <> 0)
    insert into figure_delta (province_id, area_id, day, verified, measures, amounts)
    select province_id, area_id, day, verified, array_agg(measure order by measure), array_agg(amount order by measure)
    from summed group by province_id, area_id, day, verified`.execute(tx);
}
