import type { Reference, ReferenceVersions } from './reference.ts';

/** Whether the phone's forms, places or teams are not those of the commune; where it was not told, what it has is right. */
export function isStale(kept: Reference | undefined, wanted: ReferenceVersions | undefined): boolean {
  if (!wanted) return false;
  return kept?.versions?.forms !== wanted.forms || kept.versions.places !== wanted.places;
}
