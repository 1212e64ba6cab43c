import { v7 as uuidv7 } from 'uuid';
import { CommitteeInput } from '../../modules/committees/committees.contract.ts';
import { saveCommittee, summariesOf } from '../../modules/committees/server/committees.service.ts';
import { listSites } from '../../modules/models/server/sites.service.ts';
import { saveTeam, trainTeam } from '../../modules/teams/server/save-team.service.ts';
import { findTeamRow, getTeamRow } from '../../modules/teams/server/teams.service.ts';
import { TeamInput, TeamTrainingInput } from '../../modules/teams/team.contract.ts';
import { addDays } from '../../platform/dates.ts';
import { authorize } from '../../platform/server/authorize.ts';
import type { Context } from '../../platform/server/context.ts';
import type { JobContext } from '../../platform/server/jobs.ts';
import type { DemoAreas } from './demo-books.ts';
import { type Dice, makeDice } from './dice.rules.ts';

/** How many hamlets of the demo have teams with lists; the others show what an empty one looks like. */
const LISTED = 5;
const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Ngô', 'Đỗ', 'Vũ', 'Đặng', 'Bùi'] as const;
const women = ['Thị Hòa', 'Thị Lan', 'Thị Hương', 'Ngọc Mai', 'Thị Thủy', 'Thị Nhung'] as const;
const men = ['Văn Bình', 'Đức Thắng', 'Hữu Tuấn', 'Xuân Dũng', 'Quang Sơn', 'Minh Khánh'] as const;

// The same ids in every filling, so that one that was cut off is gone on with.
const idFrom = (dice: Dice): string => uuidv7({ random: dice.bytes(16), msecs: 1_735_689_600_000 });

/** Security teams and self-managed groups with their members, and three committees with many people in common. */
export async function storeDemoTeams(officer: JobContext, areas: DemoAreas): Promise<void> {
  const listed = areas.hamlets.filter(({ areaId }, at) => at < LISTED || areaId === areas.hamlet);
  for (const { areaId, name } of listed)
    await officer.transact((context) => foundTeams(context, areaId, name, makeDice(`teams ${name}`)));
  await officer.transact((context) => foundCommittees(context, areas));
}

async function foundTeams(context: Context, areaId: string, name: string, dice: Dice): Promise<void> {
  const day = addDays(context.today, -900);
  const id = idFrom(dice);
  if (await findTeamRow(context, id)) return;
  const security = await saveTeam(
    context,
    id,
    0,
    TeamInput.parse({
      areaId,
      kind: 'securityTeam',
      name: `Tổ bảo vệ an ninh, trật tự ${name}`,
      foundedOn: day,
      decision: '21/QĐ-UBND',
      members: membersOf(dice, 3, day),
      equipment: [
        { id: idFrom(dice), name: 'Đèn pin', number: 3, receivedOn: day },
        { id: idFrom(dice), name: 'Gậy cao su', number: 3, receivedOn: day, condition: 'worn' },
      ],
    }),
  );
  const may = await authorize(context, 'teams.write', areaId);
  const training = TeamTrainingInput.parse({
    id: idFrom(dice),
    day: addDays(context.today, -dice.between(10, 300)),
    topic: 'Tuần tra, xử lý tình huống ban đầu, chữa cháy tại chỗ',
    hours: 4,
    heldBy: 'Công an phường',
    personIds: security.members.slice(0, 2).map((member) => member.person.id),
  });
  await trainTeam(context, may, await getTeamRow(context, security.id), training);
  const [leader] = security.members;
  const shared = leader
    ? [{ id: idFrom(dice), personId: leader.person.id, role: 'teamMember' as const, joinedOn: day }]
    : [];
  await saveTeam(
    context,
    idFrom(dice),
    0,
    TeamInput.parse({
      areaId,
      kind: 'selfManagedGroup',
      name: `Tổ tự quản số 1 ${name}`,
      foundedOn: day,
      households: dice.between(30, 49),
      members: [...membersOf(dice, 5, day), ...shared],
    }),
  );
}

function membersOf(dice: Dice, count: number, day: string) {
  return Array.from({ length: count }, (_, at) => {
    const isWoman = dice.chance(1 / 3);
    const name = `${dice.pick(families)} ${dice.pick(isWoman ? women : men)}`;
    const id = idFrom(dice);
    return {
      id,
      personId: id,
      newPerson: {
        name,
        birthYear: dice.between(1955, 1999),
        sex: isWoman ? ('female' as const) : ('male' as const),
        contact: `09${dice.between(10_000_000, 99_999_999)}`,
      },
      role:
        at === 0 ? ('teamLeader' as const) : at === 1 ? ('deputyLeader' as const) : ('teamMember' as const),
      chosen: at === 0 ? ('elected' as const) : ('unknown' as const),
      joinedOn: day,
    };
  });
}

/**
 * The steering committee, and two committees of single models in which the same people sit. Each has its models; one
 * model has no committee yet.
 */
async function foundCommittees(context: Context, areas: DemoAreas): Promise<void> {
  const from = addDays(context.today, -500);
  const dice = makeDice('committees');
  const first = idFrom(dice);
  if ((await summariesOf(context, [first])).size > 0) return;
  const people = [
    { id: idFrom(dice), name: 'Nguyễn Hữu Lộc', office: 'Chủ tịch UBND phường' },
    { id: idFrom(dice), name: 'Trần Quốc Toản', office: 'Trưởng Công an phường' },
    { id: idFrom(dice), name: 'Đỗ Thị Minh', office: 'Chủ tịch Ủy ban MTTQ phường' },
    { id: idFrom(dice), name: 'Vũ Văn Thịnh', office: 'Chủ tịch Hội Cựu chiến binh' },
  ];
  const seated = new Set<string>();
  const seat = (at: number, role: string) => {
    const person = people[at] ?? people[0];
    const isNew = !seated.has(person?.id ?? '');
    seated.add(person?.id ?? '');
    return {
      id: idFrom(dice),
      personId: person?.id,
      ...(isNew ? { newPerson: { name: person?.name } } : {}),
      role,
      office: person?.office,
      from,
    };
  };
  const found = (given: object, id = idFrom(dice)) =>
    saveCommittee(
      context,
      id,
      0,
      CommitteeInput.parse({ areaId: areas.commune, kind: 'modelBoard', foundedOn: from, ...given }),
    );
  const { items: sites } = await listSites(context, { areaId: areas.commune, limit: 100 });
  const [gong, camera] = ['Tiếng kẻng an ninh', 'Camera an ninh'];
  const idsOf = (is: (kind: string) => boolean): string[] =>
    sites.filter((site) => site.endedOn === null && is(site.kind.name)).map((site) => site.id);
  const steering = {
    siteIds: idsOf((kind) => kind !== gong && kind !== camera).slice(1),
    kind: 'steeringCommittee',
    name: 'Ban Chỉ đạo 138 phường Hiệp Hòa',
    standingBody: 'Công an phường',
    decision: '05/QĐ-UBND',
    seats: [seat(0, 'head'), seat(1, 'standingDeputy'), seat(2, 'deputy'), seat(3, 'member')],
    tasks: [
      { id: idFrom(dice), title: 'Kế hoạch kiểm tra các mô hình 6 tháng', dueOn: addDays(context.today, -5) },
      { id: idFrom(dice), title: 'Sơ kết năm', dueOn: addDays(context.today, 20), personId: people[1]?.id },
    ],
  };
  await found(steering, first);
  await found({
    name: 'Ban chủ nhiệm mô hình Camera an ninh',
    siteIds: idsOf((kind) => kind === camera),
    seats: [seat(1, 'head'), seat(2, 'deputy')],
    tasks: [{ id: idFrom(dice), title: 'Rà soát camera hỏng ở các ngã ba' }],
  });
  await found({
    name: 'Ban chỉ đạo mô hình Tiếng kẻng an ninh',
    siteIds: idsOf((kind) => kind === gong),
    seats: [seat(0, 'head'), seat(1, 'deputy'), seat(3, 'member')],
  });
}
