import { type RawBuilder, sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { TaskKind, TaskResult } from '../model-site.contract.ts';
import { falls } from './kept-tasks.repo.ts';
import { pathOf } from './place.repo.ts';

export interface TaskRow {
  readonly id: string;
  readonly site_id: string;
  readonly province_id: string;
  readonly area_id: string;
  readonly kind: TaskKind;
  readonly step: number | null;
  readonly due_on: string;
  readonly assignee_id: string | null;
  readonly note: string;
  readonly done_on: string | null;
  readonly done_by: string | null;
  readonly result: TaskResult | null;
  readonly after_id: string | null;
}

const columns = sql`t.id, t.site_id, t.province_id, t.area_id, t.kind, t.step, t.due_on, t.assignee_id, t.note, t.done_on,
  t.done_by, t.result, t.after_id`;

/** The tasks of sites: what is open first, then what was done, the newest first. */
export async function findTasksOf(tx: Transaction<DB>, siteIds: readonly string[]): Promise<TaskRow[]> {
  const found = await sql<TaskRow>`
    select ${columns} from model_task t where t.site_id = any(${[...siteIds]}::uuid[])
    order by t.done_on is not null, case when t.done_on is null then t.due_on end, t.done_on desc, t.id`.execute(
    tx,
  );
  return found.rows;
}

export interface TaskSearch {
  readonly areaId?: string | undefined;
  readonly kind?: TaskKind | undefined;
  readonly assigneeId?: string | undefined;
  readonly until?: string | undefined;
  /** Only checks and reviews. */
  readonly rounds?: boolean;
}

export interface TaskLineRow extends TaskRow {
  readonly kind_name: string;
  readonly site_name: string;
  readonly area_name: string;
  readonly organization_name: string | null;
  readonly path: string;
}

function open(search: TaskSearch): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`t.done_on is null`];
  if (search.areaId !== undefined)
    all.push(sql`t.area_id in (select area_id from area_path_today where ancestor_id = ${search.areaId})`);
  if (search.rounds) all.push(sql`t.kind <> 'step'`);
  if (search.kind !== undefined) all.push(sql`t.kind = ${search.kind}`);
  if (search.assigneeId !== undefined) all.push(sql`t.assignee_id = ${search.assigneeId}`);
  if (search.until !== undefined) all.push(sql`t.due_on <= ${search.until}::date`);
  return sql.join(all, sql` and `);
}

const siteOf = sql`join model_site s on s.id = t.site_id join model_kind k on k.id = s.kind_id
  join area a on a.id = s.area_id left join organization o on o.id = s.organization_id`;
const lineColumns = sql`${columns}, k.name as kind_name, s.name as site_name,
  a.full_name as area_name, o.name as organization_name, ${pathOf(sql`a.id`)} as path`;

/** Open tasks within the caller's areas, by the day on which they are due. */
export async function searchTasks(
  tx: Transaction<DB>,
  search: TaskSearch,
  page: { after: { day: string; id: string } | undefined; limit: number },
): Promise<TaskLineRow[]> {
  const beyond = page.after
    ? sql`(t.due_on, t.id) > (${page.after.day}::date, ${page.after.id}::uuid)`
    : sql`true`;
  const found = await sql<TaskLineRow>`
    select ${lineColumns} from (select * from model_task t where ${open(search)} and ${beyond}
      order by t.due_on, t.id limit ${page.limit}) t ${siteOf}
    order by t.due_on, t.id`.execute(tx);
  return found.rows;
}

/** How many open tasks there are, and how many of them were due before a day. */
export async function countTasks(
  tx: Transaction<DB>,
  search: TaskSearch,
  today: string,
): Promise<{ total: number; overdue: number }> {
  const found = await sql<{ total: number; overdue: number }>`
    select count(*)::int as total, (count(*) filter (where t.due_on < ${today}::date))::int as overdue
    from model_task t where ${open(search)}`.execute(tx);
  return found.rows[0] ?? { total: 0, overdue: 0 };
}

/** One task within the caller's areas. */
export async function findTask(
  tx: Transaction<DB>,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<TaskLineRow | undefined> {
  const found = await sql<TaskLineRow>`
    select ${lineColumns} from model_task t ${siteOf} where t.id = ${id}
    ${lock === 'lock' ? sql`for update of t` : sql``}`.execute(tx);
  return found.rows[0];
}

export interface TaskToPlan {
  readonly siteId: string;
  readonly kind: TaskKind;
  readonly step: number | null;
  readonly dueOn: string;
  readonly assigneeId?: string | null | undefined;
  readonly note?: string | undefined;
  readonly afterId?: string | null;
}

/** Plans tasks of sites; where the same task is open already, it stays, or takes over the new plan with `replace`. */
export async function planTasks(
  tx: Transaction<DB>,
  by: string,
  tasks: readonly TaskToPlan[],
  replace: boolean,
): Promise<void> {
  const of = async (which: readonly TaskToPlan[], conflict: RawBuilder<unknown>): Promise<void> => {
    if (which.length === 0) return;
    const then = replace
      ? sql`do update set due_on = excluded.due_on, assignee_id = excluded.assignee_id, note = excluded.note,
          created_by = excluded.created_by, created_at = now()`
      : sql`do nothing`;
    await sql`insert into model_task (id, province_id, site_id, area_id, kind, step, due_on, assignee_id, note, after_id,
        created_by)
      select n.id, s.province_id, s.id, s.area_id, n.kind, n.step, n.due_on, n.assignee_id, n.note, n.after_id, ${by}
      from unnest(${which.map(() => uuidv7())}::uuid[], ${which.map((task) => task.siteId)}::uuid[],
        ${which.map((task) => task.kind)}::text[], ${which.map((task) => task.step)}::smallint[],
        ${which.map((task) => task.dueOn)}::date[], ${which.map((task) => task.assigneeId ?? null)}::uuid[],
        ${which.map((task) => task.note ?? '')}::text[], ${which.map((task) => task.afterId ?? null)}::uuid[])
        as n(id, site_id, kind, step, due_on, assignee_id, note, after_id)
      join model_site s on s.id = n.site_id
      on conflict ${conflict} ${then}`.execute(tx);
  };
  await of(
    tasks.filter((task) => task.kind === 'step'),
    sql`(site_id, step) where kind = 'step'`,
  );
  await of(
    tasks.filter((task) => task.kind !== 'step'),
    sql`(site_id, kind) where kind <> 'step' and done_on is null`,
  );
}

/**
 * Tasks follow their sites: steps are done when the site has them, open ones end with the site, checks and reviews with
 * its being launched, all stand where it does.
 */
export async function followSites(tx: Transaction<DB>, siteIds: readonly string[]): Promise<void> {
  const which = sql`any(${[...siteIds]}::uuid[])`;
  await sql`delete from model_task t using model_site s where s.id = t.site_id and t.site_id = ${which}
    and ${falls}`.execute(tx);
  await sql`update model_task t set area_id = s.area_id, province_id = s.province_id,
      done_on = case when t.kind = 'step' then (select (e ->> 'doneOn')::date from jsonb_array_elements(s.steps) e
        where (e ->> 'step')::int = t.step limit 1) else t.done_on end
    from model_site s where s.id = t.site_id and t.site_id = ${which}`.execute(tx);
}

/** The last day on which a check and a review of each site was done, and whether one is open. */
export async function findRounds(
  tx: Transaction<DB>,
  siteIds: readonly string[],
): Promise<ReadonlyMap<string, { last: string | null; isOpen: boolean }>> {
  const found = await sql<{ key: string; last: string | null; is_open: boolean }>`
    select site_id || ' ' || kind as key, max(done_on) as last, bool_or(done_on is null) as is_open
    from model_task where site_id = any(${[...siteIds]}::uuid[]) and kind <> 'step' group by site_id, kind`.execute(
    tx,
  );
  return new Map(found.rows.map((row) => [row.key, { last: row.last, isOpen: row.is_open }]));
}

/** Writes down that a task was done. */
export async function finishTask(
  tx: Transaction<DB>,
  authorized: Authorized<'models.write'> | Authorized<'models.answer'>,
  id: string,
  done: { on: string; result: TaskResult },
): Promise<void> {
  await sql`update model_task set done_on = ${done.on}, done_by = ${authorized.callerId},
    result = ${JSON.stringify(done.result)} where id = ${id}`.execute(tx);
}

/** Whether a later task of the same kind was done for the site, those of the same day by their order. */
export async function isFollowed(
  tx: Transaction<DB>,
  task: Pick<TaskRow, 'id' | 'site_id' | 'kind' | 'done_on'>,
): Promise<boolean> {
  const found = await sql`select 1 from model_task where site_id = ${task.site_id} and kind = ${task.kind}
    and (done_on, id) > (${task.done_on}::date, ${task.id}::uuid) limit 1`.execute(tx);
  return found.rows.length > 0;
}

/** Takes back that a task was done: the one that followed it goes, and it is open again. */
export async function reopenTask(
  tx: Transaction<DB>,
  _authorized: Authorized<'models.write'>,
  task: { id: string; site_id: string; kind: TaskKind },
): Promise<void> {
  await sql`delete from model_task where site_id = ${task.site_id} and kind = ${task.kind} and done_on is null`.execute(
    tx,
  );
  await sql`update model_task set done_on = null, done_by = null, result = null where id = ${task.id}`.execute(
    tx,
  );
}

/** Who works at a place or above it, by name. */
export async function findPeople(
  tx: Transaction<DB>,
  areaId: string,
): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    select id, display_name as name from model_people(${areaId})`.execute(tx);
  return found.rows;
}
