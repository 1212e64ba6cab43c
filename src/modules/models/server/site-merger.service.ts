import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import {
  giveCommitteesBack,
  governingCommittees,
  moveCommittees,
} from '../../committees/server/site-links.service.ts';
import { giveTeamsBack, linkedTeams, moveTeams } from '../../teams/server/site-links.service.ts';
import type { SiteEndingPreview } from '../models.contract.ts';
import { holdOperation, insertOperation, latestOperation, markUndone } from './operations.repo.ts';
import { refreshSites } from './site-life.service.ts';
import type { HeldSite } from './site-store.repo.ts';
import { findReplicas, findSiteLines } from './sites.repo.ts';
import { titleOfRow, toSummaries } from './sites.service.ts';
import { findTasksOf } from './tasks.repo.ts';

type May = Authorized<'models.write'>;

interface Moved {
  readonly intoId: string;
  readonly day: string;
  readonly teams: Awaited<ReturnType<typeof moveTeams>>;
  readonly committees: Awaited<ReturnType<typeof moveCommittees>>;
}

/** What hangs on a site that is to end, and what goes over to the one that it is merged into. Throws Problem `notFound`. */
export async function previewEnding(
  context: Context,
  id: string,
  intoId: string | undefined,
): Promise<SiteEndingPreview> {
  const [row] = intoId === undefined ? [] : await findSiteLines(context.tx, [intoId]);
  if (intoId !== undefined && !row) throw new Problem('notFound');
  const [summary] = await toSummaries(context, row ? [row] : []);
  const { count } = await findReplicas(context.tx, id, 1);
  const open = (await findTasksOf(context.tx, [id])).filter((task) => task.done_on === null);
  return {
    into: row && summary ? { title: titleOfRow(row), counts: row.counts, teams: summary.teams } : null,
    teams: await linkedTeams(context, id),
    committees: await governingCommittees(context, id),
    openTasks: open.length,
    replicas: count,
  };
}

/** Teams and committees of a merged site go over to the one that goes on; the figures of both are made right. */
export async function moveLinks(
  context: Context,
  may: May,
  site: Pick<HeldSite, 'id' | 'area_id'>,
  move: { intoId: string; day: string },
): Promise<void> {
  const whole = { fromId: site.id, ...move };
  const teams = await moveTeams(context, may, whole);
  const committees = await moveCommittees(context, may, whole);
  const undo: Moved = { ...move, teams, committees };
  await insertOperation(context.tx, may.callerId, {
    ...{ id: uuidv7(), areaId: site.area_id, kind: 'siteMerger', subjectId: site.id, undo },
    summary: { sites: 1, teams: teams.length, committees: committees.length },
  });
  await refreshSites(context, [site.id, move.intoId]);
}

/** Takes {@link moveLinks} back. Throws Problem `notPossibleNow` where the other site has ended since. */
export async function takeLinksBack(context: Context, may: May, site: HeldSite): Promise<void> {
  const id = await latestOperation(context.tx, 'siteMerger', site.id);
  // A merger of the time before links were moved has nothing to give back.
  const merger = id === undefined ? undefined : await holdOperation<Moved>(context.tx, id);
  if (!merger) return;
  const { intoId, day, teams, committees } = merger.undo;
  const [into] = await findSiteLines(context.tx, [intoId]);
  if (!into || into.ended_on !== null)
    throw new Problem('notPossibleNow', { detail: endedSince(into ? titleOfRow(into) : '') });
  await giveTeamsBack(context, may, { fromId: site.id, intoId, day, teams });
  await giveCommitteesBack(context, may, { fromId: site.id, intoId, day, committees });
  await markUndone(context.tx, may.callerId, merger.id);
  await refreshSites(context, [site.id, intoId]);
}

function endedSince(title: string) {
  return {
    vi: `${title || 'Điểm kia'} đã kết thúc sau lần ghép này. Hãy hoàn tác việc đó trước.`,
    en: `${title || 'The other site'} has ended since this merger. Take that back first.`,
  };
}
