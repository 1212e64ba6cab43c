import { useQuery } from '@tanstack/react-query';
import { addDays } from '../../../platform/dates.ts';
import { stripDiacritics } from '../../../platform/text.ts';
import { call } from '../../../platform/web/client.ts';
import type { Language } from '../../../ui/language.ts';
import { getArea, listAreaChildren } from '../../areas/areas.contract.ts';
import { listOrganizations, OrganizationKind } from '../../areas/organizations.contract.ts';
import type { Import, ImportMend } from '../import.contract.ts';
import { organizationKindOf } from '../place-words.rules.ts';
import { importText } from './import.text.ts';

type Meaning = ImportMend['places'][number]['as'];

/** What a text can mean as a place: one that is there, one that the book adds, or a new one. */
export interface PlaceMeaning {
  readonly key: string;
  readonly name: string;
  readonly note?: string | undefined;
  readonly as: Meaning;
}

/** The hamlets and organisations of the commune of the book, as they were while it existed. */
export function useBookPlaces(areaId: string) {
  return useQuery({
    queryKey: ['areas', 'bookPlaces', areaId],
    queryFn: async ({ signal }) => {
      const area = await call(getArea, { params: { id: areaId }, signal });
      const query = area.closedOn ? { lens: 'then' as const, on: addDays(area.closedOn, -1) } : {};
      const [{ children }, { organizations }] = await Promise.all([
        call(listAreaChildren, { params: { id: areaId }, query, signal }),
        call(listOrganizations, { params: { id: areaId }, query: { limit: 200 }, signal }),
      ]);
      return { area, hamlets: children.filter((child) => child.kind === 'hamlet'), organizations };
    },
    staleTime: 60_000,
  });
}

type BookPlaces = NonNullable<ReturnType<typeof useBookPlaces>['data']>;

/** Everything that can be chosen, in the order: hamlets, the whole commune, organisations. */
export function placeMeanings(
  found: Import,
  places: BookPlaces | undefined,
  language: Language,
): PlaceMeaning[] {
  const text = importText[language];
  const known = (places?.hamlets ?? []).map(
    (one): PlaceMeaning => ({
      key: one.id,
      name: one.fullName,
      as: { areaId: one.id },
    }),
  );
  const added = found.hamletsToAdd.map(
    (one): PlaceMeaning => ({
      key: one.id,
      name: one.name,
      note: text.willBeAdded,
      as: { hamlet: one.name },
    }),
  );
  const organizations = (places?.organizations ?? []).map(
    (one): PlaceMeaning => ({
      key: one.id,
      name: one.name,
      note: text[one.kind],
      as: { areaId: one.areaId, organizationId: one.id },
    }),
  );
  const addedOrganizations = found.organizationsToAdd.map(
    (one): PlaceMeaning => ({
      key: one.id,
      name: one.name,
      note: text.willBeAdded,
      as: { organization: one.name, kind: one.organizationKind ?? 'other' },
    }),
  );
  const whole: PlaceMeaning = {
    key: found.areaId,
    name: text.wholeCommune(found.areaName),
    as: { areaId: found.areaId },
  };
  return [...known, ...added, whole, ...organizations, ...addedOrganizations];
}

/** Adding what the text names, as a hamlet or as an organisation of a kind; the likeliest first. */
export function newMeanings(name: string, language: Language): PlaceMeaning[] {
  const text = importText[language];
  const likely = organizationKindOf(name);
  const hamlet: PlaceMeaning = { key: '+hamlet', name: text.addHamlet(name), as: { hamlet: name } };
  const kinds = OrganizationKind.options.toSorted((a, b) => Number(b === likely) - Number(a === likely));
  const organizations = kinds.map(
    (kind): PlaceMeaning => ({
      key: `+${kind}`,
      name: text.addOrganization(name, text[kind]),
      as: { organization: name, kind },
    }),
  );
  return likely ? [...organizations, hamlet] : [hamlet, ...organizations];
}

/** Those whose name has every word of the query. */
export function matching(meanings: readonly PlaceMeaning[], query: string): PlaceMeaning[] {
  return meanings.filter((one) => hasWords(one.name, query));
}

/** Whether a name has every word of a query, with or without diacritics. */
export function hasWords(name: string, query: string): boolean {
  const bare = stripDiacritics(name);
  return stripDiacritics(query)
    .split(' ')
    .filter(Boolean)
    .every((word) => bare.includes(word));
}
