import type { OutputOf } from '../../../../platform/contract.ts';
import type { PlaceValue } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import type { AreaChild } from '../../../areas/areas.contract.ts';
import type { Organization } from '../../../areas/organizations.contract.ts';
import type { getTeam, listTeams } from '../../../teams/teams.contract.ts';
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
}

/** Forms that are filled in at a desk. */
const deskForms = new Set(['modelSite']);

/** Fetches all of it; throws FieldProblem. */
export async function fetchReference(api: FieldApi): Promise<Reference> {
  const [{ forms }, { assignments }] = [await api.forms(), await api.me()];
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
  return {
    forms: forms.filter(({ code }) => !deskForms.has(code)),
    places,
    teams,
    commune: commune && !second ? { areaId: commune.areaId } : undefined,
    fetchedAt: Date.now(),
  };
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
