import { authorize } from '../../../platform/server/authorize.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { logReading } from '../../audit/server/read-log.service.ts';
import { changePerson, getPerson, listPersons, mergePersons, removePerson } from '../person.contract.ts';
import * as contract from '../teams.contract.ts';
import { exportTeamMembers } from './export.service.ts';
import {
  correctPerson,
  getPersonDetail,
  getPersonRow,
  removePerson as remove,
  searchPeople,
  uniteEntries,
} from './persons.service.ts';
import { saveTeam, trainTeam, untrainTeam } from './save-team.service.ts';
import { getTeam, getTeamRow, listTeams } from './teams.service.ts';

const teamRoutes: readonly Route[] = [
  route({
    contract: contract.listTeams,
    handle: async (context) => ({
      ...(await listTeams(context, context.input.query)),
      can: {
        write: callerMay(context.caller, 'teams.write'),
        export: callerMay(context.caller, 'persons.export'),
      },
    }),
  }),
  route({
    contract: contract.getTeam,
    handle: (context) => getTeam(context, context.input.params.id),
  }),
  route({
    contract: contract.putTeam,
    handle: (context) =>
      saveTeam(context, context.input.params.id, context.input.body.baseRevision, context.input.body.team),
    audit: ({ answer }, { input }) => ({
      action: input.body.baseRevision === 0 ? 'team.founded' : 'team.changed',
      subject: 'team',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: {
        revision: answer.revision,
        members: answer.members.length,
        disbanded: answer.disbandedOn !== null,
        voided: answer.voidReason !== null,
      },
    }),
  }),
  route({
    contract: contract.addTeamTraining,
    load: (context) => getTeamRow(context, context.input.params.id, 'lock'),
    authorize: (context, team) => authorize(context, 'teams.write', team.areaId),
    handle: (context, { loaded, authorized }) => trainTeam(context, authorized, loaded, context.input.body),
    audit: ({ loaded }, { input }) => ({
      action: 'team.trained',
      subject: 'team',
      subjectId: loaded.id,
      areaId: loaded.areaId,
      details: { training: input.body.id, day: input.body.day, people: input.body.personIds.length },
    }),
  }),
  route({
    contract: contract.removeTeamTraining,
    load: (context) => getTeamRow(context, context.input.params.id, 'lock'),
    authorize: (context, team) => authorize(context, 'teams.write', team.areaId),
    handle: (context, { loaded, authorized }) =>
      untrainTeam(context, authorized, loaded, context.input.params.trainingId),
    audit: ({ loaded }, { input }) => ({
      action: 'team.trainingRemoved',
      subject: 'team',
      subjectId: loaded.id,
      areaId: loaded.areaId,
      details: { training: input.params.trainingId },
    }),
  }),
];

// Whoever takes people out of the program leaves a line, and so does whoever goes through their list.
const personRoutes: readonly Route[] = [
  route({
    contract: contract.exportMembers,
    load: async (context) => {
      const { areaId } = context.input.query;
      if (areaId) await authorize(context, 'persons.export', areaId);
      return exportTeamMembers(context, context.input.query);
    },
    handle: async (context, { loaded }) => {
      const { areaId, reason } = context.input.query;
      await logReading(context, context.vault, {
        what: 'persons.export',
        subjectId: areaId ?? 'list',
        label: `${loaded.persons}`,
        areaId: areaId ?? context.caller.assignments[0]?.areaId ?? '',
        reason: 'personsExport',
        words: reason,
      });
      return loaded.file;
    },
    audit: ({ loaded }, { input, caller }) => ({
      action: 'persons.exported',
      subject: 'person',
      subjectId: 'list',
      areaId: input.query.areaId ?? caller.assignments[0]?.areaId,
      details: { rows: loaded.rows, persons: loaded.persons, contacts: input.query.contacts },
    }),
  }),
  route({
    contract: listPersons,
    handle: (context) => searchPeople(context, context.input.query),
    audit: ({ answer }, { input, caller }) => ({
      action: 'persons.searched',
      subject: 'person',
      subjectId: 'list',
      areaId: input.query.areaId ?? caller.assignments[0]?.areaId,
      details: { found: answer.persons.length },
    }),
  }),
  route({
    contract: getPerson,
    handle: (context) => getPersonDetail(context, context.input.params.id),
    audit: ({ answer }) => ({
      action: 'person.read',
      subject: 'person',
      subjectId: answer.id,
      areaId: answer.areaId,
    }),
  }),
  route({
    contract: changePerson,
    load: (context) => getPersonRow(context, context.input.params.id),
    authorize: (context, person) => authorize(context, 'teams.write', person.areaId),
    handle: (context, { authorized }) =>
      correctPerson(context, authorized, context.input.params.id, context.input.body),
    audit: ({ answer }) => ({
      action: 'person.corrected',
      subject: 'person',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: { revision: answer.revision },
    }),
  }),
  route({
    contract: mergePersons,
    load: (context) => getPersonRow(context, context.input.params.id),
    authorize: (context, person) => authorize(context, 'teams.write', person.areaId),
    handle: (context, { authorized }) =>
      uniteEntries(context, authorized, context.input.params.id, context.input.body.otherId),
    audit: ({ answer }, { input }) => ({
      action: 'person.merged',
      subject: 'person',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: { other: input.body.otherId },
    }),
  }),
  route({
    contract: removePerson,
    load: (context) => getPersonRow(context, context.input.params.id),
    authorize: (context, person) => authorize(context, 'teams.write', person.areaId),
    handle: async (context, { authorized }) => {
      await remove(context, authorized, context.input.params.id);
      return undefined;
    },
    audit: ({ loaded }) => ({
      action: 'person.removed',
      subject: 'person',
      subjectId: loaded.id,
      areaId: loaded.areaId,
    }),
  }),
];

/** Teams, their trainings, and the people in them. */
export const teamsRoutes: readonly Route[] = [...teamRoutes, ...personRoutes];
