import type { Context } from '../../../platform/server/context.ts';
import { getTeam } from '../../teams/server/teams.service.ts';
import type { Membership, Team, TeamKind, TeamRole } from '../../teams/team.contract.ts';
import { chosenWords, teamKindWords, teamRoleWords } from '../../teams/words.rules.ts';
import type { CollectedPaper, PaperMember } from '../paper.contract.ts';
import { type AskedPaper, inSentence, type PaperSource, paperArea } from './collect.ts';

/** What founds each kind of team; of the unpaid ones the usual bases of the template hold. */
const BASES: Readonly<Record<TeamKind, readonly string[]>> = {
  securityTeam: [
    'Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở ngày 28 tháng 11 năm 2023',
    'Nghị định số 40/2024/NĐ-CP ngày 16 tháng 4 năm 2024 của Chính phủ quy định chi tiết một số điều của Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở',
  ],
  mediationTeam: ['Luật Hòa giải ở cơ sở ngày 20 tháng 6 năm 2013'],
  selfManagedGroup: [],
  modelTeam: [],
};
const MEDIATION_DUTIES = [
  'Hòa giải mâu thuẫn, tranh chấp, vi phạm pháp luật theo quy định của Luật Hòa giải ở cơ sở',
  'Tuyên truyền, phổ biến pháp luật cho các bên và nhân dân',
  'Báo kịp thời với Ủy ban nhân dân, Công an cấp xã khi mâu thuẫn có thể dẫn đến mất an ninh, trật tự',
];
const ROLE_ORDER: readonly TeamRole[] = ['teamLeader', 'deputyLeader', 'mediator', 'teamMember'];

/** Decision founding a team, from its list of today. */
export const teamDecisionSource: PaperSource<'teamDecision'> = {
  access: 'teams.read',
  subjectKind: 'team',
  collect: async (context, asked): Promise<CollectedPaper<'teamDecision'>> => {
    const team = await getTeam(context, asked.subjectId);
    const area = await paperArea(context, team.areaId);
    const title = titleOf(team, area.name);
    return {
      areaId: team.areaId,
      subject: `Về việc thành lập ${title}`,
      fileName: `Quyết định thành lập ${title}`,
      data: {
        area,
        teamName: team.name,
        teamKind: inSentence(teamKindWords[team.kind].vi),
        modelName: team.sites[0]?.name ?? '',
        legalBases: [...BASES[team.kind]],
        duties: team.kind === 'mediationTeam' ? MEDIATION_DUTIES : [],
        effectiveOn: null,
        members: membersOf(team, context.today),
      },
    };
  },
};

/** The members of a team, as they are today. */
export const memberListSource: PaperSource<'memberList'> = {
  access: 'teams.read',
  subjectKind: 'team',
  collect: async (context: Context, asked: AskedPaper): Promise<CollectedPaper<'memberList'>> => {
    const team = await getTeam(context, asked.subjectId);
    const area = await paperArea(context, team.areaId);
    const members = membersOf(team, context.today);
    const title = titleOf(team, area.name);
    return {
      areaId: team.areaId,
      subject: `Thành viên ${title}`,
      fileName: `Danh sách thành viên ${title}`,
      data: {
        area,
        of: title,
        asOf: context.today,
        teams: [{ name: team.name, members }],
        personCount: new Set(serving(team, context.today).map(({ person }) => person.id)).size,
      },
    };
  },
};

// 'Tổ tự quản số 1, thôn Cấm'; a name that says the place itself is enough.
function titleOf(team: Team, areaName: string): string {
  const place = areaName.toLocaleLowerCase('vi');
  return team.name.toLocaleLowerCase('vi').includes(place)
    ? team.name
    : `${team.name}, ${inSentence(areaName)}`;
}

function serving(team: Team, today: string): Membership[] {
  return team.members
    .filter(({ joinedOn, leftOn }) => joinedOn <= today && (leftOn === null || leftOn > today))
    .toSorted((a, b) => ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role));
}

function membersOf(team: Team, today: string): PaperMember[] {
  return serving(team, today).map(({ person, role, chosen, joinedOn }) => ({
    name: person.name,
    birthYear: person.birthYear,
    sex: person.sex,
    role: teamRoleWords[role].vi,
    position: '',
    address: person.areaName,
    phone: person.contact ?? '',
    chosen: chosen === 'unknown' ? '' : chosenWords[chosen].vi,
    since: joinedOn,
    note: '',
  }));
}
