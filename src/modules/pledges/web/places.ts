import { type Permission, roleMay } from '../../../platform/permissions.ts';
import { useMe } from '../../accounts/web/me.ts';
import { useArea } from '../../areas/web/useAreas.ts';

export interface OwnPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

const widest = ['country', 'province', 'commune', 'hamlet'];

/** The places in which the person has the permission by a role given there, the widest first. */
export function useOwnPlaces(permission: Permission): OwnPlace[] {
  const { assignments } = useMe();
  const given = assignments.filter((one) => roleMay(one.role, permission));
  const places = new Map(
    given.map(({ areaId, areaName, areaKind }) => [areaId, { id: areaId, name: areaName, kind: areaKind }]),
  );
  return [...places.values()].sort((a, b) => widest.indexOf(a.kind) - widest.indexOf(b.kind));
}

/** The place of a page: the one of the address, or the person's own; with its name once that is known. */
export function usePlace(permission: Permission, asked: string | undefined) {
  const own = useOwnPlaces(permission);
  const id = asked ?? own[0]?.id ?? '';
  const area = useArea(id);
  const mine = own.find((place) => place.id === id);
  return {
    own,
    id,
    name: mine?.name ?? area.data?.fullName ?? '',
    kind: mine?.kind ?? area.data?.kind,
    /** From below the country down to the place's parent. */
    above: (area.data?.ancestors ?? []).filter((one) => one.kind !== 'country'),
  };
}
