import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { filledLine, line } from '../teams/person.contract.ts';
import { CommitteeSummary, CommitteeTask, GovernedSite, SeatRole } from './committees.contract.ts';

/** Somebody who sits in several committees of the area. */
export const SharedPerson = z
  .strictObject({
    personId: z.uuid(),
    name: z.string(),
    seats: z.array(z.strictObject({ committeeId: z.uuid(), name: z.string(), role: SeatRole })),
  })
  .meta({ id: 'SharedPerson' });
export type SharedPerson = z.infer<typeof SharedPerson>;

/** Sites in one area whose kinds serve the same aim for the same people. */
export const SameAim = z
  .strictObject({
    areaId: z.uuid(),
    areaName: z.string(),
    forWhom: LocalText,
    aim: LocalText,
    sites: z.array(GovernedSite.extend({ kindName: z.string() }).meta({ id: 'SameAimSite' })),
  })
  .meta({ id: 'SameAim' });
export type SameAim = z.infer<typeof SameAim>;

export const MergerProposal = z
  .strictObject({
    /** The committee that stays, with the reason. */
    intoId: z.uuid(),
    fromIds: z.array(z.uuid()).min(1),
    sharedPersons: z.number().int(),
    reasons: z.array(LocalText),
  })
  .meta({ id: 'MergerProposal' });
export type MergerProposal = z.infer<typeof MergerProposal>;

export const Overlaps = z
  .strictObject({
    committees: z.array(CommitteeSummary),
    persons: z.array(SharedPerson),
    sameAims: z.array(SameAim),
    /** Sites at work that no committee governs. */
    ungoverned: z.array(GovernedSite),
    proposals: z.array(MergerProposal),
  })
  .meta({ id: 'Overlaps' });
export type Overlaps = z.infer<typeof Overlaps>;

export const getOverlaps = endpoint({
  method: 'GET',
  path: '/api/v1/committees/overlaps',
  summary: 'Who sits in how many committees, which models serve the same aim, and what could become one',
  access: 'teams.read',
  query: z.strictObject({ areaId: z.uuid() }),
  output: Overlaps,
});

/** What is to become one: `intoId` goes on, the others end on the day. */
export const MergerInput = z
  .strictObject({
    intoId: z.uuid(),
    fromIds: z.array(z.uuid()).min(1).max(50),
    effectiveOn: Day,
    decision: line(200).default(''),
    /** A new name for the committee that goes on. */
    name: filledLine(300).optional(),
    /** The role of somebody in the one, where it is not what the preview says by itself. */
    roles: z.array(z.strictObject({ personId: z.uuid(), role: SeatRole })).default([]),
  })
  .meta({ id: 'MergerInput' });
export type MergerInput = z.infer<typeof MergerInput>;

export const MergerPreview = z
  .strictObject({
    into: CommitteeSummary,
    from: z.array(CommitteeSummary),
    members: z.array(
      z.strictObject({
        personId: z.uuid(),
        name: z.string(),
        role: SeatRole,
        /** The role so far in each committee, by its name. */
        before: z.array(z.strictObject({ committee: z.string(), role: SeatRole })),
        isNew: z.boolean(),
      }),
    ),
    models: z.array(GovernedSite.extend({ before: z.array(z.string()) }).meta({ id: 'MergedModel' })),
    tasks: z.array(CommitteeTask.extend({ before: z.string() }).meta({ id: 'MergedTask' })),
    /** Papers that stay with the committees which issued them and are shown with the one. */
    papers: z.number().int(),
    /** More than one head, no head, and the like: to be settled in the preview. */
    warnings: z.array(LocalText),
  })
  .meta({ id: 'MergerPreview' });
export type MergerPreview = z.infer<typeof MergerPreview>;

export const previewMerger = endpoint({
  method: 'POST',
  path: '/api/v1/committee-mergers/preview',
  summary: 'What a merger of committees would do; nothing is changed',
  access: 'committees.write',
  body: MergerInput,
  output: MergerPreview,
});

export const Merger = z
  .strictObject({
    id: z.uuid(),
    intoId: z.uuid(),
    into: z.string(),
    from: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
    effectiveOn: Day,
    decision: z.string(),
    madeAt: z.iso.datetime(),
    undoneAt: z.iso.datetime().nullable(),
    can: z.strictObject({ undo: z.boolean() }),
  })
  .meta({ id: 'Merger' });
export type Merger = z.infer<typeof Merger>;

export const applyMerger = endpoint({
  method: 'POST',
  path: '/api/v1/committee-mergers',
  summary: 'Make several committees one: members, models and open tasks go over',
  access: 'committees.write',
  body: MergerInput.extend({ id: z.uuid() }).meta({ id: 'MergerOrder' }),
  output: Merger,
  status: 201,
});

export const listMergers = endpoint({
  method: 'GET',
  path: '/api/v1/committee-mergers',
  summary: 'Mergers of committees, newest first',
  access: 'teams.read',
  query: z.strictObject({ areaId: z.uuid().optional() }),
  output: z.strictObject({ mergers: z.array(Merger) }),
});

export const undoMerger = endpoint({
  method: 'POST',
  path: '/api/v1/committee-mergers/:id/undo',
  summary: 'Take a merger back exactly, as long as nobody worked on the committees since',
  access: 'committees.write',
  params: z.object({ id: z.uuid() }),
  output: Merger,
});
