import type { Context } from '../../../platform/server/context.ts';
import type { Me } from '../../accounts/me.contract.ts';
import { committeesWithDueTasks } from '../../committees/server/due-tasks.service.ts';
import { missingRegistrations, waitingCampaigns } from '../../pledges/server/waiting.service.ts';
import { targetsBehind } from '../../targets/server/behind.service.ts';
import type { DeskTask } from '../desk.contract.ts';
import { communesFor, placesFor } from './desk-places.ts';

/** Campaigns near their end that households have not all signed. */
export async function pledgeTasks(context: Context): Promise<DeskTask[]> {
  return (await waitingCampaigns(context)).map((campaign) => ({ kind: 'pledges', ...campaign }));
}

/** Hamlets that have not registered for a title of the year. */
export async function registrationTasks(context: Context, me: Me): Promise<DeskTask[]> {
  const tasks: DeskTask[] = [];
  for (const place of communesFor(me, 'registrations.write'))
    for (const missing of await missingRegistrations(context, place.areaId))
      tasks.push({ kind: 'registrations', ...place, ...missing });
  return tasks;
}

/** Targets behind the calendar: a commune's own, about which it says why, and those that an office gave to its units. */
export async function receivedTargetTasks(context: Context, me: Me): Promise<DeskTask[]> {
  return targetTasks(context, communesFor(me, 'targets.answer'), 'received');
}

export async function givenTargetTasks(context: Context, me: Me): Promise<DeskTask[]> {
  return targetTasks(context, placesFor(me, 'targets.write', ['commune', 'province']), 'given');
}

async function targetTasks(
  context: Context,
  places: readonly { areaId: string; areaName: string }[],
  which: 'given' | 'received',
): Promise<DeskTask[]> {
  const tasks: DeskTask[] = [];
  const year = Number(context.today.slice(0, 4));
  for (const place of places) {
    const behind = await targetsBehind(context, place.areaId, which);
    const units = new Set(behind.map((target) => target.areaId)).size;
    if (behind.length > 0)
      tasks.push({ kind: 'targets', which, ...place, year, count: behind.length, more: false, units });
  }
  return tasks;
}

/** Tasks of the committees of the caller's own office. */
export async function committeeTasks(context: Context, me: Me): Promise<DeskTask[]> {
  const places = placesFor(me, 'committees.write', ['commune', 'province']).map((place) => place.areaId);
  if (places.length === 0) return [];
  return (await committeesWithDueTasks(context, places)).map(({ id, name, due, overdue }) => ({
    ...{ kind: 'committee', id, name, overdue, count: due, more: false },
  }));
}
