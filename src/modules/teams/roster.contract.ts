import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { Chosen, TeamKind, TeamRole } from './team.contract.ts';

/** Largest list of members that is taken in, in bytes and in rows. */
export const MAX_ROSTER_BYTES = 10 * 1024 * 1024;
export const MAX_ROSTER_ROWS = 10_000;

/** What is wrong at one place of the workbook. */
export const RosterProblem = z
  .strictObject({
    sheet: z.string(),
    /** 1-based as in Excel. */
    row: z.number().int(),
    /** The column's heading. */
    column: z.string(),
    code: z.string(),
    found: z.string(),
    text: LocalText,
  })
  .meta({ id: 'RosterProblem' });
export type RosterProblem = z.infer<typeof RosterProblem>;

/** A row of the list as it is understood. */
export const RosterMember = z
  .strictObject({
    sheet: z.string(),
    row: z.number().int(),
    name: z.string(),
    birthYear: z.number().int().nullable(),
    sex: z.enum(['female', 'male']).nullable(),
    contact: z.string(),
    role: TeamRole,
    chosen: Chosen,
    joinedOn: Day,
    /** A person who is known already and will not be entered twice. */
    personId: z.uuid().nullable(),
    /** Nothing new: he is a member of this team already. */
    known: z.boolean(),
  })
  .meta({ id: 'RosterMember' });
export type RosterMember = z.infer<typeof RosterMember>;

export const RosterTeam = z
  .strictObject({
    areaId: z.uuid(),
    areaName: z.string(),
    organizationId: z.uuid().nullable(),
    kind: TeamKind,
    name: z.string(),
    foundedOn: Day,
    /** The team that is there already; null for a new one. */
    teamId: z.uuid().nullable(),
    members: z.array(RosterMember),
  })
  .meta({ id: 'RosterTeam' });
export type RosterTeam = z.infer<typeof RosterTeam>;

export const RosterCounts = z
  .strictObject({
    rows: z.number().int(),
    accepted: z.number().int(),
    problems: z.number().int(),
    known: z.number().int(),
    newTeams: z.number().int(),
    newPersons: z.number().int(),
    memberships: z.number().int(),
  })
  .meta({ id: 'RosterCounts' });
export type RosterCounts = z.infer<typeof RosterCounts>;

/** Somebody of the same name elsewhere in the commune: perhaps the same person, entered as another one. */
export const RosterNamesake = z
  .strictObject({ sheet: z.string(), row: z.number().int(), name: z.string(), other: z.string() })
  .meta({ id: 'RosterNamesake' });
export type RosterNamesake = z.infer<typeof RosterNamesake>;

export const RosterSummary = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    fileName: z.string(),
    state: z.enum(['checked', 'committed', 'undone']),
    counts: RosterCounts,
    createdAt: z.iso.datetime(),
    committedAt: z.iso.datetime().nullable(),
    undoneAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'RosterSummary' });
export type RosterSummary = z.infer<typeof RosterSummary>;

export const Roster = RosterSummary.extend({
  teams: z.array(RosterTeam),
  problems: z.array(RosterProblem),
  namesakes: z.array(RosterNamesake),
  /** Columns of the workbook that are not kept (identity numbers, religion …), by sheet, with the reason. */
  dropped: z.array(z.strictObject({ sheet: z.string(), column: z.string(), text: LocalText })),
  /** Sheets in which no list of members was found. */
  skipped: z.array(z.strictObject({ sheet: z.string(), text: LocalText })),
}).meta({ id: 'Roster' });
export type Roster = z.infer<typeof Roster>;

const RosterId = z.object({ id: z.uuid() });

export const uploadRoster = endpoint({
  method: 'POST',
  path: '/api/v1/rosters',
  summary: 'Read a list of members (.xlsx) for a commune or hamlet; nothing is taken in yet',
  access: 'teams.write',
  query: z.strictObject({
    areaId: z.uuid(),
    /** For rows that say nothing of the team's kind. */
    kind: TeamKind.default('modelTeam'),
    /** For rows that say nothing of the day of joining. */
    day: Day.optional(),
  }),
  upload: { maxBytes: MAX_ROSTER_BYTES },
  output: Roster,
  status: 201,
});

export const listRosters = endpoint({
  method: 'GET',
  path: '/api/v1/rosters',
  summary: 'Lists of members that came in, newest first',
  access: 'teams.write',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
  output: z.strictObject({ rosters: z.array(RosterSummary) }),
});

export const getRoster = endpoint({
  method: 'GET',
  path: '/api/v1/rosters/:id',
  summary: 'What was read of a list of members, with the problems by sheet, row and column',
  access: 'teams.write',
  params: RosterId,
  output: Roster,
});

export const commitRoster = endpoint({
  method: 'POST',
  path: '/api/v1/rosters/:id/commit',
  summary: 'Take in what was understood',
  access: 'teams.write',
  params: RosterId,
  output: Roster,
});

export const undoRoster = endpoint({
  method: 'POST',
  path: '/api/v1/rosters/:id/undo',
  summary: 'Take back everything that the list brought, as long as nobody worked on it since',
  access: 'teams.write',
  params: RosterId,
  output: Roster,
});

export const discardRoster = endpoint({
  method: 'DELETE',
  path: '/api/v1/rosters/:id',
  summary: 'Throw away a list that was not taken in',
  access: 'teams.write',
  params: RosterId,
  output: 'none',
  status: 204,
});

export const getRosterTemplate = endpoint({
  method: 'GET',
  path: '/api/v1/roster-template',
  summary: 'An empty list of members to fill in',
  access: 'teams.write',
  query: z.strictObject({ language: z.enum(['vi', 'en']).default('vi') }),
  output: 'file',
});
