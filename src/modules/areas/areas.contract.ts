import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from './day.contract.ts';

export const AreaKind = z
  .enum(['country', 'province', 'district', 'commune', 'hamlet', 'cluster'])
  .meta({ id: 'AreaKind' });
export type AreaKind = z.infer<typeof AreaKind>;

/** The number space of a code: the one before 1/7/2025 or the one since; a code alone is not a key. */
export const AreaSystem = z.enum(['before', '2025']).meta({ id: 'AreaSystem' });
export type AreaSystem = z.infer<typeof AreaSystem>;

export const SuccessionKind = z.enum(['merge', 'split', 'transfer', 'rename']).meta({ id: 'SuccessionKind' });
export type SuccessionKind = z.infer<typeof SuccessionKind>;

/** How the numbers of an area are put together: as it was on the day, or as the areas are today. */
export const Lens = z.enum(['then', 'today']).meta({ id: 'Lens' });
export type Lens = z.infer<typeof Lens>;

/** An area in a few words. `path` names its ancestors without the country, nearest first. */
export const AreaSummary = z
  .strictObject({
    id: z.uuid(),
    kind: AreaKind,
    code: z.string().nullable(),
    system: AreaSystem.nullable(),
    unitType: z.string(),
    fullName: z.string(),
    path: z.string(),
    openedOn: Day.nullable(),
    closedOn: Day.nullable(),
  })
  .meta({ id: 'AreaSummary' });
export type AreaSummary = z.infer<typeof AreaSummary>;

/** A name and when it was valid: from that day, up to, not including, the other; null is without bound. */
export const AreaName = z
  .strictObject({
    fullName: z.string(),
    unitType: z.string(),
    from: Day.nullable(),
    to: Day.nullable(),
    instrument: z.string(),
  })
  .meta({ id: 'AreaName' });
export type AreaName = z.infer<typeof AreaName>;

export const AreaHit = AreaSummary.extend({
  names: z.array(AreaName),
  /** What was found, where it is not the present name: a former name or a unit that this one took the place of. */
  matched: z
    .strictObject({
      areaId: z.uuid(),
      fullName: z.string(),
      code: z.string().nullable(),
      /** The day from which the name no longer holds. */
      until: Day.nullable(),
      path: z.string(),
    })
    .optional(),
}).meta({ id: 'AreaHit' });
export type AreaHit = z.infer<typeof AreaHit>;

const kindList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(AreaKind).min(1));

export const searchAreas = endpoint({
  method: 'GET',
  path: '/api/v1/areas/search',
  summary: 'Find today’s units by any spelling, by former names or by code',
  access: 'public',
  query: z.strictObject({
    q: z.string().min(1).max(120),
    /** Kinds of the units wanted, with commas between them; provinces and communes unless said otherwise. */
    kinds: kindList.optional(),
    /** The day that counts as today. */
    on: Day.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(12),
  }),
  output: z.strictObject({ hits: z.array(AreaHit) }),
});

/** What the caller may do with an area. */
export const AreaCan = z
  .strictObject({
    editProfile: z.boolean(),
    addHamlets: z.boolean(),
    reorganise: z.boolean(),
    writeOrganizations: z.boolean(),
  })
  .meta({ id: 'AreaCan' });
export type AreaCan = z.infer<typeof AreaCan>;

/** Households and people as counted on a day. */
export const AreaProfile = z
  .strictObject({
    asOf: Day,
    households: z.number().int().nonnegative().nullable(),
    people: z.number().int().nonnegative().nullable(),
    headName: z.string(),
    note: z.string(),
  })
  .meta({ id: 'AreaProfile' });
export type AreaProfile = z.infer<typeof AreaProfile>;

export const AreaLink = z
  .strictObject({
    area: AreaSummary,
    effectiveOn: Day,
    kind: SuccessionKind,
    extent: z.string(),
    instrument: z.string(),
  })
  .meta({ id: 'AreaLink' });
export type AreaLink = z.infer<typeof AreaLink>;

export const AreaDetail = AreaSummary.extend({
  unattributed: z.boolean(),
  codes: z.array(z.strictObject({ system: AreaSystem, code: z.string() })),
  names: z.array(AreaName),
  parents: z.array(
    z.strictObject({ area: AreaSummary, from: Day.nullable(), to: Day.nullable(), instrument: z.string() }),
  ),
  predecessors: z.array(AreaLink),
  successors: z.array(AreaLink),
  /** From the country down to the parent, as the areas are today. */
  ancestors: z.array(AreaSummary),
  profile: AreaProfile.nullable(),
  can: AreaCan,
}).meta({ id: 'AreaDetail' });
export type AreaDetail = z.infer<typeof AreaDetail>;

export const AreaId = z.strictObject({ id: z.uuid() });

export const getArea = endpoint({
  method: 'GET',
  path: '/api/v1/areas/:id',
  summary: 'One area with its names, codes, parents, predecessors and successors',
  access: 'signedIn',
  params: AreaId,
  output: AreaDetail,
});

export const getAreaByCode = endpoint({
  method: 'GET',
  path: '/api/v1/areas/by-code/:code',
  summary: 'One area by its code of today (07840) or of before 1/7/2025 (before:07846)',
  access: 'signedIn',
  params: z.strictObject({ code: z.string().max(40) }),
  output: AreaDetail,
});

export const AreaChild = AreaSummary.extend({
  /** Split, its own numbers not assigned to its successors. */
  unattributed: z.boolean(),
  closed: z.boolean(),
  childCount: z.number().int(),
  organizationCount: z.number().int(),
  profile: AreaProfile.nullable(),
}).meta({ id: 'AreaChild' });
export type AreaChild = z.infer<typeof AreaChild>;

export const listAreaChildren = endpoint({
  method: 'GET',
  path: '/api/v1/areas/:id/children',
  summary: 'The areas directly below one, as they are today or as they were on a day',
  access: 'areas.read',
  phone: 'works',
  params: AreaId,
  query: z.strictObject({ lens: Lens.default('today'), on: Day.optional() }),
  output: z.strictObject({ children: z.array(AreaChild) }),
});
