import { formatDay } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import { placeTitle, siteTitle } from '../site-words.rules.ts';
import { findSiteLines } from './sites.repo.ts';

/** Sites in a line each with the page that shows them, by id, as far as the caller may see them. */
export async function describeModelSites(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { text: { vi: string; en: string }; link: string }>> {
  const rows = await findSiteLines(context.tx, ids);
  return new Map(
    rows.map((row) => {
      const placeName = placeTitle(row.area_name, row.organization_name);
      const title = siteTitle({ name: row.name, kindName: row.kind_name, placeName });
      const since = row.launched_on === null ? '' : formatDay(row.launched_on);
      const text = {
        vi: since ? `${title}, ra mắt ${since}` : title,
        en: since ? `${title}, launched ${since}` : title,
      };
      return [row.id, { text, link: `/mo-hinh/${row.id}` }];
    }),
  );
}
