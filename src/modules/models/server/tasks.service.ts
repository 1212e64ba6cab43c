import type { z } from 'zod';
import { type Day, formatDay } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { Site, TaskResult } from '../model-site.contract.ts';
import { placeTitle } from '../site-words.rules.ts';
import type { getModelTask, listModelTasks, ModelTaskLine, planModelTask } from '../tasks.contract.ts';
import { keepReopened } from './kept-tasks.repo.ts';
import { findKind } from './kinds.repo.ts';
import { refreshSites } from './site-life.service.ts';
import { getSite, getSiteRow, toTask } from './site-page.service.ts';
import { writeSites } from './site-store.repo.ts';
import { assertOpen, holdSite } from './site-work.service.ts';
import type { SitePageRow } from './sites.repo.ts';
import {
  countTasks,
  findPeople,
  findTask,
  finishTask,
  isFollowed,
  planTasks,
  reopenTask,
  searchTasks,
  type TaskLineRow,
} from './tasks.repo.ts';

type TaskList = z.input<(typeof listModelTasks)['output']>;
type TaskQuery = z.output<(typeof listModelTasks)['query']>;
type May = Authorized<'models.write'>;
/** Whoever may write checks down: at the office, or at the place. */
type MayAnswer = Authorized<'models.write'> | Authorized<'models.answer'>;

/** Open tasks within the caller's areas, the most urgent first. Throws Problem `badRequest` for a strange cursor. */
export async function listTasks(context: Context, asked: TaskQuery): Promise<TaskList> {
  const search = {
    ...{ areaId: asked.areaId, kind: asked.kind, until: asked.until },
    assigneeId: asked.mine === 'true' ? context.caller.id : undefined,
  };
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const rows = await searchTasks(context.tx, search, { after, limit: asked.limit + 1 });
  const shown = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  const { total, overdue } = await countTasks(context.tx, search, context.today);
  return {
    items: await toLines(context, shown),
    ...{ total, overdue },
    next: last ? Buffer.from(`${last.due_on} ${last.id}`).toString('base64url') : null,
  };
}

function readCursor(cursor: string): { day: string; id: string } {
  const [day, id] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!/^\d{4}-\d\d-\d\d$/u.test(day ?? '') || !/^[0-9a-f-]{36}$/u.test(id ?? ''))
    throw new Problem('badRequest');
  return { day: day ?? '', id: id ?? '' };
}

async function toLines(context: Context, rows: readonly TaskLineRow[]): Promise<ModelTaskLine[]> {
  const names = await namesOf(
    context,
    rows.flatMap((row) => [row.assignee_id ?? '', row.done_by ?? '']),
  );
  return rows.map((row) => ({
    ...toTask(row, names, context.today),
    siteTitle: row.site_name || row.kind_name,
    placeName: placeTitle(row.area_name, row.organization_name),
    path: row.path,
  }));
}

/** A task within the caller's areas. Throws Problem `notFound`. */
export async function getTaskRow(context: Context, id: string): Promise<TaskLineRow> {
  const row = await findTask(context.tx, id);
  if (!row) throw new Problem('notFound');
  return row;
}

/** A task with its site and the checklist by which it is done. Throws Problem `notFound`. */
export async function getTask(
  context: Context,
  id: string,
): Promise<z.input<(typeof getModelTask)['output']>> {
  const row = await getTaskRow(context, id);
  const site = await getSiteRow(context, row.site_id);
  const kind = await findKind(context.tx, site.kind_id);
  const [task] = await toLines(context, [row]);
  if (!task) throw new Problem('notFound');
  const mayWrite = site.may_write && callerMay(context.caller, 'models.write');
  return {
    task,
    checklist: kind?.definition.checklist ?? [],
    can: {
      write: mayWrite && row.done_on === null,
      reopen: mayWrite && (await canReopen(context, site, row)),
    },
  };
}

async function canReopen(context: Context, site: SitePageRow, row: TaskLineRow): Promise<boolean> {
  if (row.kind === 'step' || row.done_on === null) return false;
  if (site.voided || site.stage !== 'launched') return false;
  return !(await isFollowed(context.tx, row));
}

/** Sets by when and by whom something has to be done for a site. Throws Problem `notPossibleNow`, `invalidInput`. */
export async function planTask(
  context: Context,
  may: May,
  siteId: string,
  given: z.output<(typeof planModelTask)['body']>,
): Promise<Site> {
  const site = await holdSite(context, siteId);
  const isRound = given.kind !== 'step';
  if (site.voided || site.ended_on !== null || (isRound && site.stage !== 'launched'))
    throw new Problem('notPossibleNow');
  if (isRound === (given.step !== undefined))
    throw new Problem('invalidInput', { fields: [{ path: 'step', code: 'invalid' }] });
  if (!isRound && site.steps.some((step) => step.step === given.step)) throw new Problem('notPossibleNow');
  if (given.assigneeId) await checkPerson(context, site.area_id, given.assigneeId);
  const task = {
    ...{ siteId, kind: given.kind, step: given.step ?? null, dueOn: given.dueOn },
    ...{ assigneeId: given.assigneeId, note: given.note },
  };
  await planTasks(context.tx, may.callerId, [task], true);
  return getSite(context, siteId);
}

async function checkPerson(context: Context, areaId: string, personId: string): Promise<void> {
  const people = await findPeople(context.tx, areaId);
  if (people.some((person) => person.id === personId)) return;
  const expected = { vi: 'người có tài khoản ở địa bàn này', en: 'somebody with an account for this place' };
  throw new Problem('invalidInput', { fields: [{ path: 'assigneeId', code: 'invalid', expected }] });
}

/** To whom a task of a site can be given. Throws Problem `notFound`. */
export async function listPeople(context: Context, siteId: string): Promise<{ id: string; name: string }[]> {
  const row = await getSiteRow(context, siteId);
  return findPeople(context.tx, row.area_id);
}

/**
 * Writes down a check or a review that was done; the next is planned by the kind's rule, and a check counts as activity.
 * Throws Problem `notPossibleNow` (a step, done already, the site not at work), `invalidInput` (day, kind of result).
 */
export async function completeTask(
  context: Context,
  may: MayAnswer,
  task: TaskLineRow,
  given: { doneOn: string; result: TaskResult },
): Promise<Site> {
  const site = await holdSite(context, task.site_id);
  const held = await findTask(context.tx, task.id, 'lock');
  if (site.voided || site.stage !== 'launched') throw new Problem('notPossibleNow', { detail: notAtWork });
  if (!held || held.done_on !== null) throw new Problem('notPossibleNow');
  if (held.kind !== given.result.kind) throw new Problem('notPossibleNow');
  const first = site.launched_on ?? site.since;
  if (given.doneOn > context.today || given.doneOn < first) {
    const expected = { vi: 'ngày từ khi ra mắt đến hôm nay', en: 'a day between the launch and today' };
    throw new Problem('invalidInput', { fields: [{ path: 'doneOn', code: 'invalid', expected }] });
  }
  await finishTask(context.tx, may, task.id, { on: given.doneOn as Day, result: given.result });
  await refreshSites(context, [task.site_id]);
  return getSite(context, task.site_id);
}

/**
 * Takes back that a check or a review was done; only the last of its kind, of a site that is at work. What was written
 * stays with the site's history. Throws Problem `notPossibleNow`.
 */
export async function reopen(context: Context, may: May, task: TaskLineRow): Promise<Site> {
  const site = await holdSite(context, task.site_id);
  assertOpen(site);
  const held = await findTask(context.tx, task.id, 'lock');
  const isRound = held !== undefined && held.kind !== 'step' && held.done_on !== null;
  if (!isRound || site.stage !== 'launched') throw new Problem('notPossibleNow');
  if (await isFollowed(context.tx, held)) throw new Problem('notPossibleNow', { detail: notTheLast });
  const next = { ...site, revision: site.revision + 1 };
  const reason = formatDay(held.done_on as Day);
  await writeSites(context.tx, may, [next], { action: 'reopen', reason });
  await keepReopened(context.tx, { siteId: site.id, revision: next.revision }, held);
  await reopenTask(context.tx, may, held);
  await refreshSites(context, [site.id]);
  return getSite(context, site.id);
}

const notAtWork = {
  vi: 'Điểm này không còn hoạt động hoặc chưa ra mắt, nên không ghi kiểm tra, sơ kết.',
  en: 'The site is not launched, or no longer at work: there is nothing to check or to review.',
};
const notTheLast = {
  vi: 'Sau lần này đã có lần khác được ghi. Hãy mở lại lần mới nhất trước.',
  en: 'A later one was written down since. Open that one again first.',
};
