import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Site } from '../model-site.contract.ts';
import { confirmArea, findClusterAreas, putSiteAreas } from './clusters.repo.ts';
import { getSite } from './site-page.service.ts';
import { assertOpen, holdSite, saveNext } from './site-work.service.ts';

/** Makes these the other areas of a cluster, also of other communes and provinces. Throws Problem `invalidInput`, `conflict`, `notPossibleNow`. */
export async function saveAreas(
  context: Context,
  may: Authorized<'models.write'>,
  id: string,
  given: { baseRevision: number; areaIds: readonly string[] },
): Promise<Site> {
  const site = await holdSite(context, id, given.baseRevision);
  assertOpen(site);
  const wanted = [...new Set(given.areaIds)].filter((areaId) => areaId !== site.area_id);
  const found = await findClusterAreas(context.tx, wanted);
  if (found.length < wanted.length) {
    const expected = { vi: 'thôn, xã, tỉnh hiện nay', en: 'hamlets, communes or provinces of today' };
    throw new Problem('invalidInput', { fields: [{ path: 'areaIds', code: 'invalid', expected }] });
  }
  await putSiteAreas(context.tx, may, site, wanted);
  return saveNext(context, may, site, {}, { action: 'areas' });
}

/** Says that the area that `may` speaks of takes part in the cluster. Throws Problem `notFound`. */
export async function confirmPart(
  context: Context,
  may: Authorized<'models.write'>,
  siteId: string,
): Promise<Site> {
  await confirmArea(context.tx, may, siteId, context.today);
  return getSite(context, siteId);
}
