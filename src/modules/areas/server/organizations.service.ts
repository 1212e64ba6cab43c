import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { foldName } from '../area-names.rules.ts';
import type { Organization, OrganizationInput, OrganizationKind } from '../organizations.contract.ts';
import { organizationKey } from '../place-match.rules.ts';
import {
  findOrganization,
  findOrganizations,
  insertOrganizations,
  type NewOrganization,
  updateOrganization,
} from './organizations.repo.ts';

type MayWrite = Authorized<'organizations.write'>;

interface Wanted {
  readonly q?: string | undefined;
  readonly kind?: OrganizationKind | undefined;
  readonly withClosed: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of the organisations of an area and what hangs under it today; `next` asks for the following one. */
export async function listOrganizations(
  context: Context,
  areaId: string,
  wanted: Wanted,
): Promise<{ organizations: Organization[]; next: string | null }> {
  const found = await findOrganizations(context.tx, {
    areaId,
    folded: wanted.q ? foldName(wanted.q) : undefined,
    kind: wanted.kind,
    withClosed: wanted.withClosed,
    after: readCursor(wanted.after),
    limit: wanted.limit + 1,
  });
  const organizations = found.slice(0, wanted.limit);
  const last = found.length > wanted.limit ? organizations.at(-1) : undefined;
  return { organizations, next: last ? `${last.id} ${last.name}` : null };
}

function readCursor(text: string | undefined): { name: string; id: string } | undefined {
  const match = /^([0-9a-f-]{36}) (.+)$/u.exec(text ?? '');
  return match?.[1] && match[2] ? { id: match[1], name: match[2] } : undefined;
}

/**
 * Adds organisations to the area of the proof. One with an id that is there already is left as it is.
 * Throws Problem `invalidInput` for a name given twice; one that the area has already is `alreadyExists`.
 */
export async function createOrganizations(
  context: Context,
  may: MayWrite,
  inputs: readonly OrganizationInput[],
): Promise<Organization[]> {
  const rows = inputs.map(
    (input): NewOrganization => ({ id: input.id ?? uuidv7(), ...named(input.kind, input.name) }),
  );
  const seen = new Set<string>();
  rows.forEach((row, place) => {
    if (seen.has(row.nameKey)) {
      const fields = [{ path: `organizations.${place}.name`, code: 'duplicate', found: row.name }];
      throw new Problem('invalidInput', { fields });
    }
    seen.add(row.nameKey);
  });
  return insertOrganizations(context.tx, may, rows);
}

/** The organisation, locked for a change. Throws Problem `notFound`. */
export async function getOrganization(context: Context, id: string): Promise<Organization> {
  const found = await findOrganization(context.tx, id);
  if (!found) throw new Problem('notFound');
  return found;
}

/** Renames an organisation, changes its kind, closes it or opens it again. Throws Problem `alreadyExists` for a taken name. */
export async function changeOrganization(
  context: Context,
  may: MayWrite,
  id: string,
  change: {
    readonly kind?: OrganizationKind | undefined;
    readonly name?: string | undefined;
    readonly closedOn?: string | null | undefined;
  },
): Promise<Organization> {
  const old = await getOrganization(context, id);
  await updateOrganization(context.tx, may, id, {
    ...named(change.kind ?? old.kind, change.name ?? old.name),
    closedOn: change.closedOn === undefined ? old.closedOn : change.closedOn,
  });
  return getOrganization(context, id);
}

function named(kind: OrganizationKind, name: string): Omit<NewOrganization, 'id'> {
  return { kind, name, nameKey: organizationKey(name), folded: foldName(name) };
}
