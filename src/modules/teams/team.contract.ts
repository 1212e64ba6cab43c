import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { filledLine, line, Person, PersonInput } from './person.contract.ts';

/** Team by law, unpaid neighbours' group, mediation team and team of a model are four different things. */
export const TeamKind = z
  .enum(['securityTeam', 'selfManagedGroup', 'mediationTeam', 'modelTeam'])
  .meta({ id: 'TeamKind' });
export type TeamKind = z.infer<typeof TeamKind>;

export const TeamRole = z
  .enum(['teamLeader', 'deputyLeader', 'teamMember', 'mediator'])
  .meta({ id: 'TeamRole' });
export type TeamRole = z.infer<typeof TeamRole>;

export const Chosen = z.enum(['elected', 'nominated', 'unknown']).meta({ id: 'Chosen' });
export type Chosen = z.infer<typeof Chosen>;

export const EquipmentCondition = z
  .enum(['good', 'worn', 'broken', 'missing'])
  .meta({ id: 'EquipmentCondition' });
export type EquipmentCondition = z.infer<typeof EquipmentCondition>;

const served = {
  id: z.uuid(),
  role: TeamRole,
  chosen: Chosen.default('unknown'),
  joinedOn: Day,
  /** From this day on he is no longer a member. */
  leftOn: Day.nullable().default(null),
  leftReason: line(300).default(''),
};

/** A member: somebody who is known already, or somebody new with an id of the caller's making. */
export const MembershipInput = z
  .strictObject({
    ...served,
    personId: z.uuid(),
    /** Given for somebody who is not known yet; his home is the team's area. */
    newPerson: PersonInput.optional(),
  })
  .meta({ id: 'MembershipInput' });
export type MembershipInput = z.infer<typeof MembershipInput>;

export const EquipmentInput = z
  .strictObject({
    id: z.uuid(),
    name: filledLine(120),
    number: z.number().int().min(1).max(100_000),
    receivedOn: Day.nullable().default(null),
    condition: EquipmentCondition.default('good'),
    note: line(300).default(''),
  })
  .meta({ id: 'EquipmentInput' });
export type EquipmentInput = z.infer<typeof EquipmentInput>;

export const Equipment = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    number: z.number().int(),
    receivedOn: Day.nullable(),
    condition: EquipmentCondition,
    note: z.string(),
  })
  .meta({ id: 'TeamEquipment' });
export type Equipment = z.infer<typeof Equipment>;

/** A team as it is saved: whole, with its members, equipment and sites. */
export const TeamInput = z
  .strictObject({
    areaId: z.uuid(),
    organizationId: z.uuid().nullable().default(null),
    kind: TeamKind,
    name: filledLine(200),
    foundedOn: Day,
    /** Number and day of the founding decision. */
    decision: line(200).default(''),
    households: z.number().int().min(0).max(100_000).nullable().default(null),
    note: line(1000).default(''),
    disbandedOn: Day.nullable().default(null),
    disbandReason: line(500).default(''),
    /** Why it was entered by mistake; the team then counts nowhere. */
    voidReason: filledLine(500).nullable().default(null),
    members: z.array(MembershipInput).max(500).default([]),
    equipment: z.array(EquipmentInput).max(200).default([]),
    siteIds: z.array(z.uuid()).max(50).default([]),
  })
  .meta({ id: 'TeamInput' });
export type TeamInput = z.infer<typeof TeamInput>;

/** The other teams and committees in which a member serves on the day. */
const OtherSeat = z.strictObject({ kind: z.enum(['team', 'committee']), id: z.uuid(), name: z.string() });

export const Membership = z
  .strictObject({
    id: z.uuid(),
    person: Person,
    role: TeamRole,
    chosen: Chosen,
    joinedOn: Day,
    leftOn: Day.nullable(),
    leftReason: z.string(),
    /** His latest training with this team. */
    trainedOn: Day.nullable(),
    alsoIn: z.array(OtherSeat),
  })
  .meta({ id: 'Membership' });
export type Membership = z.infer<typeof Membership>;

/** Whether the team is as large as its local rule wants; in words, with the rule and its source. */
export const SizeVerdict = z
  .strictObject({
    state: z.enum(['right', 'tooSmall', 'tooLarge', 'unknown']),
    least: z.number().int().nullable(),
    most: z.number().int().nullable(),
    text: LocalText,
    rule: LocalText,
    source: z.string(),
    /** False while the rule was not checked against its source. */
    verified: z.boolean(),
  })
  .meta({ id: 'SizeVerdict' });
export type SizeVerdict = z.infer<typeof SizeVerdict>;

export const TeamTraining = z
  .strictObject({
    id: z.uuid(),
    day: Day,
    topic: z.string(),
    hours: z.number().nullable(),
    heldBy: z.string(),
    personIds: z.array(z.uuid()),
  })
  .meta({ id: 'TeamTraining' });
export type TeamTraining = z.infer<typeof TeamTraining>;

export const TeamTrainingInput = z
  .strictObject({
    id: z.uuid(),
    day: Day,
    topic: filledLine(300),
    hours: z.number().min(0.5).max(500).nullable().default(null),
    heldBy: line(200).default(''),
    personIds: z.array(z.uuid()).min(1).max(500),
  })
  .meta({ id: 'TeamTrainingInput' });
export type TeamTrainingInput = z.infer<typeof TeamTrainingInput>;

/** A team in a line. Numbers are those of the day asked about. */
export const TeamSummary = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    organizationName: z.string().nullable(),
    kind: TeamKind,
    name: z.string(),
    foundedOn: Day,
    disbandedOn: Day.nullable(),
    voided: z.boolean(),
    members: z.number().int(),
    leader: z.string().nullable(),
    /** Members with a training in the last twelve months. */
    trained: z.number().int(),
  })
  .meta({ id: 'TeamSummary' });
export type TeamSummary = z.infer<typeof TeamSummary>;

export const Team = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    areaPath: z.string(),
    organizationId: z.uuid().nullable(),
    organizationName: z.string().nullable(),
    kind: TeamKind,
    name: z.string(),
    foundedOn: Day,
    decision: z.string(),
    households: z.number().int().nullable(),
    note: z.string(),
    disbandedOn: Day.nullable(),
    disbandReason: z.string(),
    voidReason: z.string().nullable(),
    revision: z.number().int(),
    members: z.array(Membership),
    equipment: z.array(Equipment),
    sites: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
    trainings: z.array(TeamTraining),
    size: SizeVerdict.nullable(),
    changedAt: z.iso.datetime(),
    can: z.strictObject({ write: z.boolean(), contacts: z.boolean(), export: z.boolean() }),
  })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof Team>;
