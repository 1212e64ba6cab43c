import { v7 as uuidv7 } from 'uuid';
import { saveActivity } from '../../modules/activities/activities.contract.ts';
import * as committees from '../../modules/committees/committees.contract.ts';
import * as mergers from '../../modules/committees/mergers.contract.ts';
import { workbookOf } from '../../modules/imports/server/templates.service.ts';
import * as persons from '../../modules/teams/person.contract.ts';
import * as rosters from '../../modules/teams/roster.contract.ts';
import type { Team } from '../../modules/teams/team.contract.ts';
import * as teams from '../../modules/teams/teams.contract.ts';
import { newMember, teamOf } from '../../modules/teams/teams.factory.ts';
import { ask, showing } from './walk.ts';
import { day, type Side, type World } from './walk-world.ts';

/** A site of a model in the side's hamlet, as it comes from a book. */
async function site(world: World, side: Side): Promise<string> {
  const id = uuidv7();
  const values = { kind: 'Tiếng mõ an ninh', place: { areaId: side.hamlet }, launchedOn: day };
  const body = { form: 'modelSite', formVersion: 1, values, state: 'submitted' as const };
  await world.must(saveActivity, { params: { id }, body }, side.officer.token);
  return id;
}

/** A team of the side's hamlet with two members, equipment and a site of a model. */
function team(side: Side, siteIds: string[] = []) {
  const secret = (name: string) => newMember(`${name} ${side.secret}`, { joinedOn: day });
  return teamOf(side.hamlet, {
    name: `Tổ ${side.secret} ${uuidv7().slice(-6)}`,
    foundedOn: day,
    members: [secret('Nguyễn Văn'), secret('Trần Thị')],
    equipment: [{ id: uuidv7(), name: side.secret, number: 1 }],
    siteIds,
  });
}

const founding = (side: Side, siteIds: string[] = []) => ({
  params: { id: uuidv7() },
  body: { baseRevision: 0, team: team(side, siteIds) },
});

const founded = (world: World, side: Side, siteIds: string[] = []): Promise<Team> =>
  world.must(teams.putTeam, founding(side, siteIds), side.officer.token);

function training(made: Team, id = uuidv7()) {
  const personIds = made.members.map((member) => member.person.id);
  return { params: { id: made.id }, body: { id, day, topic: 'Tuần tra', personIds } };
}

async function trained(world: World, side: Side) {
  const made = await founded(world, side);
  const request = training(made);
  await world.must(teams.addTeamTraining, request, side.officer.token);
  return { params: { id: made.id, trainingId: request.body.id } };
}

async function person(world: World, side: Side) {
  const { members } = await founded(world, side);
  const id = members[0]?.person.id ?? '';
  const other = (await founded(world, side)).members[0]?.person.id ?? '';
  return { id, other };
}

/** Somebody who was entered with a team and then taken out of it. */
async function lonely(world: World, side: Side) {
  const request = founding(side);
  const made = await world.must(teams.putTeam, request, side.officer.token);
  const body = { baseRevision: made.revision, team: { ...request.body.team, members: [] } };
  await world.must(teams.putTeam, { params: request.params, body }, side.officer.token);
  return { params: { id: made.members[0]?.person.id ?? '' } };
}

async function upload(side: Side) {
  const columns = ['Thôn', 'Tên tổ', 'Họ và tên'].map((header) => ({ header }));
  const rows = [[`Thôn Giữa ${side.name}`, `Tổ ${uuidv7().slice(-8)}`, `Lê Văn ${side.secret} ${uuidv7()}`]];
  const content = await workbookOf([{ name: 'Thành viên', columns, rows }]);
  return { query: { areaId: side.commune }, file: { name: `${side.secret}.xlsx`, content } };
}

const received = async (world: World, side: Side) => ({
  params: { id: (await world.must(rosters.uploadRoster, await upload(side), side.officer.token)).id },
});

async function taken(world: World, side: Side) {
  const request = await received(world, side);
  await world.must(rosters.commitRoster, request, side.officer.token);
  return request;
}

const teamRequests = [
  showing(
    ask(teams.listTeams, async (world, side) => {
      await founded(world, side);
      return { query: side.name === 'A' ? {} : { areaId: side.commune } };
    }),
    (side) => side.secret,
  ),
  ask(teams.getTeam, async (world, side) => ({ params: { id: (await founded(world, side)).id } })),
  ask(teams.putTeam, (_world, side) => founding(side)),
  ask(teams.addTeamTraining, async (world, side) =>
    training(await founded(world, side, [await site(world, side)])),
  ),
  ask(teams.removeTeamTraining, trained),
  ask(teams.exportMembers, (_world, side) => ({ query: { areaId: side.commune, reason: 'Trình ký' } })),
  showing(
    ask(persons.listPersons, async (world, side) => {
      await founded(world, side);
      return { query: { q: 'Nguyễn Văn' } };
    }),
    (side) => side.secret,
  ),
  ask(persons.getPerson, async (world, side) => ({ params: { id: (await person(world, side)).id } })),
  ask(persons.changePerson, async (world, side) => ({
    params: { id: (await person(world, side)).id },
    body: { baseRevision: 1, person: { name: `Lý ${side.secret}` } },
  })),
  ask(persons.mergePersons, async (world, side) => {
    const { id, other } = await person(world, side);
    return { params: { id }, body: { otherId: other } };
  }),
  ask(persons.removePerson, lonely),
  ask(rosters.uploadRoster, (_world, side) => upload(side)),
  showing(
    ask(rosters.listRosters, async (world, side) => {
      await received(world, side);
      return { query: {} };
    }),
    (side) => side.secret,
  ),
  ask(rosters.getRoster, received),
  ask(rosters.commitRoster, received),
  ask(rosters.undoRoster, taken),
  ask(rosters.discardRoster, received),
  ask(rosters.getRosterTemplate, () => ({ query: {} })),
];

function committee(side: Side, siteIds: string[] = []) {
  return {
    params: { id: uuidv7() },
    body: {
      baseRevision: 0,
      committee: {
        areaId: side.commune,
        kind: 'modelBoard' as const,
        name: `Ban ${side.secret} ${uuidv7().slice(-6)}`,
        foundedOn: day,
        seats: [
          {
            id: uuidv7(),
            personId: uuidv7(),
            newPerson: { name: `Hà ${side.secret}` },
            role: 'head' as const,
            from: day,
          },
        ],
        siteIds,
        tasks: [{ id: uuidv7(), title: side.secret }],
      },
    },
  };
}

async function seated(world: World, side: Side): Promise<string> {
  const request = committee(side, [await site(world, side)]);
  return (await world.must(committees.putCommittee, request, side.officer.token)).id;
}

async function merger(world: World, side: Side) {
  const [intoId, other] = [await seated(world, side), await seated(world, side)];
  return { intoId, fromIds: [other], effectiveOn: day };
}

async function merged(world: World, side: Side) {
  const body = { id: uuidv7(), ...(await merger(world, side)) };
  await world.must(mergers.applyMerger, { body }, side.officer.token);
  return { params: { id: body.id } };
}

const committeeRequests = [
  showing(
    ask(committees.listCommittees, async (world, side) => {
      const { params, body } = committee(side);
      const inHamlet = { ...body, committee: { ...body.committee, areaId: side.hamlet } };
      await world.must(committees.putCommittee, { params, body: inHamlet }, side.officer.token);
      return { query: {} };
    }),
    (side) => side.secret,
  ),
  ask(mergers.getOverlaps, (_world, side) => ({ query: { areaId: side.commune } })),
  ask(committees.getCommittee, async (world, side) => ({ params: { id: await seated(world, side) } })),
  ask(committees.putCommittee, (_world, side) => committee(side)),
  ask(mergers.previewMerger, async (world, side) => ({ body: await merger(world, side) })),
  ask(mergers.applyMerger, async (world, side) => ({
    body: { id: uuidv7(), ...(await merger(world, side)) },
  })),
  ask(mergers.listMergers, () => ({ query: {} })),
  ask(mergers.undoMerger, merged),
];

/** Teams, people, lists of members, committees and their mergers. */
export const teamWalks = [...teamRequests, ...committeeRequests];
