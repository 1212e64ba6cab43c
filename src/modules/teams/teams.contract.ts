import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from '../areas/day.contract.ts';
import { Team, TeamInput, TeamKind, TeamSummary, TeamTrainingInput } from './team.contract.ts';

const TeamId = z.object({ id: z.uuid() });

const filters = {
  /** An area and everything that hangs under it today. */
  areaId: z.uuid().optional(),
  kind: TeamKind.optional(),
  siteId: z.uuid().optional(),
  /** Part of the name, with or without diacritics. */
  q: z.string().trim().max(120).optional(),
  state: z.enum(['active', 'disbanded', 'all']).default('active'),
};

export const TeamTotals = z
  .strictObject({
    teams: z.number().int(),
    /** Memberships: who sits in two teams is two. */
    members: z.number().int(),
    /** People: who sits in two teams is one. */
    persons: z.number().int(),
    trained: z.number().int(),
  })
  .meta({ id: 'TeamTotals' });
export type TeamTotals = z.infer<typeof TeamTotals>;

export const listTeams = endpoint({
  method: 'GET',
  path: '/api/v1/teams',
  summary: 'Teams within the caller’s areas, by name, with their numbers of today',
  access: 'teams.read',
  phone: 'works',
  query: z.strictObject({
    ...filters,
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.strictObject({
    teams: z.array(TeamSummary),
    next: z.string().nullable(),
    /** Of all that the filter finds; null on later pages. */
    totals: TeamTotals.nullable(),
    can: z.strictObject({ write: z.boolean(), export: z.boolean() }),
  }),
});

export const getTeam = endpoint({
  method: 'GET',
  path: '/api/v1/teams/:id',
  summary: 'One team with its members, trainings, equipment and size against the local rule',
  access: 'teams.read',
  phone: 'works',
  params: TeamId,
  output: Team,
});

export const putTeam = endpoint({
  method: 'PUT',
  path: '/api/v1/teams/:id',
  summary:
    'Found a team or change it, members included; `baseRevision` is the one that was read, 0 for a new team',
  access: 'teams.write',
  params: TeamId,
  body: z.strictObject({ baseRevision: z.number().int().min(0), team: TeamInput }),
  output: Team,
});

export const addTeamTraining = endpoint({
  method: 'POST',
  path: '/api/v1/teams/:id/trainings',
  summary: 'A training of the team and who took part',
  access: 'teams.write',
  params: TeamId,
  body: TeamTrainingInput,
  output: Team,
  status: 201,
});

export const removeTeamTraining = endpoint({
  method: 'DELETE',
  path: '/api/v1/teams/:id/trainings/:trainingId',
  summary: 'Take back a training that was entered by mistake',
  access: 'teams.write',
  params: z.object({ id: z.uuid(), trainingId: z.uuid() }),
  output: Team,
});

export const exportMembers = endpoint({
  method: 'GET',
  path: '/api/v1/team-members/export',
  summary: 'Members of the teams found as a workbook; each export is logged',
  access: 'persons.export',
  query: z.strictObject({
    ...filters,
    on: Day.optional(),
    /** With contacts, for whoever may see them. */
    contacts: z.stringbool().default(false),
    /** What the list is for; stands in the log that the superiors read. */
    reason: z.string().trim().min(3).max(300),
  }),
  output: 'file',
});
