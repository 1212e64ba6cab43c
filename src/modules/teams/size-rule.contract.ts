import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';
import { LocalText } from '../../platform/text.ts';
import { TeamKind } from './team.contract.ts';

const DayText = z.string().refine(isDate, 'must be a day YYYY-MM-DD');
const Count = z.int().min(0);

/** A step of a rule: from so many (residents or households) on, at least and at most so many members. */
const SizeStep = z.strictObject({
  from: Count,
  least: Count.nullable(),
  most: Count.nullable(),
  /** Beyond `from` one more for each so many begun. */
  oneMorePer: z.int().min(1).optional(),
});

/**
 * How many members a team is to have by a province's rule: a file of data/teams/size-rules. Of several that apply the
 * one of the latest day holds, and of those the one for the smaller territory.
 */
export const SizeRule = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/u),
  name: LocalText,
  kind: TeamKind,
  /** Where it holds: codes of areas ('79', 'before:17'); a former province means the places that lay in it. */
  areas: z.array(z.string()).min(1),
  /** Words with which names of the residential areas begin that it is for ('Thôn'); all of them where it says none. */
  unitTypes: z.array(z.string()).default([]),
  validFrom: DayText,
  validTo: DayText.nullable().default(null),
  /** What is counted: residents or households of the area, or the households of the group itself. */
  by: z.enum(['people', 'households', 'ownHouseholds']),
  /** In rising order of `from`; the last one reached holds. */
  steps: z.array(SizeStep).min(1),
  /** For groups of neighbours: households of one group, and deputies at most. */
  ownHouseholds: z.strictObject({ least: Count, most: Count }).optional(),
  deputiesAtMost: Count.optional(),
  source: z.string().min(1),
  /** False while the rule was read in part or at second hand; screens say so. */
  verified: z.boolean(),
});
export type SizeRule = z.infer<typeof SizeRule>;
