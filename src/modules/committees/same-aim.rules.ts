/** A site at work as far as its aim is concerned. */
export interface AimedSite {
  readonly id: string;
  readonly areaId: string;
  readonly kindName: string;
  readonly subjects: readonly string[];
  readonly forms: readonly string[];
}

export interface AimGroup<T extends AimedSite> {
  readonly areaId: string;
  /** For whom all of them are, and what all of them do. */
  readonly subjects: readonly string[];
  readonly forms: readonly string[];
  readonly sites: readonly T[];
}

/**
 * Sites of one place whose kinds are for the same people and do the same work: a subject in common, and at least half of
 * all the forms that either of them keeps. Each site stands in one group at most; single sites are no group.
 */
export function sameAimGroups<T extends AimedSite>(sites: readonly T[]): AimGroup<T>[] {
  const groups: { areaId: string; subjects: string[]; forms: string[]; sites: T[] }[] = [];
  for (const site of sites) {
    const group = groups.find(
      (each) =>
        each.areaId === site.areaId && isAlike(each, site) && common(each.forms, site.forms).length > 0,
    );
    if (group) {
      group.subjects = common(group.subjects, site.subjects);
      group.forms = common(group.forms, site.forms);
      group.sites.push(site);
    } else {
      const { areaId, subjects, forms } = site;
      groups.push({ areaId, subjects: [...subjects], forms: [...forms], sites: [site] });
    }
  }
  return groups.filter((group) => group.sites.length > 1);
}

function isAlike(
  a: { readonly subjects: readonly string[]; readonly forms: readonly string[] },
  b: { readonly subjects: readonly string[]; readonly forms: readonly string[] },
): boolean {
  const union = new Set([...a.forms, ...b.forms]).size;
  return common(a.subjects, b.subjects).length > 0 && common(a.forms, b.forms).length * 2 >= union;
}

function common(a: readonly string[], b: readonly string[]): string[] {
  return a.filter((each) => b.includes(each));
}
