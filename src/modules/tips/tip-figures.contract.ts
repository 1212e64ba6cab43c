import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { TipChannel, TipHarm } from './tip-words.contract.ts';

/** Exact counts of an office for its own people. */
export const TipCounts = z
  .object({
    received: z.int(),
    valuable: z.int(),
    /** Of those whose time limits have all ended: none was missed. */
    onTime: z.int(),
    /** The ones that `onTime` is out of. */
    timed: z.int(),
    /** Those whose reporter was told the result, or was answered in the thread. */
    answered: z.int(),
    byHarm: z.array(z.object({ harm: TipHarm, count: z.int() })),
    byChannel: z.array(z.object({ channel: TipChannel, count: z.int() })),
  })
  .meta({ id: 'TipCounts' });
export type TipCounts = z.infer<typeof TipCounts>;

export const countTips = endpoint({
  method: 'GET',
  path: '/api/v1/tips/counts',
  summary: 'Exact counts of the caller’s offices over half months, for the office itself',
  access: 'tips.work',
  query: z.object({ officeId: z.uuid().optional(), from: Day, to: Day }),
  output: TipCounts,
});

/**
 * One published figure: so many reports of these areas in this window. Blocks never overlap: each report stands in one
 * of them or in none yet, so no sum or difference of blocks says anything about a part of one.
 */
export const PublicTipBlock = z
  .object({
    from: Day,
    to: Day,
    /** The commune, or the province for the communes that are not named. */
    area: z.object({ id: z.uuid(), name: z.string() }),
    /** The remaining communes of the province together. */
    isRest: z.boolean(),
    received: z.int(),
    /** `harms` has more than one code where smaller ones are counted together. */
    byHarm: z.array(z.object({ harms: z.array(TipHarm), count: z.int() })),
    byChannel: z.array(z.object({ channels: z.array(TipChannel), count: z.int() })),
    /** null where the figure or what is left of the whole is under five. */
    valuable: z.int().nullable(),
    onTime: z.int().nullable(),
    answered: z.int().nullable(),
  })
  .meta({ id: 'PublicTipBlock' });
export type PublicTipBlock = z.infer<typeof PublicTipBlock>;

export const readPublicTipFigures = endpoint({
  method: 'GET',
  path: '/api/v1/tips/public-figures',
  summary: 'Published figures of reports: nothing under five, nothing that sums could lead to',
  access: 'public',
  anonymous: true,
  output: z
    .object({
      blocks: z.array(PublicTipBlock),
      /** Sum of the blocks. */
      received: z.int(),
      /** The quarters that have been published, with their official names. */
      windows: z.array(z.object({ from: Day, to: Day, name: LocalText })),
      /** Nothing under this is published. */
      least: z.int(),
      harms: z.array(z.object({ code: TipHarm, name: LocalText })),
    })
    .meta({ id: 'PublicTipFigures' }),
});
