import { addDays, minDay } from '../../../platform/dates.ts';
import type { Permission } from '../../../platform/permissions.ts';
import { roleMay } from '../../../platform/permissions.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { Me } from '../../accounts/me.contract.ts';
import { findAccounts } from '../../accounts/server/accounts.service.ts';
import { describeMe } from '../../accounts/server/me.service.ts';
import { listActivities } from '../../activities/server/list.service.ts';
import { listChildren } from '../../areas/server/areas.service.ts';
import { listGongs } from '../../gong/server/gong.service.ts';
import { listImportPage } from '../../imports/server/look.service.ts';
import { countSitesByState } from '../../models/server/sites.service.ts';
import { listTasks } from '../../models/server/tasks.service.ts';
import { listOfficialReports } from '../../reports/server/report.service.ts';
import { countOfficeTips } from '../../tips/server/tip-work.service.ts';
import type { Desk, DeskTask } from '../desk.contract.ts';
import { isReportOnDesk, orderTasks } from '../desk.rules.ts';
import { communesFor } from './desk-places.ts';
import { fieldTasks } from './field-tasks.ts';
import {
  committeeTasks,
  givenTargetTasks,
  pledgeTasks,
  receivedTargetTasks,
  registrationTasks,
} from './movement-tasks.service.ts';

type ActivityQuery = Parameters<typeof listActivities>[1];
type Look = (context: Context, me: Me) => Promise<DeskTask[]>;

const unfinished = ['uploaded', 'checking', 'checked', 'committing', 'failed'];

/** What needs the caller today: each part is asked with the permission that its work takes, in the areas of that. */
export async function describeDesk(context: Context): Promise<Desk> {
  const me = await describeMe(context);
  const newestDay = await withAccess(context, 'activities.read', 'signedIn', newestRecordDay);
  const hasRecords = newestDay !== null;
  const looks: readonly [Permission, Look][] = [
    ['activities.write', (own) => entryTasks(own, 'returned', { state: ['returned'] })],
    ['activities.write', (own) => entryTasks(own, 'drafts', { state: ['draft'], mine: 'true' })],
    ['activities.verify', (own) => entryTasks(own, 'verify', { state: ['submitted'] })],
    ['imports.use', importTasks],
    ['reports.write', reportTasks],
    ['models.write', modelTasks],
    ['pledges.write', pledgeTasks],
    ['registrations.write', registrationTasks],
    ['targets.answer', receivedTargetTasks],
    ['targets.write', givenTargetTasks],
    ['committees.write', committeeTasks],
    ['hamlets.write', hamletTasks],
    ['imports.use', (own) => (hasRecords ? Promise.resolve([]) : bookTasks(own, me))],
    ['accounts.manage', inviteTasks],
    ['tips.work', tipTasks],
    ['phones.read', fieldTasks],
    ['gong.read', gongTasks],
  ];
  const tasks: DeskTask[] = secondStepTasks(me);
  for (const [permission, look] of looks) {
    if (!callerMay(context.caller, permission)) continue;
    tasks.push(...(await withAccess(context, permission, 'signedIn', (own) => look(own, me))));
  }
  return {
    today: context.today,
    tasks: orderTasks(tasks, hasRecords),
    place: placeOf(me),
    newestDay,
  };
}

function secondStepTasks({ security }: Me): DeskTask[] {
  const isMissing = security.secondStep === 'required' && !security.hasTotp && security.passkeys === 0;
  return isMissing ? [{ kind: 'secondStep' }] : [];
}

async function count(
  context: Context,
  query: Partial<ActivityQuery>,
): Promise<{ count: number; more: boolean }> {
  const found = await listActivities(context, { sort: 'newest', limit: 1, ...query } as ActivityQuery);
  return found.total ?? { count: 0, more: false };
}

async function newestRecordDay(context: Context): Promise<string | null> {
  const { items } = await listActivities(context, { sort: 'newest', limit: 1 } as ActivityQuery);
  return items[0] ? minDay(items[0].day, context.today) : null;
}

/** One task for each form that has such records. */
async function entryTasks(
  context: Context,
  kind: 'returned' | 'drafts' | 'verify',
  query: Partial<ActivityQuery>,
): Promise<DeskTask[]> {
  const all = await count(context, query);
  if (all.count === 0) return [];
  const tasks: DeskTask[] = [];
  for (const { code, name } of referenceData().forms) {
    const found = await count(context, { ...query, form: code });
    if (found.count > 0) tasks.push({ kind, form: code, formName: name, ...found });
  }
  return tasks;
}

async function importTasks(context: Context): Promise<DeskTask[]> {
  const { items } = await listImportPage(context, { areaId: undefined, cursor: undefined, limit: 20 });
  return items
    .filter((one) => unfinished.includes(one.state))
    .slice(0, 3)
    .map(({ id, fileName, state, accepted, problemRows }) => ({
      kind: 'import',
      id,
      fileName,
      state,
      accepted,
      problemRows,
    }));
}

async function reportTasks(context: Context, me: Me): Promise<DeskTask[]> {
  const tasks: DeskTask[] = [];
  for (const place of communesFor(me, 'reports.write')) {
    const { slots } = await listOfficialReports(context, { areaId: place.areaId, year: undefined });
    for (const slot of slots.filter(isReportOnDesk)) {
      const { kind: report, year, half, window, daysLeft } = slot;
      const what = { report, year, half, name: window.name, lastDay: window.to, daysLeft };
      tasks.push({ kind: 'report', ...place, ...what, reportId: slot.report?.id ?? null });
    }
  }
  return tasks;
}

async function hamletTasks(context: Context, me: Me): Promise<DeskTask[]> {
  const tasks: DeskTask[] = [];
  for (const place of communesFor(me, 'hamlets.write')) {
    const children = await listChildren(context, place.areaId, 'today', context.today);
    const hasHamlets = children.some((child) => child.kind === 'hamlet' && !child.closed);
    if (!hasHamlets) tasks.push({ kind: 'addHamlets', ...place });
  }
  return tasks;
}

/** Where there is no record yet and no import under way: last year's books. */
async function bookTasks(context: Context, me: Me): Promise<DeskTask[]> {
  const { items } = await listImportPage(context, { areaId: undefined, cursor: undefined, limit: 1 });
  const [place] = communesFor(me, 'imports.use');
  if (place === undefined || items.some((one) => unfinished.includes(one.state))) return [];
  return [{ kind: 'importBooks', ...place }];
}

/** Only how many: neither numbers nor kinds of reports stand on the desk, which others may see over a shoulder. */
async function tipTasks(context: Context): Promise<DeskTask[]> {
  const counts = await countOfficeTips(context);
  return (['late', 'offered', 'soon', 'waiting'] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => ({ kind: 'tips', what, count: counts[what], more: false }));
}

/** Alarms that sound now stand before everything. */
async function gongTasks(context: Context): Promise<DeskTask[]> {
  const { alarms } = await listGongs(context, { running: true, limit: 5 });
  return alarms.map(({ id, areaId, areaName, kind, isDrill }) => ({
    kind: 'gong',
    id,
    areaId,
    areaName,
    alarm: kind,
    isDrill,
  }));
}

/** How far ahead checks, reviews and steps of models come onto the desk. */
const modelNotice = 14;

async function modelTasks(context: Context): Promise<DeskTask[]> {
  const until = addDays(context.today, modelNotice);
  const all = await listTasks(context, { until, limit: 1 });
  const mine = await listTasks(context, { until, mine: 'true', limit: 1 });
  const { states } = await countSitesByState(context, {});
  const counts = {
    overdue: all.overdue,
    mine: mine.total,
    soon: all.total - all.overdue,
    dormant: states.dormant,
  };
  return (['overdue', 'mine', 'soon', 'dormant'] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => ({ kind: 'models', what, count: counts[what], more: false }));
}

async function inviteTasks(context: Context): Promise<DeskTask[]> {
  const { total } = await findAccounts(context, { limit: 1 });
  return total <= 1 ? [{ kind: 'invite' }] : [];
}

const widest = ['country', 'province', 'commune', 'hamlet'];

/** The widest place whose figures the caller reads by an assignment of his own. */
function placeOf(me: Me): Desk['place'] {
  const [first] = me.assignments
    .filter((given) => roleMay(given.role, 'figures.read'))
    .sort((a, b) => widest.indexOf(a.areaKind) - widest.indexOf(b.areaKind));
  return first ? { areaId: first.areaId, areaName: first.areaName, areaKind: first.areaKind } : null;
}
