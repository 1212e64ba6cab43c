import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { addDays, formatDay } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import {
  DUE_WITHIN_DAYS,
  type FieldModels,
  type FieldSite,
  type FieldTask,
  type TaskAnswer,
} from '../field-tasks.contract.ts';
import { AT_WORK } from '../model-state.rules.ts';
import { needOn } from '../site-life.rules.ts';
import { placeTitle } from '../site-words.rules.ts';
import { findKind } from './kinds.repo.ts';
import { settleSites } from './site-life.service.ts';
import { findSiteRecords } from './site-store.repo.ts';
import { findSiteLines, type SiteLineRow, searchSites } from './sites.repo.ts';
import { stateOfRow, titleOfRow } from './sites.service.ts';
import { searchTasks, type TaskLineRow } from './tasks.repo.ts';
import { completeTask, getTaskRow } from './tasks.service.ts';

/** More than this nobody works through on a phone; the office's pages have all. */
const MOST_TASKS = 60;
const MOST_SITES = 60;

/** What a phone needs to check the models of its places; nothing where it has the same already. */
export async function fieldModels(
  context: Context,
  known: string | undefined,
): Promise<{ hash: string; content: FieldModels | null }> {
  await settleSites(context);
  const search = { rounds: true, until: addDays(context.today, DUE_WITHIN_DAYS) };
  const due = await searchTasks(context.tx, search, { after: undefined, limit: MOST_TASKS });
  const mine = due.filter((task) => task.assignee_id === null || task.assignee_id === context.caller.id);
  const content: FieldModels = { tasks: await tasksOf(context, mine), sites: await sitesOf(context) };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
  return { hash, content: hash === known ? null : content };
}

async function tasksOf(context: Context, rows: readonly TaskLineRow[]): Promise<FieldTask[]> {
  const ids = [...new Set(rows.map((row) => row.site_id))];
  const sites = new Map((await findSiteLines(context.tx, ids)).map((site) => [site.id, site]));
  const kinds = await kindsOf(context, [...sites.values()]);
  return rows.flatMap((row): FieldTask[] => {
    const site = sites.get(row.site_id);
    if (!site || row.kind === 'step') return [];
    const { id, kind, due_on: dueOn, note, site_id: siteId } = row;
    return [
      {
        ...{ id, siteId, kind, dueOn, note, since: site.launched_on ?? site.since },
        siteTitle: row.site_name || row.kind_name,
        placeName: placeTitle(row.area_name, row.organization_name),
        checklist: kinds.get(site.kind_id)?.checklist ?? [],
      },
    ];
  });
}

async function sitesOf(context: Context): Promise<FieldSite[]> {
  const { tx, today } = context;
  const page = { after: undefined, limit: MOST_SITES };
  const rows = await searchSites(tx, { states: [...AT_WORK], today }, page);
  const kinds = await kindsOf(context, rows);
  const records = await findSiteRecords(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const rule = kinds.get(row.kind_id)?.rule;
    const { launched_on: launchedOn } = row;
    return {
      ...{ id: row.id, title: titleOfRow(row), placeName: placeTitle(row.area_name, row.organization_name) },
      ...{ state: stateOfRow(row, today), lastRecordOn: row.last_record_on, dormantFrom: row.dormant_from },
      needs:
        launchedOn === null
          ? []
          : (rule?.needs ?? []).map((need) => ({
              ...need,
              ...needOn(need, launchedOn, records.get(row.id) ?? [], today),
            })),
    };
  });
}

async function kindsOf(context: Context, rows: readonly SiteLineRow[]) {
  const kinds = new Map<string, NonNullable<Awaited<ReturnType<typeof findKind>>>['definition']>();
  for (const id of new Set(rows.map((row) => row.kind_id))) {
    const kind = await findKind(context.tx, id);
    if (kind) kinds.set(id, kind.definition);
  }
  return kinds;
}

/**
 * Writes down a check or a review that was done at the place. Gives whether it is new; the same answer again changes
 * nothing. Throws Problem `notFound`, `forbidden` (given to somebody else), `notPossibleNow` (somebody was quicker, the
 * site has ended), `invalidInput` (the day).
 */
export async function answerTask(context: Context, taskId: string, given: TaskAnswer): Promise<boolean> {
  const task = await getTaskRow(context, taskId).catch((error: unknown) => {
    throw error instanceof Problem ? new Problem('notFound', { detail: isGone }) : error;
  });
  if (task.done_on !== null) {
    const isSame = task.done_by === context.caller.id && isDeepStrictEqual(task.result, given.result);
    if (isSame) return false;
    const name = (await namesOf(context, [task.done_by ?? ''])).get(task.done_by ?? '') ?? '';
    throw new Problem('notPossibleNow', { detail: doneBefore(task.done_on, name) });
  }
  if (task.assignee_id !== null && task.assignee_id !== context.caller.id)
    throw new Problem('forbidden', { detail: notMine });
  const may = await authorize(context, 'models.answer', task.area_id);
  await completeTask(context, may, task, given);
  await writeAudit(context.tx, context.caller.id, {
    ...{ action: `modelTask.${task.kind}`, subject: 'modelTask', subjectId: task.id, areaId: task.area_id },
    details: { siteId: task.site_id },
  });
  return true;
}

const isGone = {
  vi: 'Việc này không còn trong kế hoạch: điểm mô hình đã kết thúc hoặc lịch đã đổi.',
  en: 'This is no longer planned: the site has ended, or the plan was changed.',
};
const notMine = {
  vi: 'Việc này nay giao cho người khác. Hãy hỏi cán bộ xã.',
  en: 'This was given to somebody else meanwhile. Ask the commune’s officer.',
};

function doneBefore(day: string, name: string): { vi: string; en: string } {
  return {
    vi: `Việc này đã được ghi ngày ${formatDay(day)}${name === '' ? '' : `, bởi ${name}`}. Nếu kết quả của bạn khác, hãy báo xã mở lại rồi thử lại.`,
    en: `This was written down on ${formatDay(day)}${name === '' ? '' : ` by ${name}`}. If you found something else, ask the commune to open it again, then try again.`,
  };
}
