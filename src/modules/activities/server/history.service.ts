import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { ActivityRevision } from '../activity.contract.ts';
import { fieldChanges } from '../activity-text.rules.ts';
import { PlaceValue } from '../field.contract.ts';
import { findActivity, findRevisions, type RevisionRow } from './activity-read.repo.ts';
import { actor } from './answer.service.ts';
import { namesOfPeople, namesOfPlaces } from './place.repo.ts';
import { reachOf } from './reach.repo.ts';

/** Every change of a record, newest first: who, when, on which device, why, and what it was and became. */
export async function getHistory(context: Context, id: string): Promise<ActivityRevision[]> {
  const row = await findActivity(context.tx, id, reachOf(context.caller));
  if (!row) throw new Problem('notFound');
  const form = referenceData().getForm(row.form);
  const revisions = await findRevisions(context.tx, id);
  const people = await namesOfPeople(
    context.tx,
    revisions.map((revision) => revision.by),
  );
  const places = await namesOfPlaces(context.tx, placeIds(revisions));
  const placeName = (place: PlaceValue) => {
    const area = places.get(place.areaId) ?? '';
    const organization = places.get(place.organizationId ?? '');
    return organization === undefined ? area : `${organization}, ${area}`;
  };
  return revisions.map((revision, index) => {
    const before = revisions[index + 1]?.after;
    return ActivityRevision.parse({
      revision: revision.revision,
      action: revision.action,
      at: revision.at.toISOString(),
      by: actor(revision.by, people),
      device: revision.device,
      reason: revision.reason,
      stateBefore: before?.state ?? null,
      stateAfter: revision.after.state,
      changes: fieldChanges(form, before?.values ?? {}, revision.after.values, placeName),
    });
  });
}

function placeIds(revisions: readonly RevisionRow[]): string[] {
  return revisions.flatMap((revision) =>
    Object.values(revision.after.values).flatMap((value) => {
      const place = PlaceValue.safeParse(value);
      if (!place.success) return [];
      const { areaId, organizationId } = place.data;
      return organizationId === undefined ? [areaId] : [areaId, organizationId];
    }),
  );
}
