import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { normaliseLine } from '../../platform/text.ts';
import { AreaId } from '../areas/areas.contract.ts';
import { Day } from '../areas/day.contract.ts';

const line = (longest: number) => z.string().max(longest).transform(normaliseLine);

/** A household: its number, how many live there, one contact. No other names, nothing else of anybody. */
export const Household = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    /** Place in the list of the hamlet, from 1. */
    position: z.int(),
    houseNumber: z.string(),
    people: z.int().nullable(),
    contactName: z.string(),
    contactPhone: z.string(),
    /** Lives here regularly: recognition asks for the pledges of these. */
    regular: z.boolean(),
    listedOn: Day,
    /** The first day on which it no longer lives here. */
    leftOn: Day.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Household' });
export type Household = z.infer<typeof Household>;

const shape = {
  houseNumber: line(60).default(''),
  people: z.int().min(0).max(200).nullable().default(null),
  contactName: line(120).default(''),
  contactPhone: line(30).default(''),
  regular: z.boolean().default(true),
};

export const HouseholdInput = z.strictObject({ id: z.uuid(), ...shape }).meta({ id: 'HouseholdInput' });
export type HouseholdInput = z.output<typeof HouseholdInput>;

export const householdLimits = { batch: 500 } as const;

export const listHouseholds = endpoint({
  method: 'GET',
  path: '/api/v1/areas/:id/households',
  summary: 'The households of one hamlet as of today, in the order of its list; each reading is logged',
  access: 'households.read',
  params: AreaId,
  query: z.strictObject({ withLeft: z.stringbool().default(false) }),
  output: z.strictObject({
    households: z.array(Household),
    total: z.int(),
    regular: z.int(),
    people: z.int(),
    can: z.strictObject({ write: z.boolean() }),
  }),
});

/** What became of one row: new, there already by its id, the same household again, or not understood. */
export const HouseholdOutcome = z
  .strictObject({
    id: z.uuid(),
    outcome: z.enum(['saved', 'known', 'duplicate', 'empty']),
  })
  .meta({ id: 'HouseholdOutcome' });
export type HouseholdOutcome = z.infer<typeof HouseholdOutcome>;

export const addHouseholds = endpoint({
  method: 'POST',
  path: '/api/v1/areas/:id/households',
  summary: 'Add households to a hamlet; rows that are there already are said and left out',
  access: 'households.write',
  params: AreaId,
  body: z.strictObject({
    /** Since when they stand in the list; today unless said. */
    listedOn: Day.optional(),
    households: z.array(HouseholdInput).min(1).max(householdLimits.batch),
  }),
  output: z.strictObject({ results: z.array(HouseholdOutcome) }),
});

export const changeHousehold = endpoint({
  method: 'PATCH',
  path: '/api/v1/households/:id',
  summary: 'Correct a household, or say that it left or came back',
  access: 'households.write',
  params: AreaId,
  body: z.strictObject({
    version: z.int(),
    houseNumber: line(60).optional(),
    people: z.int().min(0).max(200).nullable().optional(),
    contactName: line(120).optional(),
    contactPhone: line(30).optional(),
    regular: z.boolean().optional(),
    leftOn: Day.nullable().optional(),
  }),
  output: Household,
});

export const removeHousehold = endpoint({
  method: 'DELETE',
  path: '/api/v1/households/:id',
  summary: 'Take out a household that was entered by mistake and never signed',
  access: 'households.write',
  params: AreaId,
  output: 'none',
});
