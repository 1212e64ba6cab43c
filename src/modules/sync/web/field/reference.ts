import type { OutputOf } from '../../../../platform/contract.ts';
import type { PlaceValue } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import type { AreaChild } from '../../../areas/areas.contract.ts';
import type { Organization } from '../../../areas/organizations.contract.ts';
import type { getTeam, listTeams } from '../../../teams/teams.contract.ts';
import type { ListVersions } from '../../sync.contract.ts';
import type { FieldApi } from './api.ts';

/** Somewhere that an entry can stand. */
export interface FieldPlace {
  readonly value: PlaceValue;
  readonly name: string;
}

/** A team of the person's places, for who went along. */
export interface FieldTeam {
  readonly id: string;
  readonly name: string;
  readonly areaId: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** What the forms need to know of the world, fetched when there is a network and kept for when there is none. */
export interface Reference {
  readonly forms: readonly Form[];
  readonly places: readonly FieldPlace[];
  readonly teams: readonly FieldTeam[];
  readonly commune: PlaceValue | undefined;
  readonly fetchedAt: number;
  /** The server's words for what was fetched. */
  readonly versions?: ReferenceVersions;
}

/** The words by which the server says that forms, or places with their teams, are other ones. */
export type ReferenceVersions = Pick<ListVersions, 'forms' | 'places'>;

/** Forms that are filled in at a desk. */
const deskForms = new Set(['modelSite']);

/**
 * Fetches what is not as `wanted` says; the rest of `kept` stays. Throws FieldProblem. What changes while it is being
 * fetched has another word by then, so the next round fetches it again.
 */
export async function fetchReference(
  api: FieldApi,
  kept: Reference | undefined,
  wanted: ReferenceVersions,
): Promise<Reference> {
  const [forms, world] = [
    kept?.versions?.forms === wanted.forms ? kept.forms : await fetchForms(api),
    kept?.versions?.places === wanted.places ? kept : await fetchWorld(api),
  ];
  const { places, teams, commune } = world;
  return { forms, places, teams, commune, fetchedAt: Date.now(), versions: wanted };
}

async function fetchForms(api: FieldApi): Promise<readonly Form[]> {
  return (await api.forms()).forms.filter(({ code }) => !deskForms.has(code));
}

async function fetchWorld(api: FieldApi): Promise<Pick<Reference, 'places' | 'teams' | 'commune'>> {
  const { assignments } = await api.me();
  const recording = assignments.filter(({ role }) => role === 'recorder' || role === 'officer');
  const places: FieldPlace[] = [];
  const teams: FieldTeam[] = [];
  for (const { areaId, areaName, areaKind } of recording) {
    places.push({ value: { areaId }, name: areaName });
    if (areaKind === 'commune') places.push(...(await hamletsOf(api, areaId)));
    places.push(...(await organizationsOf(api, areaId)));
    teams.push(...(await teamsOf(api, areaId)));
  }
  const [commune, second] = recording.filter(({ areaKind }) => areaKind === 'commune');
  return { places, teams, commune: commune && !second ? { areaId: commune.areaId } : undefined };
}

async function hamletsOf(api: FieldApi, communeId: string): Promise<FieldPlace[]> {
  const { children } = await api.get<{ children: AreaChild[] }>(`areas/${communeId}/children`);
  return children
    .filter(({ kind, closed }) => kind === 'hamlet' && !closed)
    .map(({ id, fullName }) => ({ value: { areaId: id }, name: fullName }));
}

async function organizationsOf(api: FieldApi, areaId: string): Promise<FieldPlace[]> {
  const found = await api.get<{ organizations: Organization[] }>(`areas/${areaId}/organizations?limit=200`);
  return found.organizations.map((one) => ({
    value: { areaId: one.areaId, organizationId: one.id },
    name: one.name,
  }));
}

async function teamsOf(api: FieldApi, areaId: string): Promise<FieldTeam[]> {
  const found = await api.get<OutputOf<typeof listTeams>>(`teams?areaId=${areaId}&limit=50`);
  return Promise.all(
    found.teams.map(async ({ id, name }) => {
      const team = await api.get<OutputOf<typeof getTeam>>(`teams/${id}`);
      const serving = team.members.filter(({ leftOn }) => leftOn === null);
      return {
        id,
        name,
        areaId,
        members: serving.map(({ person }) => ({ id: person.id, name: person.name })),
      };
    }),
  );
}

/** One text for one place. */
export function placeKey({ areaId, organizationId }: PlaceValue): string {
  return organizationId ? `${areaId}/${organizationId}` : areaId;
}
