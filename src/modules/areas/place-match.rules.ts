import type { Day } from '../../platform/dates.ts';
import { cleanUnitName, foldName, hamletKey, shortName } from './area-names.rules.ts';
import { spanHolds } from './area-tree.rules.ts';
import { textDistance } from './text-distance.rules.ts';

/** A hamlet by a name that it bears or bore in the commune. */
export interface PlaceHamlet {
  readonly areaId: string;
  readonly fullName: string;
  readonly openedOn: Day | null;
  readonly closedOn: Day | null;
}

export interface PlaceOrganization {
  readonly organizationId: string;
  /** Where its numbers count: its hamlet, or the commune. */
  readonly areaId: string;
  readonly name: string;
}

/** Where something in a commune can be: made once, asked for every row of a book. */
export interface PlaceIndex {
  readonly communeId: string;
  readonly wholeKeys: ReadonlySet<string>;
  readonly bareKeys: ReadonlySet<string>;
  readonly hamlets: ReadonlyMap<string, readonly PlaceHamlet[]>;
  readonly organizations: ReadonlyMap<string, PlaceOrganization>;
  readonly suggestions: readonly { readonly folded: string; readonly name: string }[];
}

export interface PlaceMatch {
  readonly areaId: string;
  readonly organizationId?: string;
}

export interface PlaceAnswer {
  /** Undefined: no place of that name, or several. */
  readonly match: PlaceMatch | undefined;
  /** Names of the commune's places that are written much like it, nearest first. */
  readonly near: readonly string[];
}

/** Key by which two writings of an organisation's name are the same. */
export function organizationKey(name: string): string {
  return cleanUnitName(cleanUnitName(name).toLowerCase());
}

const wholeWords = [
  'toàn xã',
  'toàn phường',
  'toàn thị trấn',
  'toàn đặc khu',
  'toàn địa bàn',
  'cả xã',
  'cả phường',
];
const unitWords = ['xã', 'phường', 'thị trấn', 'đặc khu'];

/** @param communeNames All names that the commune bears or bore, and those of the communes that it took in. */
export function makePlaceIndex(
  communeId: string,
  communeNames: readonly string[],
  hamlets: readonly PlaceHamlet[],
  organizations: readonly PlaceOrganization[],
): PlaceIndex {
  const full = communeNames.map(organizationKey);
  const bare = communeNames.map((name) => organizationKey(shortName(name)));
  const names = [...hamlets.map((one) => one.fullName), ...organizations.map((one) => one.name)];
  return {
    communeId,
    wholeKeys: new Set([
      ...wholeWords,
      ...unitWords,
      ...full,
      ...bare.flatMap((name) => unitWords.map((word) => `${word} ${name}`)),
    ]),
    bareKeys: new Set(bare),
    hamlets: Map.groupBy(hamlets, (one) => hamletKey(one.fullName)),
    organizations: new Map(organizations.map((one) => [organizationKey(one.name), one])),
    suggestions: [...new Set(names)].map((name) => ({ folded: foldName(name), name })),
  };
}

/**
 * The place that a text of a book means: a hamlet of the commune, an organisation, or the commune as a whole.
 * Of several hamlets of one name the one that was there on the day is meant; where that leaves more than one, none is.
 */
export function matchPlace(index: PlaceIndex, text: string, day: Day): PlaceAnswer {
  const key = organizationKey(text);
  const match = findMatch(index, key, text, day);
  return { match, near: match ? [] : nearNames(index, text) };
}

function findMatch(index: PlaceIndex, key: string, text: string, day: Day): PlaceMatch | undefined {
  if (key === '') return undefined;
  if (index.wholeKeys.has(key)) return { areaId: index.communeId };
  const hamlet = oneOf(index.hamlets.get(hamletKey(text)) ?? [], key, day);
  if (hamlet) return { areaId: hamlet.areaId };
  const organization = index.organizations.get(key);
  if (organization) return { areaId: organization.areaId, organizationId: organization.organizationId };
  return index.bareKeys.has(key) && !index.hamlets.has(hamletKey(text))
    ? { areaId: index.communeId }
    : undefined;
}

function oneOf(hamlets: readonly PlaceHamlet[], key: string, day: Day): PlaceHamlet | undefined {
  const steps = [
    hamlets,
    hamlets.filter((one) => spanHolds({ from: one.openedOn, to: one.closedOn }, day)),
    hamlets.filter((one) => organizationKey(one.fullName) === key),
  ];
  return steps.find((step) => new Set(step.map((one) => one.areaId)).size === 1)?.[0];
}

function nearNames(index: PlaceIndex, text: string): string[] {
  const sought = foldName(text);
  if (sought === '') return [];
  const limit = Math.max(1, Math.floor(sought.length / 3));
  const scored = index.suggestions.map(({ folded, name }) => {
    const bare = foldName(shortName(name));
    return { name, distance: Math.min(textDistance(sought, folded), textDistance(sought, bare)) };
  });
  const near = scored.filter((one) => one.distance <= limit).sort((a, b) => a.distance - b.distance);
  return near.slice(0, 3).map((one) => one.name);
}
