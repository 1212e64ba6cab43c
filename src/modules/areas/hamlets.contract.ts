import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { normaliseLine, normaliseLines } from '../../platform/text.ts';
import { AreaId, AreaProfile, AreaSummary } from './areas.contract.ts';
import { Day } from './day.contract.ts';

const line = (longest: number) => z.string().max(longest).transform(normaliseLine);

/** The numbers of an area as counted on a day. */
export const ProfileInput = z
  .strictObject({
    asOf: Day,
    households: z.number().int().min(0).max(100_000_000).nullable(),
    people: z.number().int().min(0).max(200_000_000).nullable(),
    headName: line(120).default(''),
    note: z.string().max(2000).transform(normaliseLines).default(''),
  })
  .meta({ id: 'ProfileInput' });
export type ProfileInput = z.infer<typeof ProfileInput>;

export const HamletInput = z
  .strictObject({
    /** Made by whoever adds it, so that a repeated request adds nothing. */
    id: z.uuid().optional(),
    /** With or without the word of its kind: 'Thôn Cấm', 'Cấm'. */
    fullName: line(120).pipe(z.string().min(1)),
    /** First day of its life; without it the hamlet is as old as its commune. */
    openedOn: Day.nullable().default(null),
    profile: ProfileInput.optional(),
  })
  .meta({ id: 'HamletInput' });
export type HamletInput = z.infer<typeof HamletInput>;

export const createHamlets = endpoint({
  method: 'POST',
  path: '/api/v1/areas/:id/hamlets',
  summary: 'Add hamlets to a commune of today or of before',
  access: 'hamlets.write',
  params: AreaId,
  body: z.strictObject({ hamlets: z.array(HamletInput).min(1).max(500) }),
  output: z.strictObject({ hamlets: z.array(AreaSummary) }),
  status: 201,
});

export const listProfiles = endpoint({
  method: 'GET',
  path: '/api/v1/areas/:id/profiles',
  summary: 'What was counted in an area, latest first',
  access: 'areas.read',
  params: AreaId,
  output: z.strictObject({ profiles: z.array(AreaProfile) }),
});

export const putProfile = endpoint({
  method: 'PUT',
  path: '/api/v1/areas/:id/profiles',
  summary: 'Enter or correct what was counted on a day',
  access: 'hamlets.write',
  params: AreaId,
  body: ProfileInput,
  output: z.strictObject({ profiles: z.array(AreaProfile) }),
});
