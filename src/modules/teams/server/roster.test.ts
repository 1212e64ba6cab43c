import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TestFile } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { type CommuneTree, makeCommuneTree } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { workbookOf } from '../../imports/server/templates.service.ts';
import type { Roster } from '../roster.contract.ts';
import * as contract from '../roster.contract.ts';
import { inputOf } from '../team-input.rules.ts';
import { getTeam, listTeams } from '../teams.contract.ts';
import { newMember, save } from '../teams.factory.ts';

const today = '2026-11-22';
let app: TestApp;
let place: CommuneTree;
let officer: SignedUp;
let neighbour: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today });
  place = await makeCommuneTree(app.database.db);
  const other = await makeCommuneTree(app.database.db);
  officer = await signUp(app, { role: 'officer', areaId: place.communeId });
  neighbour = await signUp(app, { role: 'officer', areaId: other.communeId });
});
afterAll(() => app.close());

type Cells = readonly (string | number | null)[];

async function workbook(
  headers: readonly string[],
  rows: readonly Cells[],
  name = 'Thành viên',
): Promise<TestFile> {
  const columns = headers.map((header) => ({ header }));
  const preface = ['UBND XÃ', 'DANH SÁCH THÀNH VIÊN CÁC TỔ', ''];
  return { name: 'danh-sach.xlsx', content: await workbookOf([{ name, preface, columns, rows }]) };
}

const headers = [
  'STT',
  'Thôn',
  'Tên tổ',
  'Loại tổ',
  'Họ và tên',
  'Năm sinh',
  'Giới tính',
  'Chức vụ',
  'Số CCCD',
  'Điện thoại',
];

async function upload(file: TestFile, query: object = {}): Promise<Roster> {
  const wanted = { areaId: place.communeId, kind: 'selfManagedGroup' as const, day: '2026-01-01', ...query };
  const reply = await app.call(contract.uploadRoster, { query: wanted, file }, officer.token);
  expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
  return reply.body;
}

async function figures(): Promise<(number | null)[]> {
  const indicators = ['team.teams', 'team.members', 'team.persons'];
  const body = { areaIds: [place.communeId], indicators, from: '2026-01-01', to: today };
  const reply = await app.call(queryFigures, { body }, officer.token);
  return indicators.map((code) => reply.body.figures.find((each) => each.indicator === code)?.value ?? null);
}

const act = (
  route: typeof contract.commitRoster | typeof contract.undoRoster,
  id: string,
  token = officer.token,
) => app.call(route, { params: { id } }, token);

const list: readonly Cells[] = [
  [
    1,
    'Thôn 1',
    'Tổ tự quản số 1',
    'Tổ tự quản',
    'Nguyễn Văn Ất',
    1970,
    'Nam',
    'Tổ trưởng',
    '001070000001',
    '0911 111 111',
  ],
  [2, null, null, null, 'Trần Thị Bính', '12/5/1982', 'Nữ', 'Tổ phó', null, null],
  [3, null, null, null, 'Lê Văn Đinh', null, 'Nam', 'Tổ viên', null, null],
  [4, 'Thôn 2', 'Tổ hòa giải', 'Tổ hòa giải', 'Phạm Thị Mậu', 1965, 'Nữ', 'Hòa giải viên', null, null],
  // The same man by his telephone, although he stands in the list of another hamlet.
  [5, null, null, null, 'Nguyễn Văn Ất', 1970, 'Nam', 'Tổ trưởng', null, '0911111111'],
  // Another one of the same name and no telephone: two people until somebody says otherwise.
  [6, null, null, null, 'Trần Thị Bính', 1982, 'Nữ', 'Hòa giải viên', null, null],
  [7, 'Thôn 9', 'Tổ tự quản số 9', null, 'Võ Văn Kỷ', 1990, 'Nam', 'Tổ viên', null, null],
  [8, 'Thôn 3', 'Tổ tự quản số 3', null, 'Đặng Văn Canh', 2024, 'Nam', 'Chủ tịch', null, null],
];

describe('a commune’s list of members', () => {
  it('is read, every problem named by sheet, row and column, and what is not kept is said', async () => {
    const roster = await upload(await workbook(headers, list));
    expect(roster.counts).toMatchObject({ rows: 8, accepted: 6, problems: 2, newTeams: 2, newPersons: 5 });
    expect(roster.problems.map(({ sheet, row, column, code }) => [sheet, row, column, code])).toEqual([
      ['Thành viên', 12, 'Chức vụ', 'unknownChoice'],
      ['Thành viên', 12, 'Năm sinh', 'invalidYear'],
      ['Thành viên', 11, 'Thôn', 'unknownArea'],
    ]);
    expect(roster.dropped.map(({ column, text }) => [column, text.vi])).toEqual([
      ['Số CCCD', 'Hệ thống không ghi số, không giữ ảnh giấy tờ tùy thân.'],
    ]);
    expect(roster.namesakes.map(({ name, other }) => [name, other])).toEqual([
      ['Trần Thị Bính', 'Trần Thị Bính, Thôn 1'],
    ]);
    expect(JSON.stringify(roster)).not.toContain('001070000001');
    expect(await figures()).toEqual([0, 0, 0]);
    expect(
      (await app.call(contract.discardRoster, { params: { id: roster.id } }, officer.token)).status,
    ).toBe(204);
  });

  it('is taken in with its figures, known the second time, and taken back', async () => {
    const file = await workbook(headers, list.slice(0, 6));
    const { id } = await upload(file);
    expect((await act(contract.commitRoster, id, neighbour.token)).status).toBe(404);
    const taken = await act(contract.commitRoster, id);
    expect([taken.status, taken.body.state]).toEqual([200, 'committed']);
    expect(taken.body.teams.map((team) => team.members)).toEqual([[], []]);
    expect(await figures()).toEqual([2, 6, 5]);
    const again = await upload(file);
    expect(again.counts).toMatchObject({ accepted: 0, known: 6, newTeams: 0, newPersons: 0 });
    expect((await act(contract.commitRoster, again.id)).code).toBe('notPossibleNow');
    const more = await upload(
      await workbook(headers, [
        [1, 'Thôn 1', 'Tổ tự quản số 1', 'Tổ tự quản', 'Mai Thị Tân', 1999, 'Nữ', 'Tổ viên', null, null],
      ]),
    );
    expect((await act(contract.commitRoster, more.id)).body.counts).toMatchObject({
      newTeams: 0,
      memberships: 1,
    });
    expect(await figures()).toEqual([2, 7, 6]);
    const early = await act(contract.undoRoster, id);
    expect([early.status, early.code]).toEqual([409, 'notPossibleNow']);
    expect((await act(contract.undoRoster, more.id)).body.state).toBe('undone');
    expect(await figures()).toEqual([2, 6, 5]);
  });

  it('is not taken back once somebody worked on what it brought', async () => {
    const roster = await upload(
      await workbook(headers, [
        [1, 'Thôn 3', 'Tổ tự quản số 7', 'Tổ tự quản', 'Hồ Văn Nhâm', 1988, 'Nam', 'Tổ viên', null, null],
      ]),
    );
    await act(contract.commitRoster, roster.id);
    const { body } = await app.call(listTeams, { query: { q: 'Tổ tự quản số 7' } }, officer.token);
    const team = (await app.call(getTeam, { params: { id: body.teams[0]?.id ?? '' } }, officer.token)).body;
    const input = inputOf(team);
    const members = [...(input.members ?? []), newMember('Hồ Thị Quý', { joinedOn: '2026-02-01' })];
    expect((await save(app, officer.token, { ...input, members }, team)).status).toBe(200);
    const undone = await act(contract.undoRoster, roster.id);
    expect([undone.status, undone.code]).toEqual([409, 'notPossibleNow']);
    expect((undone.body as unknown as { detailVi: string }).detailVi).toContain('Tổ tự quản số 7');
  });

  it('may have a sheet for each team, years of birth in two columns, and nothing but names', async () => {
    const before = await figures();
    const file = await workbook(
      ['TT', 'Họ tên', 'Nam', 'Nữ', 'Chức danh'],
      [
        [1, 'Cao Văn Sửu', 1960, null, 'Trưởng'],
        [2, 'Cao Thị Dần', null, 1975, 'Phó'],
        [3, 'Cao Văn Mão', 'x', null, null],
      ],
      'Tổ tiếng mõ an ninh',
    );
    const roster = await upload(file, { areaId: place.hamletIds[0], kind: 'modelTeam' });
    const [team] = roster.teams;
    expect([team?.name, team?.kind, team?.areaName]).toEqual(['Tổ tiếng mõ an ninh', 'modelTeam', 'Thôn 1']);
    expect(team?.members.map(({ birthYear, sex, role }) => [birthYear, sex, role])).toEqual([
      [1960, 'male', 'teamLeader'],
      [1975, 'female', 'deputyLeader'],
      [null, 'male', 'teamMember'],
    ]);
    await act(contract.commitRoster, roster.id);
    expect(await figures()).toEqual([1, 3, 3].map((more, at) => (before[at] ?? 0) + more));
  });

  it('can be filled in from the template, and what is no workbook is refused', async () => {
    const template = await app.call(contract.getRosterTemplate, { query: {} }, officer.token);
    const roster = await upload({ name: 'mau.xlsx', content: template.raw });
    expect([roster.counts.rows, roster.problems, roster.skipped]).toEqual([0, [], []]);
    const query = { areaId: place.communeId };
    const file = { name: 'a.xlsx', content: Buffer.from('không phải Excel') };
    const refused = await app.call(contract.uploadRoster, { query, file }, officer.token);
    expect([refused.status, refused.code]).toEqual([422, 'unreadableFile']);
    const foreign = await app.call(contract.uploadRoster, { query, file }, neighbour.token);
    expect(foreign.status).toBe(403);
  });

  it('counts people of a hundred rows as the rows say', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, n): Cells => [
        n + 1,
        `Thôn ${1 + (n % 3)}`,
        `Tổ bảo vệ số ${1 + (n % 3)}`,
        'Tổ bảo vệ ANTT',
        `Nguyễn Văn Số ${n % 90}`,
        1950 + ((n % 90) % 40),
        'Nam',
        'Tổ viên',
        null,
        `09${n % 90}`,
      ],
    );
    const before = await figures();
    const roster = await upload(await workbook(headers, rows));
    await act(contract.commitRoster, roster.id);
    expect(roster.counts).toMatchObject({ newPersons: 90 });
    const after = await figures();
    expect((after[2] ?? 0) - (before[2] ?? 0)).toBe(90);
    expect((after[1] ?? 0) - (before[1] ?? 0)).toBe(roster.counts.memberships);
  });
});
