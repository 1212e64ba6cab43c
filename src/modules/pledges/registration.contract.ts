import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { AreaId, AreaKind } from '../areas/areas.contract.ts';
import { Day } from '../areas/day.contract.ts';
import { OrganizationKind } from '../areas/organizations.contract.ts';

export const registrationFirstYear = 2010;
const Year = z.coerce.number().int().min(registrationFirstYear).max(2100);

/** A title that hamlets and units register for each year; one file of data/registrations. */
export const RegistrationKind = z
  .strictObject({
    code: z.string().regex(/^[a-z][A-Za-z0-9]*$/u),
    order: z.int(),
    name: LocalText,
    basis: LocalText,
    /** False while the basis has not been checked against its text. */
    verified: z.boolean(),
    /** The last day in the year, 'MM-DD'. */
    deadline: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u),
    areas: z.array(AreaKind),
    organizations: z.array(OrganizationKind),
    /** Who is left out, in words. */
    exclusions: LocalText.optional(),
  })
  .meta({ id: 'RegistrationKind' });
export type RegistrationKind = z.infer<typeof RegistrationKind>;

export const RegistrationUnit = z
  .strictObject({
    areaId: z.uuid(),
    organizationId: z.uuid().nullable(),
    name: z.string(),
    kind: z.union([AreaKind, OrganizationKind]),
    registration: z.strictObject({ id: z.uuid(), registeredOn: Day, isLate: z.boolean() }).nullable(),
  })
  .meta({ id: 'RegistrationUnit' });
export type RegistrationUnit = z.infer<typeof RegistrationUnit>;

const counts = { due: z.int(), registered: z.int(), late: z.int() };

export const readRegistrations = endpoint({
  method: 'GET',
  path: '/api/v1/registrations',
  summary: 'Who registered for a title in a year: the units of a commune, or the sums of the communes below',
  access: 'registrations.read',
  query: z.strictObject({ areaId: z.uuid(), kind: z.string().max(60).optional(), year: Year }),
  output: z.strictObject({
    kinds: z.array(RegistrationKind),
    kind: RegistrationKind,
    year: z.int(),
    deadline: Day,
    /** Until the deadline; negative after it. */
    daysLeft: z.int(),
    ...counts,
    units: z.array(RegistrationUnit),
    areas: z.array(z.strictObject({ areaId: z.uuid(), areaName: z.string(), ...counts })),
    can: z.strictObject({ write: z.boolean() }),
  }),
});

export const addRegistrations = endpoint({
  method: 'POST',
  path: '/api/v1/registrations',
  summary: 'Note that units have registered; who has already is left as it is',
  access: 'registrations.write',
  body: z.strictObject({
    kind: z.string().max(60),
    year: Year,
    registeredOn: Day,
    units: z
      .array(
        z.strictObject({ id: z.uuid(), areaId: z.uuid(), organizationId: z.uuid().nullable().default(null) }),
      )
      .min(1)
      .max(500),
  }),
  output: z.strictObject({ added: z.array(z.uuid()) }),
});

export const removeRegistration = endpoint({
  method: 'DELETE',
  path: '/api/v1/registrations/:id',
  summary: 'Take back a registration that was noted by mistake',
  access: 'registrations.write',
  params: AreaId,
  output: 'none',
});
