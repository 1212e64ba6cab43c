import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { normaliseLine } from '../../platform/text.ts';
import { AreaId } from './areas.contract.ts';
import { Day } from './day.contract.ts';

export const OrganizationKind = z
  .enum(['school', 'agency', 'enterprise', 'hospital', 'parish', 'lodgingHouse', 'other'])
  .meta({ id: 'OrganizationKind' });
export type OrganizationKind = z.infer<typeof OrganizationKind>;

export const Organization = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    kind: OrganizationKind,
    name: z.string(),
    closedOn: Day.nullable(),
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof Organization>;

const name = z.string().max(200).transform(normaliseLine).pipe(z.string().min(1));

export const OrganizationInput = z
  .strictObject({ id: z.uuid().optional(), kind: OrganizationKind, name })
  .meta({ id: 'OrganizationInput' });
export type OrganizationInput = z.infer<typeof OrganizationInput>;

export const listOrganizations = endpoint({
  method: 'GET',
  path: '/api/v1/areas/:id/organizations',
  summary: 'Schools, agencies and other organisations of an area and of what hangs under it today',
  access: 'areas.read',
  phone: 'works',
  params: AreaId,
  query: z.strictObject({
    q: z.string().max(120).optional(),
    kind: OrganizationKind.optional(),
    withClosed: z.stringbool().default(false),
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.strictObject({ organizations: z.array(Organization), next: z.string().nullable() }),
});

export const createOrganizations = endpoint({
  method: 'POST',
  path: '/api/v1/areas/:id/organizations',
  summary: 'Add organisations to an area',
  access: 'organizations.write',
  params: AreaId,
  body: z.strictObject({ organizations: z.array(OrganizationInput).min(1).max(1000) }),
  output: z.strictObject({ organizations: z.array(Organization) }),
  status: 201,
});

export const changeOrganization = endpoint({
  method: 'PATCH',
  path: '/api/v1/organizations/:id',
  summary: 'Rename an organisation, change its kind, close it or open it again',
  access: 'organizations.write',
  params: AreaId,
  body: z.strictObject({
    kind: OrganizationKind.optional(),
    name: name.optional(),
    closedOn: Day.nullable().optional(),
  }),
  output: Organization,
});
