import { type Day, diffDays } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { callerMay, scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { ModelKindDefinition } from '../model-kind.contract.ts';
import type { ModelTask, Site, SiteLife, SiteState, SiteStep, SiteSurvey } from '../model-site.contract.ts';
import { needOn } from '../site-life.rules.ts';
import { findKind } from './kinds.repo.ts';
import { findOperations } from './operations.repo.ts';
import { settleSites } from './site-life.service.ts';
import { findSiteRecords, findSiteRevisions } from './site-store.repo.ts';
import { findReplicas, findSiteAreas, findSiteLines, findSitePage, type SitePageRow } from './sites.repo.ts';
import { stateOfRow, titleOfRow, toSummaries } from './sites.service.ts';
import { findTasksOf, type TaskRow } from './tasks.repo.ts';

/** The row of a site that the caller sees. Throws Problem `notFound`. */
export async function getSiteRow(context: Context, id: string): Promise<SitePageRow> {
  const { caller } = context;
  const mayWrite = callerMay(caller, 'models.write') ? scopeFor(caller, 'models.write') : [];
  const row = await findSitePage(context.tx, id, mayWrite);
  if (!row) throw new Problem('notFound');
  return row;
}

/** A site with its life: steps, tasks, records, replicas. Throws Problem `notFound`. */
export async function getSite(context: Context, id: string): Promise<Site> {
  await settleSites(context);
  const row = await getSiteRow(context, id);
  const [summary] = await toSummaries(context, [row]);
  const kind = await findKind(context.tx, row.kind_id);
  if (!summary || !kind) throw new Problem('notFound');
  const tasks = await tasksOf(context, id);
  const replicas = await findReplicas(context.tx, id, 50);
  const links = await linksOf(context, [
    ...replicas.ids,
    ...[row.pilot_id, row.merged_into].filter((each) => each !== null),
  ]);
  const names = await namesOf(context, [row.changed_by]);
  const ended = row.stage === 'merged' || row.stage === 'retired';
  const mayWork = row.may_write && !row.voided;
  const operations = await findOperations(context.tx, 'replication', id);
  return {
    ...summary,
    kindInfo: {
      id: kind.id,
      code: kind.code,
      name: kind.definition.name,
      subjects: kind.subjects,
      verified: kind.verified,
    },
    responsible: row.responsible,
    note: row.note,
    endReason: row.end_reason,
    steps: row.steps as SiteStep[],
    survey: row.survey as SiteSurvey | null,
    life: await lifeOf(context, row, kind.definition),
    tasks,
    areas: (await findSiteAreas(context.tx, id)).map((area) => ({
      areaId: area.area_id,
      areaName: area.area_name,
      path: area.path,
      confirmedOn: area.confirmed_on,
      canConfirm: area.may_confirm && callerMay(context.caller, 'models.write'),
    })),
    counts: row.counts,
    declaredTeams: row.declared_teams,
    declaredMembers: row.declared_members,
    pilot: (row.pilot_id && links.get(row.pilot_id)) || null,
    replicas: replicas.ids.flatMap((each) => links.get(each) ?? []),
    replicaCount: replicas.count,
    replications: operations.map((each) => ({
      id: each.id,
      at: each.made_at.toISOString(),
      sites: each.sites,
      undone: each.undone,
      canUndo: !each.undone && callerMay(context.caller, 'models.write'),
    })),
    mergedInto: (row.merged_into && links.get(row.merged_into)) || null,
    fromEntry: row.from_entry,
    voided: row.voided,
    changedBy: { id: row.changed_by, name: names.get(row.changed_by) ?? '' },
    changedAt: row.changed_at.toISOString(),
    can: {
      edit: mayWork && !ended,
      step: mayWork && !ended,
      end: mayWork && !ended,
      replicate: mayWork && row.stage === 'launched',
      undo: row.may_write && (row.revision > 1 || !row.from_entry),
    },
  };
}

async function linksOf(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, { id: string; title: string; state: SiteState }>> {
  const rows = await findSiteLines(context.tx, ids);
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, title: titleOfRow(row), state: stateOfRow(row, context.today) },
    ]),
  );
}

async function lifeOf(
  context: Context,
  row: SitePageRow,
  definition: ModelKindDefinition,
): Promise<SiteLife> {
  const launched = row.launched_on;
  const atWork = launched !== null && row.stage === 'launched' && !row.voided;
  const records = atWork ? ((await findSiteRecords(context.tx, [row.id])).get(row.id) ?? []) : [];
  return {
    lastRecordOn: row.last_record_on,
    lastRecordForm: row.last_record_form,
    dormantFrom: row.dormant_from,
    needs: atWork
      ? definition.rule.needs.map((need) => ({
          ...need,
          ...needOn(need, launched as Day, records, context.today),
        }))
      : [],
    checkDueOn: row.check_due_on,
    reviewDueOn: row.review_due_on,
  };
}

async function tasksOf(context: Context, siteId: string): Promise<ModelTask[]> {
  const rows = await findTasksOf(context.tx, [siteId]);
  const names = await namesOf(
    context,
    rows.flatMap((row) => [row.assignee_id ?? '', row.done_by ?? '']),
  );
  return rows.map((row) => toTask(row, names, context.today));
}

/** A task as it is answered. */
export function toTask(row: TaskRow, names: ReadonlyMap<string, string>, today: Day): ModelTask {
  return {
    id: row.id,
    siteId: row.site_id,
    kind: row.kind,
    step: row.step,
    dueOn: row.due_on,
    overdueDays: row.done_on === null ? Math.max(0, diffDays(row.due_on, today)) : 0,
    assignee: row.assignee_id ? { id: row.assignee_id, name: names.get(row.assignee_id) ?? '' } : null,
    note: row.note,
    doneOn: row.done_on,
    doneBy: names.get(row.done_by ?? '') ?? '',
    result: row.result,
  };
}

/** What was done with a site, the newest first. */
export async function listChanges(context: Context, id: string) {
  await getSiteRow(context, id);
  const rows = await findSiteRevisions(context.tx, id, 100);
  const names = await namesOf(
    context,
    rows.map((row) => row.by),
  );
  return {
    changes: rows.map((row) => ({
      revision: row.revision,
      action: row.action,
      at: row.at.toISOString(),
      by: { id: row.by, name: names.get(row.by) ?? '' },
      reason: row.reason,
    })),
  };
}
