import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Day } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorizeInside } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { removeFacts } from '../../figures/server/facts.service.ts';
import type { ReplicationPreview, replicateModelSite } from '../replication.contract.ts';
import { planSteps } from '../site-plan.rules.ts';
import { holdOperation, insertOperation, markUndone, type Operation } from './operations.repo.ts';
import { findSitePlaces, type SitePlace } from './place.repo.ts';
import { assertUntied } from './replica-ties.service.ts';
import { firstReplicaOn } from './replicas.repo.ts';
import { refreshSites } from './site-life.service.ts';
import { deleteSites, type HeldSite, holdSites, type StoredSite, writeSites } from './site-store.repo.ts';
import { blankSite, holdSite } from './site-work.service.ts';
import { findSitesAt } from './sites.repo.ts';
import { stateOfRow } from './sites.service.ts';
import { planTasks } from './tasks.repo.ts';

type Asked = Omit<z.output<(typeof replicateModelSite)['body']>, 'id'>;

/** What takes a replication back. */
export interface ReplicationUndo {
  readonly pilotId: string;
  readonly siteIds: readonly string[];
}

interface Plan {
  readonly pilot: HeldSite;
  readonly places: readonly SitePlace[];
  readonly preview: ReplicationPreview;
}

/**
 * Which sites and deadlines a replication would make. Throws Problem `notFound`, `notPossibleNow` (the pilot was not
 * launched), `invalidInput` (days, places), `outOfArea` (a place outside of the caller's areas).
 */
export async function previewReplicationOf(
  context: Context,
  pilotId: string,
  asked: Asked,
): Promise<ReplicationPreview> {
  return (await planReplication(context, pilotId, asked)).preview;
}

/** Founds a proposal after a pilot's pattern at each place that has none, with its tasks, in one act. Throws as above. */
export async function replicateSite(
  context: Context,
  may: Authorized<'models.write'>,
  pilotId: string,
  asked: Asked & { id: string },
): Promise<{ id: string; siteIds: string[] }> {
  const known = await holdOperation<ReplicationUndo>(context.tx, asked.id);
  if (known) return { id: known.id, siteIds: [...known.undo.siteIds] };
  const { pilot, places, preview } = await planReplication(context, pilotId, asked);
  const founded = places.filter((_, at) => preview.sites[at]?.existing === null);
  if (founded.length === 0) throw new Problem('notPossibleNow', { detail: nothingNew });
  const sites = founded.map(
    (place): StoredSite => replicaOf(context, may.callerId, pilot, place, asked.proposedOn),
  );
  await writeSites(context.tx, may, sites, { action: 'replica', reason: '' });
  const tasks = sites.flatMap((site) =>
    preview.steps.map(({ step, dueOn }) => ({
      ...{ siteId: site.id, kind: 'step' as const, step, dueOn, assigneeId: asked.assigneeId },
    })),
  );
  await planTasks(context.tx, may.callerId, tasks, true);
  const siteIds = sites.map((site) => site.id);
  const undo: ReplicationUndo = { pilotId, siteIds };
  await insertOperation(context.tx, may.callerId, {
    id: asked.id,
    areaId: pilot.area_id,
    kind: 'replication',
    subjectId: pilotId,
    summary: { sites: siteIds.length },
    undo,
  });
  await markPilot(context, may, pilot);
  await refreshSites(context, [pilotId, ...siteIds]);
  return { id: asked.id, siteIds };
}

const nothingNew = {
  vi: 'Những nơi đã chọn đều có điểm của loại này rồi.',
  en: 'All the places have a site of this kind already.',
};

/** The act within the caller's areas. Throws Problem `notFound`. */
export async function findReplication(context: Context, id: string): Promise<Operation<ReplicationUndo>> {
  const found = await holdOperation<ReplicationUndo>(context.tx, id);
  if (found?.kind !== 'replication') throw new Problem('notFound');
  return found;
}

/** Takes a replication back. Throws Problem `notPossibleNow` where something hangs on one of its sites. */
export async function undoReplicationOf(
  context: Context,
  may: Authorized<'models.write'>,
  operation: Operation<ReplicationUndo>,
): Promise<{ id: string; sites: number }> {
  const { siteIds, pilotId } = operation.undo;
  if (operation.undone_at !== null) return { id: operation.id, sites: siteIds.length };
  const sites = await holdSites(context.tx, [...siteIds].sort());
  if (sites.length < siteIds.length) throw new Problem('notPossibleNow');
  await assertUntied(context, sites, operation.id);
  await removeFacts(context.tx, siteIds);
  await deleteSites(context.tx, may, siteIds);
  await markUndone(context.tx, may.callerId, operation.id);
  await markPilot(context, may, await holdSite(context, pilotId));
  await refreshSites(context, [pilotId]);
  return { id: operation.id, sites: siteIds.length };
}

/** A pilot is replicated since the first of its replicas that are there was proposed. */
async function markPilot(context: Context, may: Authorized<'models.write'>, pilot: HeldSite): Promise<void> {
  const replicated_on = await firstReplicaOn(context.tx, pilot.id);
  const next = { ...pilot, replicated_on, revision: pilot.revision + 1, worked_on: true };
  await writeSites(context.tx, may, [next], { action: 'replicate', reason: '' });
}

/** A replica was withdrawn, or came back: its pilot may have its first one on another day, or none any more. */
export async function noteReplica(
  context: Context,
  may: Authorized<'models.write'>,
  pilotId: string,
): Promise<void> {
  const [pilot] = await holdSites(context.tx, [pilotId]);
  if (!pilot || pilot.replicated_on === (await firstReplicaOn(context.tx, pilotId))) return;
  await markPilot(context, may, pilot);
  await refreshSites(context, [pilotId]);
}

function replicaOf(
  context: Context,
  by: string,
  pilot: HeldSite,
  place: SitePlace,
  proposedOn: string,
): StoredSite {
  return {
    ...blankSite(context, by),
    id: uuidv7(),
    province_id: place.province_id,
    area_id: place.area_id,
    organization_id: place.organization_id,
    kind_id: pilot.kind_id,
    since: proposedOn,
    proposed_on: proposedOn,
    pilot_id: pilot.id,
    core_force: pilot.core_force,
    looks_below: pilot.looks_below,
    worked_on: true,
  };
}

async function planReplication(context: Context, pilotId: string, asked: Asked): Promise<Plan> {
  const pilot = await holdSite(context, pilotId);
  if (pilot.stage !== 'launched' || pilot.voided)
    throw new Problem('notPossibleNow', {
      detail: {
        vi: 'Chỉ nhân rộng từ điểm đã ra mắt.',
        en: 'Only a site that was launched can be replicated.',
      },
    });
  if (asked.proposedOn > context.today)
    throw wrong('proposedOn', 'ngày không sau hôm nay', 'not after today');
  if (asked.launchBy < asked.proposedOn)
    throw wrong('launchBy', 'không trước ngày đề xuất', 'not before the proposal');
  const places = await findSitePlaces(context.tx, asked.places, asked.proposedOn);
  if (places.length < asked.places.length) throw wrong('places', 'những nơi có thật', 'places that exist');
  for (const [at, place] of places.entries()) {
    authorizeInside(context.caller, 'models.write', place.area_id, place.inside);
    if (!place.exists_then || !place.organization_fits)
      throw wrong(`places.${at}`, 'một nơi có trong ngày đề xuất', 'a place that exists on that day');
  }
  const there = await findSitesAt(
    context.tx,
    pilot.kind_id,
    places.map((place) => place.area_id),
  );
  const keyOf = (place: SitePlace): string =>
    place.organization_id ? `${place.area_id} ${place.organization_id}` : place.area_id;
  const seen = new Set<string>();
  const sites = places.map((place) => {
    const key = keyOf(place);
    if (seen.has(key)) throw wrong('places', 'mỗi nơi một lần', 'each place once');
    seen.add(key);
    const existing = there.find((site) => site.place === key);
    return {
      place: {
        areaId: place.area_id,
        ...(place.organization_id ? { organizationId: place.organization_id } : {}),
      },
      name: place.organization_name ? `${place.organization_name} (${place.area_name})` : place.area_name,
      path: place.path,
      existing: existing ? { id: existing.id, state: stateOfRow(existing, context.today) } : null,
    };
  });
  // A replica follows its pilot's survey.
  const steps = planSteps(pilot.definition.steps, asked.proposedOn as Day, asked.launchBy as Day, true);
  const founded = sites.filter((site) => site.existing === null).length;
  return { pilot, places, preview: { sites, steps, founded } };
}

function wrong(path: string, vi: string, en: string): Problem {
  return new Problem('invalidInput', { fields: [{ path, code: 'invalid', expected: { vi, en } }] });
}
