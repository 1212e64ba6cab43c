import type pg from 'pg';
import { v5 as uuidv5 } from 'uuid';
import { foldFactsOf } from '../../src/modules/figures/server/rollup.repo.ts';
import { system } from '../../src/platform/server/caller.ts';
import { inTransaction, makeClock } from '../../src/platform/server/context.ts';
import type { BenchDatabase } from './place.ts';

export const hamletsInNation = 90_000;
const namespace = '5b0f5a0e-8a0b-4c8e-9d8a-6f2b6d1c9a10';

/** The measures that the made-up records feed, and how much each adds. */
const measures = [
  'patrol.sessions',
  'patrol.attendance',
  'patrol.incidents',
  'patrol.nightSessions',
  'outreach.sessions',
  'outreach.attendance',
  'outreach.leaflets',
  'mediation.received',
  'mediation.agreed',
  'mediation.notAgreed',
  'tip.received',
  'tip.valuable',
  'training.sessions',
  'training.attendance',
];

/** Spreads 90,000 hamlets over all communes of today, with their places in both trees. */
export async function addHamlets(database: BenchDatabase): Promise<void> {
  const { admin } = database;
  const communes = await admin.query<{ id: string; province_id: string }>(
    "select id, province_id from area where kind = 'commune' and closed_on is null order by id",
  );
  const each = hamletsInNation / communes.rows.length;
  const rows = communes.rows.flatMap((commune, index) => {
    const count = Math.floor((index + 1) * each) - Math.floor(index * each);
    return Array.from({ length: count }, (_, n) => ({
      id: uuidv5(`${commune.id}/${n}`, namespace),
      commune: commune.id,
      province: commune.province_id,
      name: `Thôn ${n + 1}`,
    }));
  });
  await admin.query(
    `with made as (
       insert into area (id, kind, unit_type, full_name, folded, opened_on, province_id, today_parent_id)
       select u.id, 'hamlet', 'THON', u.name, lower(u.name), null, u.province, u.commune
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as u(id, commune, province, name) returning id),
     parents as (
       insert into area_parent (area_id, parent_id, valid)
       select u.id, u.commune, daterange('2025-07-01', null) from unnest($1::uuid[], $2::uuid[]) as u(id, commune)),
     today as (
       insert into area_path_today (area_id, ancestor_id, depth)
       select u.id, p.ancestor_id, p.depth + 1 from unnest($1::uuid[], $2::uuid[]) as u(id, commune) join area_path_today p on p.area_id = u.commune
       union all select id, id, 0 from unnest($1::uuid[]) as id)
     insert into area_path_then (area_id, ancestor_id, depth, valid)
     select u.id, p.ancestor_id, p.depth + 1, p.valid * daterange('2025-07-01', null)
     from unnest($1::uuid[], $2::uuid[]) as u(id, commune) join area_path_then p on p.area_id = u.commune where p.valid && daterange('2025-07-01', null)
     union all select id, id, 0, daterange(null, null) from unnest($1::uuid[]) as id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.commune),
      rows.map((row) => row.province),
      rows.map((row) => row.name),
    ],
  );
  await admin.query('analyze');
}

/**
 * Records of a year and a half over all hamlets: activities with their facts, then the running totals. Written the
 * fast way: indexes are made when the rows are there, and the disk is not waited for. The index for searching texts is
 * left out: no figure reads it, and it would take longer than all the rest.
 */
export async function addRecords(
  database: BenchDatabase,
  count: number,
  say: (line: string) => void,
): Promise<void> {
  const { admin } = database;
  await tuneServer(admin, true);
  await admin.query(
    "set session_replication_role = replica; set maintenance_work_mem = '1GB'; drop index if exists activity_search",
  );
  const ids = await makeMeasures(admin);
  await admin.query(
    `create temp table hamlet as select row_number() over (order by id) - 1 as n, id, province_id from area where kind = 'hamlet'; create index on hamlet (n); analyze hamlet`,
  );
  const indexes = await dropIndexes(admin);
  const chunk = 500_000;
  for (let from = 0; from < count; from += chunk) {
    await admin.query(insertSql(ids), [from, Math.min(count, from + chunk) - 1, hamletsInNation]);
    if (count > chunk) say(`  ${Math.min(count, from + chunk)} records`);
  }
  for (const index of indexes) await admin.query(index);
  await admin.query('drop table hamlet; set session_replication_role = origin');
  await admin.query('vacuum analyze activity, fact');
  say(`  ${count} records with their indexes`);
  await foldNation(database, count, say);
  await tuneServer(admin, false);
}

/** While records are made the disk is not waited for; what is measured afterwards runs as in service. */
async function tuneServer(admin: pg.Client, fast: boolean): Promise<void> {
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    max_wal_size: "'16GB'",
    checkpoint_timeout: "'1h'",
  };
  for (const [name, value] of Object.entries(settings)) {
    await admin.query(fast ? `alter system set ${name} = ${value}` : `alter system reset ${name}`);
  }
  await admin.query('select pg_reload_conf()');
  if (!fast) await admin.query('checkpoint');
}

async function makeMeasures(admin: pg.Client): Promise<number[]> {
  await admin.query('insert into measure (indicator) select unnest($1::text[]) on conflict do nothing', [
    measures,
  ]);
  const found = await admin.query<{ id: number; indicator: string }>(
    'select id, indicator from measure where indicator = any($1) and slice = $2',
    [measures, ''],
  );
  return measures.map((name) => found.rows.find((row) => row.indicator === name)?.id ?? 0);
}

/** Takes the indexes of records and facts away, but for those of their keys; gives the statements that make them. */
async function dropIndexes(admin: pg.Client): Promise<string[]> {
  const found = await admin.query<{ name: string; make: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as make from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid in ('activity'::regclass, 'fact'::regclass) and not i.indisprimary`,
  );
  for (const { name } of found.rows) await admin.query(`drop index ${name}`);
  return found.rows.map(({ make }) => make);
}

function insertSql(ids: readonly number[]): string {
  const shapes = [ids.slice(0, 4), ids.slice(4, 7), ids.slice(7, 10), ids.slice(10, 12), ids.slice(12, 14)];
  const arrays = shapes.map((shape, index) => `when ${index} then array[${shape.join(',')}]`).join(' ');
  const amounts = shapes
    .map(
      (shape, index) =>
        `when ${index} then array[${shape.map((_, n) => (n === 0 ? '1' : '(k % 9 + 1)::numeric')).join(',')}]`,
    )
    .join(' ');
  return `
    with made as materialized (
      select uuidv7() as id, h.id as area_id, h.province_id, g as k,
        (date '2025-07-01' + (hashint8(g) & 511))::date as day, case when g % 10 < 6 then 0 else (g % 4 + 1)::int end as shape
      from generate_series($1::bigint, $2::bigint) g join hamlet h on h.n = (hashint8(g + 77) & 2147483647) % $3::int),
    records as (
      insert into activity (id, province_id, form, form_version, area_id, day, values, state, revision, search, created_by, changed_by)
      select id, province_id, 'patrol', 1, area_id, day, '{"patrollers": 5, "incidents": 0}'::jsonb, 'submitted', 1, 'khu trung tam', 'bench', 'bench' from made)
    insert into fact (record_id, province_id, part, source, area_id, day, verified, measures, amounts)
    select id, province_id, 0, 'activity', area_id, day, k % 3 = 0, case shape ${arrays} end, case shape ${amounts} end::numeric[] from made`;
}

/** The same fold as in service, province by province, two at a time. */
async function foldNation(
  database: BenchDatabase,
  count: number,
  say: (line: string) => void,
): Promise<void> {
  const provinces = await database.admin.query<{ areas: string[] }>(
    "select array_agg(id::text) as areas from area where kind = 'hamlet' group by province_id order by count(*) desc",
  );
  const options = { caller: system, access: 'signedIn', clock: makeClock() } as const;
  const queue = provinces.rows.map((row) => row.areas);
  const start = performance.now();
  const worker = async (): Promise<void> => {
    for (let areas = queue.shift(); areas !== undefined; areas = queue.shift()) {
      const bundle = areas;
      await inTransaction(database.db, options, ({ tx }) => foldFactsOf(tx, bundle, 1));
    }
  };
  await Promise.all([worker(), worker()]);
  say(`  totals of ${count} records in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  await database.admin.query('vacuum analyze figure_year, figure_half');
}
