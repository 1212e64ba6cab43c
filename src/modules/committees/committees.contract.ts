import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from '../areas/day.contract.ts';
import { filledLine, line, Person, PersonInput } from '../teams/person.contract.ts';

/** Ban Chỉ đạo 138, or a committee of its own for one model (ban chủ nhiệm, ban chỉ đạo mô hình). */
export const CommitteeKind = z.enum(['steeringCommittee', 'modelBoard']).meta({ id: 'CommitteeKind' });
export type CommitteeKind = z.infer<typeof CommitteeKind>;

export const SeatRole = z
  .enum(['head', 'standingDeputy', 'deputy', 'secretary', 'member'])
  .meta({ id: 'SeatRole' });
export type SeatRole = z.infer<typeof SeatRole>;

const seat = {
  id: z.uuid(),
  role: SeatRole,
  /** The office by which somebody sits in it: 'Trưởng Công an xã'. */
  office: line(200).default(''),
  from: Day,
  to: Day.nullable().default(null),
};

export const SeatInput = z
  .strictObject({ ...seat, personId: z.uuid(), newPerson: PersonInput.optional() })
  .meta({ id: 'SeatInput' });
export type SeatInput = z.infer<typeof SeatInput>;

export const CommitteeTaskInput = z
  .strictObject({
    id: z.uuid(),
    title: filledLine(300),
    dueOn: Day.nullable().default(null),
    doneOn: Day.nullable().default(null),
    /** The member who answers for it. */
    personId: z.uuid().nullable().default(null),
    note: line(500).default(''),
  })
  .meta({ id: 'CommitteeTaskInput' });
export type CommitteeTaskInput = z.infer<typeof CommitteeTaskInput>;

export const CommitteeTask = z
  .strictObject({
    id: z.uuid(),
    title: z.string(),
    dueOn: Day.nullable(),
    doneOn: Day.nullable(),
    personId: z.uuid().nullable(),
    note: z.string(),
  })
  .meta({ id: 'CommitteeTask' });
export type CommitteeTask = z.infer<typeof CommitteeTask>;

/** A committee as it is saved: whole, with its members, models and tasks. */
export const CommitteeInput = z
  .strictObject({
    areaId: z.uuid(),
    kind: CommitteeKind,
    name: filledLine(300),
    /** Cơ quan thường trực, e.g. the commune police. */
    standingBody: line(200).default(''),
    decision: line(200).default(''),
    foundedOn: Day,
    note: line(1000).default(''),
    endedOn: Day.nullable().default(null),
    endReason: line(500).default(''),
    voidReason: filledLine(500).nullable().default(null),
    seats: z.array(SeatInput).max(300).default([]),
    siteIds: z.array(z.uuid()).max(2000).default([]),
    tasks: z.array(CommitteeTaskInput).max(500).default([]),
  })
  .meta({ id: 'CommitteeInput' });
export type CommitteeInput = z.infer<typeof CommitteeInput>;

export const CommitteeSummary = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    kind: CommitteeKind,
    name: z.string(),
    foundedOn: Day,
    endedOn: Day.nullable(),
    mergedInto: z.uuid().nullable(),
    head: z.string().nullable(),
    members: z.number().int(),
    models: z.number().int(),
    openTasks: z.number().int(),
  })
  .meta({ id: 'CommitteeSummary' });
export type CommitteeSummary = z.infer<typeof CommitteeSummary>;

/** A site of a model in a line. */
export const GovernedSite = z
  .strictObject({ id: z.uuid(), name: z.string(), areaName: z.string() })
  .meta({ id: 'GovernedSite' });
export type GovernedSite = z.infer<typeof GovernedSite>;

export const Committee = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    kind: CommitteeKind,
    name: z.string(),
    standingBody: z.string(),
    decision: z.string(),
    foundedOn: Day,
    note: z.string(),
    endedOn: Day.nullable(),
    endReason: z.string(),
    voidReason: z.string().nullable(),
    revision: z.number().int(),
    mergedInto: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    /** The committees whose work this one took over. */
    predecessors: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
    seats: z.array(
      z.strictObject({
        ...seat,
        office: z.string(),
        to: Day.nullable(),
        person: Person,
        /** In how many other committees he sits today. */
        otherCommittees: z.number().int(),
      }),
    ),
    models: z.array(GovernedSite.extend({ from: Day }).meta({ id: 'CommitteeModel' })),
    tasks: z.array(CommitteeTask),
    can: z.strictObject({ write: z.boolean() }),
  })
  .meta({ id: 'Committee' });
export type Committee = z.infer<typeof Committee>;

const CommitteeId = z.object({ id: z.uuid() });

export const listCommittees = endpoint({
  method: 'GET',
  path: '/api/v1/committees',
  summary: 'Committees within the caller’s areas',
  access: 'teams.read',
  query: z.strictObject({
    areaId: z.uuid().optional(),
    q: z.string().trim().max(120).optional(),
    siteId: z.uuid().optional(),
    state: z.enum(['active', 'ended', 'all']).default('active'),
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.strictObject({
    committees: z.array(CommitteeSummary),
    next: z.string().nullable(),
    can: z.strictObject({ write: z.boolean() }),
  }),
});

export const getCommittee = endpoint({
  method: 'GET',
  path: '/api/v1/committees/:id',
  summary: 'One committee with its members, models and tasks',
  access: 'teams.read',
  params: CommitteeId,
  output: Committee,
});

export const putCommittee = endpoint({
  method: 'PUT',
  path: '/api/v1/committees/:id',
  summary: 'Found a committee or change it; `baseRevision` is the one that was read, 0 for a new one',
  access: 'committees.write',
  params: CommitteeId,
  body: z.strictObject({ baseRevision: z.number().int().min(0), committee: CommitteeInput }),
  output: Committee,
});
