import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { removeImported } from '../../activities/server/import.service.ts';
import { ProfileInput } from '../../areas/hamlets.contract.ts';
import { matchPlace } from '../../areas/place-match.rules.ts';
import { createHamlets, saveProfiles } from '../../areas/server/hamlets.service.ts';
import { createOrganizations } from '../../areas/server/organizations.service.ts';
import { loadPlaceIndex } from '../../areas/server/places.service.ts';
import {
  removeProfiles,
  removeUnusedHamlets,
  removeUnusedOrganizations,
} from '../../areas/server/undo-places.service.ts';
import { removeReportedOfImport } from '../../figures/server/reported.service.ts';
import { inNameOf } from './authority.service.ts';
import type { ImportRecord } from './imports.repo.ts';
import { findNewPlaces, markMade, type NewPlaceRecord, resetMade } from './new-places.repo.ts';
import { findReplaced, findRowsOfRecords, forgetReplaced } from './rows.repo.ts';
import { unmarkCommitted } from './sheets.repo.ts';

type MayImport = Authorized<'imports.use'>;

/**
 * Makes the hamlets and organisations that accepted rows stand in, under the ids that the rows have. One that somebody
 * has added since the check is used instead: gives from which id to which.
 */
export async function makePlaces(
  context: Context,
  authorized: MayImport,
  record: ImportRecord,
  by: string,
): Promise<ReadonlyMap<string, string>> {
  const all = await findNewPlaces(context.tx, record);
  const moved = new Map(
    all.flatMap((place) => (place.used_id === null ? [] : [[place.id, place.used_id] as const])),
  );
  const open = all.filter((place) => place.needed && place.made_at === null && place.used_id === null);
  if (open.length === 0) return moved;
  const index = await loadPlaceIndex(context, record.area_id);
  const there = (place: NewPlaceRecord): string | undefined => {
    const match = matchPlace(index, place.name, context.today).match;
    if (match === undefined || match.areaId === record.area_id) return match?.organizationId;
    return place.kind === 'hamlet' && match.organizationId === undefined
      ? match.areaId
      : match.organizationId;
  };
  const outcome = open.map((place) => ({ place, usedId: there(place) ?? null }));
  const fresh = outcome.filter((one) => one.usedId === null).map((one) => one.place);
  const hamlets = fresh.filter((place) => place.kind === 'hamlet');
  const organizations = fresh.filter((place) => place.kind === 'organization');
  if (hamlets.length > 0) {
    await createHamlets(
      context,
      inNameOf(by, 'hamlets.write', record.area_id),
      hamlets.map((place) => ({ id: place.id, fullName: place.name, openedOn: null })),
    );
  }
  if (organizations.length > 0) {
    await createOrganizations(
      context,
      inNameOf(by, 'organizations.write', record.area_id),
      organizations.map((place) => ({
        id: place.id,
        kind: place.organization_kind ?? 'other',
        name: place.name,
      })),
    );
  }
  await markMade(
    context.tx,
    authorized,
    record,
    outcome.map(({ place, usedId }) => ({ id: place.id, usedId })),
  );
  for (const { place, usedId } of outcome) if (usedId !== null) moved.set(place.id, usedId);
  return moved;
}

/**
 * Takes back all that an import brought: records, reported figures, counts of hamlets, and the places that it made where
 * nothing else refers to them. Throws Problem `notPossibleNow` naming the rows that somebody has worked on.
 */
export async function takeImportBack(
  context: Context,
  authorized: MayImport,
  record: ImportRecord,
  by: string,
): Promise<void> {
  const removed = await removeImported(context, authorized, record.id);
  if ('workedOn' in removed) throw await workedOnProblem(context, record, removed.workedOn, removed.count);
  const { areaId } = authorized;
  await removeReportedOfImport(context, inNameOf(by, 'figures.report', areaId), record.id);
  const mayHamlets = inNameOf(by, 'hamlets.write', areaId);
  const replaced = await findReplaced(context.tx, record);
  await removeProfiles(context, mayHamlets, replaced);
  const restored = replaced.flatMap(({ areaId: at, before }) =>
    before === null || before === undefined ? [] : [{ areaId: at, profile: ProfileInput.parse(before) }],
  );
  if (restored.length > 0) await saveProfiles(context, mayHamlets, restored);
  await forgetReplaced(context.tx, authorized, record);
  const made = (await findNewPlaces(context.tx, record)).filter((place) => place.made_at !== null);
  const idsOf = (kind: NewPlaceRecord['kind']): string[] =>
    made.filter((place) => place.kind === kind).map((place) => place.id);
  await removeUnusedOrganizations(
    context,
    inNameOf(by, 'organizations.write', areaId),
    idsOf('organization'),
  );
  await removeUnusedHamlets(context, mayHamlets, idsOf('hamlet'));
  // A later commit of the same rows looks anew at what is there.
  await resetMade(context.tx, authorized, record);
  await unmarkCommitted(context.tx, authorized, record);
}

async function workedOnProblem(
  context: Context,
  record: ImportRecord,
  workedOn: readonly { id: string }[],
  count: number,
): Promise<Problem> {
  const rows = await findRowsOfRecords(
    context.tx,
    record,
    workedOn.map((one) => one.id),
  );
  return new Problem('notPossibleNow', {
    detail: {
      vi: `Có ${count} dòng của lần nhập này đã được sửa hoặc xác nhận, nên không lấy lại được nữa.`,
      en: `${count} rows of this import were worked on since, so it can not be taken back any more.`,
    },
    fields: rows.map((row) => ({ path: `${row.sheet}!${row.row}`, code: 'workedOn', found: row.record_id })),
    extra: { workedOn: count },
  });
}
