import type { z } from 'zod';
import type { Day } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Site, SiteStep, SiteSurvey } from '../model-site.contract.ts';
import type { changeModelSite, proposeModelSite } from '../models.contract.ts';
import { LAUNCH_STEP, stageOf, stepFault } from '../site-plan.rules.ts';
import { giveTasksBack, keepFalling } from './kept-tasks.repo.ts';
import { findKind } from './kinds.repo.ts';
import { findSitePlaces } from './place.repo.ts';
import { refreshSites } from './site-life.service.ts';
import { moveLinks } from './site-merger.service.ts';
import { getSite } from './site-page.service.ts';
import { stepProblem } from './site-problems.service.ts';
import { type HeldSite, holdSites, type StoredSite, writeSites } from './site-store.repo.ts';
import { findSiteLines } from './sites.repo.ts';
import { stateOfRow } from './sites.service.ts';
import { planTasks } from './tasks.repo.ts';

type May = Authorized<'models.write'>;
type Proposal = z.output<(typeof proposeModelSite)['body']>;
type Change = z.output<(typeof changeModelSite)['body']>;

/** What a new site has before anything was done. */
export function blankSite(
  context: Context,
  by: string,
): Omit<StoredSite, 'id' | 'province_id' | 'area_id' | 'kind_id' | 'since'> {
  return {
    ...{
      organization_id: null,
      name: '',
      stage: 'proposed',
      proposed_on: null,
      launched_on: null,
      ended_on: null,
    },
    ...{
      end_reason: '',
      merged_into: null,
      replicated_on: null,
      pilot_id: null,
      core_force: '',
      responsible: '',
    },
    ...{
      declared_teams: null,
      declared_members: null,
      counts: 'declared',
      steps: [],
      survey: null,
      note: '',
    },
    ...{ looks_below: true, entry: null, worked_on: true, verified: true, voided: false, search: '' },
    ...{ revision: 1, created_by: by, created_at: context.now, changed_by: by },
  };
}

/**
 * Proposes a new site, with the days by which its steps should be made. The same request twice makes one. Throws Problem
 * `notFound` (kind), `invalidInput` (place, day), `alreadyExists` where the id belongs to a site elsewhere.
 */
export async function proposeSite(context: Context, may: May, given: Proposal): Promise<Site> {
  if ((await findSiteLines(context.tx, [given.id])).length > 0) return getSite(context, given.id);
  const kind = await findKind(context.tx, given.kindId);
  if (!kind) throw new Problem('notFound');
  if (kind.merged_into !== null) throw new Problem('notPossibleNow');
  if (given.proposedOn > context.today)
    throw wrong('proposedOn', 'ngày không sau hôm nay', 'a day not after today');
  const [place] = await findSitePlaces(context.tx, [given.place], given.proposedOn);
  if (!place?.exists_then || !place.organization_fits)
    throw wrong('place', 'một nơi có trong ngày đề xuất', 'a place that exists on that day');
  const site: StoredSite = {
    ...blankSite(context, may.callerId),
    id: given.id,
    province_id: place.province_id,
    area_id: place.area_id,
    organization_id: place.organization_id,
    kind_id: kind.id,
    since: given.proposedOn,
    proposed_on: given.proposedOn,
    looks_below: kind.definition.rule.looksBelow,
    ...written(given),
  };
  await writeSites(context.tx, may, [site], { action: 'propose', reason: '' });
  const plan = (given.plan ?? []).map(({ step, dueOn, assigneeId }) => ({
    ...{ siteId: given.id, kind: 'step' as const, step, dueOn, assigneeId },
  }));
  await planTasks(context.tx, may.callerId, plan, true);
  await refreshSites(context, [given.id]);
  return getSite(context, given.id);
}

/** The columns of what the office writes freely; only what was given. */
function written(given: Omit<Change, 'baseRevision'>): Partial<StoredSite> {
  return {
    ...(given.name === undefined ? {} : { name: given.name }),
    ...(given.coreForce === undefined ? {} : { core_force: given.coreForce }),
    ...(given.responsible === undefined ? {} : { responsible: given.responsible }),
    ...(given.note === undefined ? {} : { note: given.note }),
    ...(given.declaredTeams === undefined ? {} : { declared_teams: given.declaredTeams }),
    ...(given.declaredMembers === undefined ? {} : { declared_members: given.declaredMembers }),
    ...(given.counts === undefined ? {} : { counts: given.counts }),
  };
}

/** A site that this transaction holds for a change. Throws Problem `notFound`, `conflict` with what is there now. */
export async function holdSite(context: Context, id: string, baseRevision?: number): Promise<HeldSite> {
  const [site] = await holdSites(context.tx, [id]);
  if (!site) throw new Problem('notFound');
  if (baseRevision !== undefined && site.revision !== baseRevision)
    throw new Problem('conflict', { extra: { current: await getSite(context, id) } });
  return site;
}

/** Stores the next revision of a held site and answers with it; what it takes back gives back the tasks that it took away. */
export async function saveNext(
  context: Context,
  may: May,
  site: HeldSite,
  change: Partial<StoredSite>,
  why: { action: string; reason?: string; undid?: number },
): Promise<Site> {
  const next = { ...site, ...change, worked_on: change.worked_on ?? true, revision: site.revision + 1 };
  await writeSites(context.tx, may, [next], { reason: '', ...why });
  await keepFalling(context.tx, { siteId: site.id, revision: next.revision });
  if (why.undid !== undefined) await giveTasksBack(context.tx, { siteId: site.id, revision: why.undid });
  await refreshSites(context, [site.id]);
  return getSite(context, site.id);
}

/** Changes what is written about a site. Throws Problem `conflict`, `notFound`, `notPossibleNow`. */
export async function changeSite(context: Context, may: May, id: string, given: Change): Promise<Site> {
  const site = await holdSite(context, id, given.baseRevision);
  assertOpen(site);
  const kind = given.kindId === undefined ? undefined : await findKind(context.tx, given.kindId);
  if (given.kindId !== undefined && !kind) throw new Problem('notFound');
  if (kind && kind.id !== site.kind_id && kind.merged_into !== null) throw new Problem('notPossibleNow');
  const kindChange = kind ? { kind_id: kind.id, looks_below: kind.definition.rule.looksBelow } : {};
  return saveNext(context, may, site, { ...written(given), ...kindChange }, { action: 'edit' });
}

/** Writes down a step of a site's life; its stage follows. Throws Problem `invalidInput` (order of steps), `conflict`. */
export async function saveStep(
  context: Context,
  may: May,
  id: string,
  given: SiteStep & { baseRevision: number },
): Promise<Site> {
  const { baseRevision, ...step } = given;
  const site = await holdSite(context, id, baseRevision);
  assertOpen(site);
  return saveNext(context, may, site, stepsAfter(context, site, step), { action: `step${step.step}` });
}

/** Writes the survey; where it is done, step 1 is made with it. Throws like {@link saveStep}. */
export async function saveSurvey(
  context: Context,
  may: May,
  id: string,
  given: { baseRevision: number; survey: SiteSurvey; done: boolean },
): Promise<Site> {
  const site = await holdSite(context, id, given.baseRevision);
  assertOpen(site);
  const { survey } = given;
  if (survey.to < survey.from)
    throw wrong('survey.to', 'ngày không trước ngày bắt đầu', 'not before the first day');
  if (!given.done) return saveNext(context, may, site, { survey }, { action: 'survey' });
  const before = site.steps.find((step) => step.step === 1);
  const step: SiteStep = {
    ...{ step: 1, doneOn: survey.to, responsible: survey.surveyedBy },
    ...{ outputs: before?.outputs ?? '', papers: before?.papers ?? [] },
  };
  const change = { survey, ...stepsAfter(context, site, step) };
  return saveNext(context, may, site, change, { action: 'survey' });
}

function stepsAfter(context: Context, site: HeldSite, step: SiteStep): Partial<StoredSite> {
  const state = {
    ...{ steps: site.steps, isReplica: site.pilot_id !== null, isLaunched: site.launched_on !== null },
  };
  const fault = stepFault(state, { step: step.step, doneOn: step.doneOn as Day }, context.today);
  if (fault) throw stepProblem(fault);
  const steps = [...site.steps.filter((each) => each.step !== step.step), step].sort(
    (a, b) => a.step - b.step,
  );
  const isFromBook = site.launched_on !== null && !site.steps.some((each) => each.step === LAUNCH_STEP);
  if (isFromBook && step.step !== LAUNCH_STEP) return { steps };
  const { stage, launchedOn } = stageOf(steps);
  return { steps, stage, launched_on: launchedOn, since: launchedOn ?? site.proposed_on ?? site.since };
}

/** Throws Problem `notPossibleNow` for a site that has ended or was withdrawn. */
export function assertOpen(site: HeldSite): void {
  if (!site.voided && site.ended_on === null) return;
  throw new Problem('notPossibleNow', {
    detail: {
      vi: 'Điểm này đã kết thúc. Hoàn tác việc kết thúc trước, nếu cần sửa.',
      en: 'The site has ended. Take its end back first, if something has to be changed.',
    },
  });
}

/** Retires a site, or merges it into another of the caller's, with its teams and committees. Throws Problem `invalidInput`, `conflict`, `notPossibleNow`. */
export async function endSite(
  context: Context,
  may: May,
  id: string,
  given: { baseRevision: number; on: string; reason: string; intoId?: string | undefined },
): Promise<Site> {
  const site = await holdSite(context, id, given.baseRevision);
  assertOpen(site);
  const first = site.launched_on ?? site.proposed_on ?? site.since;
  if (given.on > context.today || given.on < first)
    throw wrong('on', 'ngày từ khi có điểm đến hôm nay', 'a day between the site’s beginning and today');
  if (given.reason === '') throw wrong('reason', 'ghi rõ lý do', 'say why');
  if (given.intoId !== undefined) await checkTarget(context, site, given.intoId);
  const change: Partial<StoredSite> = {
    stage: given.intoId === undefined ? 'retired' : 'merged',
    ended_on: given.on,
    end_reason: given.reason,
    merged_into: given.intoId ?? null,
  };
  const action = given.intoId === undefined ? 'retire' : 'merge';
  const ended = await saveNext(context, may, site, change, { action, reason: given.reason });
  if (given.intoId === undefined) return ended;
  await moveLinks(context, may, site, { intoId: given.intoId, day: given.on });
  return getSite(context, id);
}

async function checkTarget(context: Context, site: HeldSite, intoId: string): Promise<void> {
  const [into] = await findSiteLines(context.tx, [intoId]);
  const alive = into !== undefined && stateOfRow(into, context.today) !== 'merged' && into.ended_on === null;
  if (!alive || intoId === site.id)
    throw wrong('intoId', 'một điểm khác đang hoạt động', 'another site that goes on');
}

function wrong(path: string, vi: string, en: string): Problem {
  return new Problem('invalidInput', { fields: [{ path, code: 'invalid', expected: { vi, en } }] });
}
