/** What a site is called in a line: its own name, or its kind, and where it is. */
export function siteTitle(site: { name: string; kindName: string; placeName: string }): string {
  return `${site.name || site.kindName} – ${site.placeName}`;
}

/** The place of a site in a line: the organisation before its area. */
export function placeTitle(areaName: string, organizationName: string | null): string {
  return organizationName ? `${organizationName} (${areaName})` : areaName;
}
