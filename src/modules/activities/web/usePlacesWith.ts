import type { Activity } from '../activity.contract.ts';
import { type Place, placeKey, usePlaces } from './places.ts';

/** The person's places, with that of the record where it is not among them. */
export function usePlacesWith(record: Activity): readonly Place[] {
  const places = usePlaces().data ?? [];
  const { areaId, organizationId, areaName, organizationName } = record.place;
  const value = organizationId ? { areaId, organizationId } : { areaId };
  const key = placeKey(value);
  if (places.some((place) => place.key === key)) return places;
  const name = organizationName ?? areaName;
  return [
    { key, value, name, kind: organizationId ? 'organization' : 'hamlet', within: '', closedOn: null },
    ...places,
  ];
}
