import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

/** Open tasks `t` of a site `s` that have nothing to be done for any more: it ended, or is not launched yet or no longer. */
export const falls: RawBuilder<unknown> = sql`t.done_on is null
  and (s.voided or s.ended_on is not null or (t.kind <> 'step' and s.stage <> 'launched'))`;

interface OfRevision {
  readonly siteId: string;
  readonly revision: number;
}

/** Keeps with a revision the open tasks that fall away with it, as they stand. */
export async function keepFalling(tx: Transaction<DB>, { siteId, revision }: OfRevision): Promise<void> {
  await keep(tx, { siteId, revision }, falls);
}

/** Keeps with a revision a task that is opened again, with its result, and the open one that followed it. */
export async function keepReopened(
  tx: Transaction<DB>,
  of: OfRevision,
  task: { readonly id: string; readonly kind: string },
): Promise<void> {
  await keep(tx, of, sql`(t.id = ${task.id} or (t.kind = ${task.kind} and t.done_on is null))`);
}

async function keep(tx: Transaction<DB>, of: OfRevision, which: RawBuilder<unknown>): Promise<void> {
  await sql`update model_site_revision r set tasks = kept.tasks
    from (select jsonb_agg(to_jsonb(t)) as tasks from model_task t join model_site s on s.id = t.site_id
      where t.site_id = ${of.siteId} and ${which}) kept
    where r.site_id = ${of.siteId} and r.revision = ${of.revision} and kept.tasks is not null`.execute(tx);
}

/** Gives the tasks back that a revision took away, to whom they were given, for when they were planned. */
export async function giveTasksBack(tx: Transaction<DB>, { siteId, revision }: OfRevision): Promise<void> {
  await sql`insert into model_task (id, province_id, site_id, area_id, kind, step, due_on, assignee_id, note, done_on,
      done_by, result, after_id, created_by, created_at)
    select t.id, s.province_id, s.id, s.area_id, t.kind, t.step, t.due_on, t.assignee_id, t.note, t.done_on, t.done_by,
      t.result, t.after_id, t.created_by, t.created_at
    from model_site_revision r join model_site s on s.id = r.site_id
    cross join lateral jsonb_populate_recordset(null::model_task, r.tasks) t
    where r.site_id = ${siteId} and r.revision = ${revision}
    on conflict do nothing`.execute(tx);
}
