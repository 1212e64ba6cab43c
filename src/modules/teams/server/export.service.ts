import type { Context } from '../../../platform/server/context.ts';
import type { Download } from '../../../platform/server/route.ts';
import { getSummaries } from '../../areas/server/areas.service.ts';
import { workbookOf, XLSX } from '../../imports/server/templates.service.ts';
import type { Chosen, TeamKind, TeamRole } from '../team.contract.ts';
import { chosenWords, sexWords, teamKindWords, teamRoleWords } from '../words.rules.ts';
import { findMemberLines, type MemberLine } from './team-list.repo.ts';
import { filterOf, type WantedTeams } from './teams.service.ts';

/** Rows of an export at most: more than any province has in one kind of team. */
const MOST_ROWS = 100_000;

export interface MembersExport {
  readonly file: Download;
  readonly rows: number;
  readonly persons: number;
}

/** The members of teams on a day as a workbook that the import of lists reads again. */
export async function exportTeamMembers(
  context: Context,
  wanted: WantedTeams & { readonly on?: string | undefined; readonly contacts: boolean },
): Promise<MembersExport> {
  const on = wanted.on ?? context.today;
  const lines = await findMemberLines(context.tx, filterOf(context, wanted), on, MOST_ROWS);
  const area = wanted.areaId && (await getSummaries(context, [wanted.areaId])).get(wanted.areaId)?.fullName;
  const content = await workbookOf([
    {
      name: 'Danh sách thành viên',
      preface: ['', `Danh sách thành viên các tổ${area ? `, ${area}` : ''}`, `Đến ngày ${vietnamese(on)}`],
      columns: [
        { header: 'STT', width: 6, format: 'whole' },
        { header: 'Thôn', width: 22 },
        { header: 'Tên tổ', width: 34 },
        { header: 'Loại tổ', width: 26 },
        { header: 'Họ và tên', width: 26 },
        { header: 'Năm sinh', width: 10, format: 'whole' },
        { header: 'Giới tính', width: 10 },
        { header: 'Chức vụ', width: 14 },
        { header: 'Bầu hay cử', width: 12 },
        { header: 'Ngày tham gia', width: 14, format: 'day' },
        ...(wanted.contacts ? [{ header: 'Điện thoại', width: 16, format: 'text' as const }] : []),
        { header: 'Tập huấn gần nhất', width: 16, format: 'day' },
      ],
      rows: lines.map((line, at) => rowOf(line, at + 1, wanted.contacts)),
    },
  ]);
  const fileName = `Danh sách thành viên${area ? ` ${area}` : ''} ${on}.xlsx`;
  const persons = new Set(lines.map((line) => line.personId)).size;
  return { file: { fileName, type: XLSX, content }, rows: lines.length, persons };
}

function rowOf(line: MemberLine, ordinal: number, contacts: boolean) {
  return [
    ordinal,
    line.areaName,
    line.teamName,
    teamKindWords[line.kind as TeamKind].vi,
    line.name,
    line.birthYear,
    line.sex === null ? null : sexWords[line.sex as 'female' | 'male'].vi,
    teamRoleWords[line.role as TeamRole].vi,
    line.chosen === 'unknown' ? null : chosenWords[line.chosen as Chosen].vi,
    line.joinedOn,
    ...(contacts ? [line.contact] : []),
    line.trainedOn,
  ];
}

function vietnamese(day: string): string {
  return day.split('-').reverse().join('/');
}
