import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { addDays } from '../../../platform/dates.ts';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import type { Language } from '../../../ui/language.ts';
import { useMe } from '../../accounts/web/me.ts';
import { type AreaChild, getArea, listAreaChildren } from '../../areas/areas.contract.ts';
import { listOrganizations } from '../../areas/organizations.contract.ts';
import type { EntryValue, PlaceValue } from '../field.contract.ts';

/** Somewhere that a record can stand: a hamlet, a whole commune, or an organisation. */
export interface Place {
  readonly key: string;
  readonly value: PlaceValue;
  readonly name: string;
  readonly kind: 'hamlet' | 'commune' | 'organization';
  /** What tells it from others of the same name: where it lay before. */
  readonly within: string;
  /** The first day on which it was no more; null while it is there. */
  readonly closedOn: string | null;
}

export function placeKey({ areaId, organizationId }: PlaceValue): string {
  return organizationId ? `${areaId}/${organizationId}` : areaId;
}

/** The place of a key made by `placeKey`. */
export function placeOfKey(key: string): PlaceValue {
  const [areaId = '', organizationId] = key.split('/');
  return organizationId ? { areaId, organizationId } : { areaId };
}

/** The place among the values of a record, where it is one. */
export function asPlace(value: EntryValue | undefined): PlaceValue | undefined {
  return typeof value === 'object' && value !== null && 'areaId' in value ? value : undefined;
}

/** Its name with what tells it apart: "Thôn Đông, Xã Lương Phong", "Toàn xã Lương Phong (đến 30/6/2025)". */
export function placeLabel(place: Place, language: Language): string {
  const isVi = language === 'vi';
  const whole = place.kind === 'commune';
  const small = place.name.charAt(0).toLocaleLowerCase('vi') + place.name.slice(1);
  const own = whole ? (isVi ? `Toàn ${small}` : `Whole of ${place.name}`) : place.name;
  const name = place.within ? `${own}, ${place.within}` : own;
  if (place.closedOn === null) return name;
  const last = formatDate(addDays(place.closedOn, -1), language);
  return isVi ? `${name} (đến ${last})` : `${name} (until ${last})`;
}

/** The places of the person's communes and hamlets; empty for whoever works for a whole province. */
export function usePlaces(): UseQueryResult<readonly Place[]> {
  const { assignments } = useMe();
  const roots = [...new Map(assignments.map((given) => [given.areaId, given])).values()];
  return useQuery({
    queryKey: ['places', ...roots.map((root) => root.areaId)],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        roots.map((root) =>
          root.areaKind === 'commune'
            ? placesOfCommune(root.areaId, root.areaName, signal)
            : root.areaKind === 'hamlet'
              ? placesOfHamlet(root.areaId, root.areaName, signal)
              : Promise.resolve([]),
        ),
      );
      const all = new Map(lists.flat().map((place) => [place.key, place]));
      return tellApart([...all.values()], signal);
    },
    staleTime: 120_000,
  });
}

async function placesOfHamlet(areaId: string, name: string, signal: AbortSignal): Promise<Place[]> {
  const hamlet: Place = { key: areaId, value: { areaId }, name, kind: 'hamlet', within: '', closedOn: null };
  return [hamlet, ...(await organizationsOf(areaId, signal))];
}

async function placesOfCommune(areaId: string, name: string, signal: AbortSignal): Promise<Place[]> {
  const [below, organizations] = await Promise.all([
    placesBelow(areaId, signal),
    organizationsOf(areaId, signal),
  ]);
  const hamlets = below.filter((place) => place.kind === 'hamlet').toSorted(byLifeAndName);
  const former = below.filter((place) => place.kind === 'commune');
  const commune: Place = {
    key: areaId,
    value: { areaId },
    name,
    kind: 'commune',
    within: '',
    closedOn: null,
  };
  return [...hamlets, commune, ...former, ...organizations];
}

/** Hamlets of a commune and the communes that became part of it, with what they brought along. */
async function placesBelow(areaId: string, signal: AbortSignal): Promise<Place[]> {
  const { children } = await call(listAreaChildren, { params: { id: areaId }, query: {}, signal });
  const former = children.filter((child) => child.kind === 'commune');
  const deeper = await Promise.all(
    former.filter((child) => child.childCount > 0).map((child) => placesBelow(child.id, signal)),
  );
  const hamlets = children.filter((child) => child.kind === 'hamlet');
  return [...hamlets, ...former].map(childPlace).concat(deeper.flat());
}

function childPlace(child: AreaChild): Place {
  const { id, fullName: name, closedOn } = child;
  const kind = child.kind === 'commune' ? 'commune' : 'hamlet';
  return { key: id, value: { areaId: id }, name, kind, within: '', closedOn };
}

async function organizationsOf(areaId: string, signal: AbortSignal): Promise<Place[]> {
  const query = { limit: 200 };
  const { organizations } = await call(listOrganizations, { params: { id: areaId }, query, signal });
  return organizations.map((one) => {
    const value = { areaId: one.areaId, organizationId: one.id };
    const { name, closedOn } = one;
    return { key: placeKey(value), value, name, kind: 'organization' as const, within: '', closedOn };
  });
}

function byLifeAndName(a: Place, b: Place): number {
  const closed = Number(a.closedOn !== null) - Number(b.closedOn !== null);
  return closed || a.name.localeCompare(b.name, 'vi', { numeric: true });
}

/** Two hamlets of one name are told apart by the commune that they lay in before. */
async function tellApart(places: readonly Place[], signal: AbortSignal): Promise<readonly Place[]> {
  const seen = new Map<string, number>();
  for (const { name } of places) seen.set(name, (seen.get(name) ?? 0) + 1);
  return Promise.all(
    places.map(async (place) => {
      if (place.kind !== 'hamlet' || (seen.get(place.name) ?? 0) < 2) return place;
      const area = await call(getArea, { params: { id: place.value.areaId }, signal });
      const before = area.parents.find((parent) => parent.to !== null) ?? area.parents[0];
      return { ...place, within: before?.area.fullName ?? '' };
    }),
  );
}
