import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { compoundFile, zipOf } from '../../../platform/server/workbook/testing.ts';
import { areaIdOf, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { changeActivityState, listActivities } from '../../activities/activities.contract.ts';
import wanted from '../fixtures/luong-phong-2024.expected.json' with { type: 'json' };
import {
  commitImport,
  downloadProblems,
  downloadTemplate,
  getImport,
  listImportRows,
  listImports,
  mendImport,
  removeImport,
  undoImport,
  uploadImport,
} from '../imports.contract.ts';
import { bookPath, committed, settled, uploaded } from '../imports.factory.ts';
import { workbookOf } from './templates.service.ts';

const today = '2026-11-22';
const book = { name: 'Sổ năm 2024.xlsx', content: readFileSync(bookPath) };

let app: TestApp;
let officer: SignedUp;
let areaId: string;

beforeAll(async () => {
  app = await startTestApp({ today, withJobs: true });
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  areaId = await areaIdOf(app, 'before:07846');
});
afterAll(() => app.close());

/** A small book with one register, as an officer types it. */
const smallBook = async (sheet: string, headers: string[], rows: (string | number | null)[][]) => ({
  name: `${sheet}.xlsx`,
  content: await workbookOf([{ name: sheet, columns: headers.map((header) => ({ header })), rows }]),
});
const patrolHeaders = ['STT', 'Ngày', 'Thôn', 'Từ giờ', 'Số người', 'Nội dung'];

test('an officer takes a year’s book in, mends what is wrong, corrects it in Excel, and takes it back', async () => {
  const { token } = officer;

  // The book is received once, however often it is sent, and checked in the background.
  const first = await uploaded(app, token, areaId, book);
  const again = await app.call(uploadImport, { query: { areaId }, file: book }, token);
  expect(again.body.id).toBe(first.id);
  expect(first).toMatchObject({
    state: 'checked',
    dataRows: 1626,
    accepted: 1616,
    problemRows: 9,
    duplicates: 1,
  });
  expect(first.can).toEqual({ mend: true, commit: true, undo: false, remove: true });
  expect(first.organizationsToAdd.map((place) => place.name)).toContain('Trường THCS Lương Phong');

  // Every problem names its cell, what was found and what would be right; near names are offered.
  const { body: problems } = await app.call(
    listImportRows,
    { params: { id: first.id }, query: { state: 'problem' } },
    token,
  );
  expect(
    problems.items.map((row) => [row.sheet, row.row, row.problems[0]?.column, row.problems[0]?.code]),
  ).toEqual(wanted.problems.map((problem) => [problem.sheet, problem.row, problem.column, problem.code]));
  const byRow = new Map(problems.items.map((row) => [`${row.sheet} ${row.row}`, row]));
  expect(byRow.get('Tuần tra 159')?.problems[0]).toMatchObject({ found: '31/02/2024' });
  expect(byRow.get('Tuần tra 1101')?.problems[0]?.expected.vi).toContain('22/11/2026');
  const position = byRow.get('Tuần tra 159')?.position ?? -1;
  const mediation = byRow.get('Hòa giải 30')?.position ?? -1;

  // She mends some of it on the page: a day, an unknown hamlet for all its rows, a choice, and takes the duplicate.
  const mended = await app.call(
    mendImport,
    {
      params: { id: first.id },
      body: {
        rows: [
          { position, row: 159, cells: { Ngày: '29/02/2024' } },
          { position, row: 524, leave: true },
          { position, row: 989, take: true },
          { position, row: 735, cells: { 'Số người': 'bốn' } },
        ],
        places: [{ text: 'Thôn Không Có', as: { hamlet: 'Thôn Mới' } }],
        choices: [{ position: mediation, column: 'Kết quả', text: 'Tạm ổn', as: 'inProgress' }],
      },
    },
    token,
  );
  expect(mended.status).toBe(200);
  expect(mended.body.rows.map((row) => [row.row, row.state, row.problems[0]?.code])).toEqual([
    [159, 'accepted', undefined],
    [524, 'left', undefined],
    [735, 'problem', 'notANumber'],
    [989, 'accepted', undefined],
  ]);
  expect(mended.body.import).toMatchObject({ accepted: 1620, problemRows: 5, duplicates: 0, leftOut: 1 });
  expect(mended.body.import.hamletsToAdd.map((place) => place.name)).toContain('Thôn Mới');
  const nonsense = await app.call(
    mendImport,
    { params: { id: first.id }, body: { rows: [{ position, row: 159, cells: { Tôn: 'x' } }] } },
    token,
  );
  expect(nonsense.code).toBe('invalidInput');

  // The commit runs in the background; asked for twice, it runs once.
  const [one, two] = await Promise.all([
    app.call(commitImport, { params: { id: first.id } }, token),
    app.call(commitImport, { params: { id: first.id } }, token),
  ]);
  expect([one.status, two.status]).toEqual([202, 202]);
  const done = await settled(app, token, first.id);
  expect(done.state).toBe('committed');
  expect(done.sheets.every((sheet) => sheet.committed)).toBe(true);
  const { body: records } = await app.call(listActivities, { query: { importId: first.id } }, token);
  expect(records.total?.count).toBe(1607);
  expect(records.items[0]).toMatchObject({
    state: 'submitted',
    createdBy: { id: officer.userId },
    revision: 1,
  });

  // What is left is downloaded, mended in Excel, and taken in as a book of its own: only that is new.
  const file = await app.call(downloadProblems, { params: { id: first.id }, query: { rows: 'all' } }, token);
  expect(file.status).toBe(200);
  const second = await uploaded(app, token, areaId, { name: 'sửa.xlsx', content: file.raw });
  expect(second).toMatchObject({ accepted: 0, problemRows: 6 });
  expect(second.sheets.every((sheet) => sheet.columns.every((column) => column.field !== null))).toBe(true);
  expect((await app.call(removeImport, { params: { id: second.id } }, token)).status).toBe(204);

  // Once somebody has worked on a row, the import stays, and the answer says which rows.
  const record = records.items[0];
  if (!record) throw new Error('no record');
  const leader = await signUp(app, { role: 'leader', areaCode: '07840' });
  const body = { action: 'verify', baseRevision: 1 } as const;
  expect(
    (await app.call(changeActivityState, { params: { id: record.id }, body }, leader.token)).status,
  ).toBe(200);
  const refused = await app.call(undoImport, { params: { id: first.id } }, token);
  expect(refused.code).toBe('notPossibleNow');
  expect(refused.body).toMatchObject({ workedOn: 1, fields: [{ code: 'workedOn', found: record.id }] });
  expect((await app.call(removeImport, { params: { id: first.id } }, token)).code).toBe('notPossibleNow');
});

test('what is no workbook is refused with its reason, and nothing of it is kept', async () => {
  const refusals: [string, Buffer, string][] = [
    ['sổ.xls', compoundFile(['Workbook']), 'oldExcel'],
    ['sổ.xlsx', compoundFile(['EncryptedPackage']), 'encrypted'],
    ['sổ.xlsx', Buffer.from('STT,Ngày,Thôn\n1,2,3\n'), 'csvRenamed'],
    ['sổ.xlsx', Buffer.alloc(0), 'emptyFile'],
    ['sổ.docx', Buffer.from('%PDF-1.7'), 'notAWorkbook'],
  ];
  for (const [name, content, reason] of refusals) {
    const reply = await app.call(uploadImport, { query: { areaId }, file: { name, content } }, officer.token);
    expect([name, reply.code, (reply.body as unknown as { reason: string }).reason]).toEqual([
      name,
      'unreadableFile',
      reason,
    ]);
  }
  // A workbook that is none of our sheets, and one that breaks off in the middle, fail while they are read.
  const other = await uploaded(
    app,
    officer.token,
    areaId,
    await smallBook('Thu chi', ['Khoản', 'Tiền'], [['Điện', 5]]),
  );
  expect(other).toMatchObject({ state: 'failed', failure: { code: 'noSheet' } });
  const broken = await zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml':
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">',
  });
  const cut = await uploaded(app, officer.token, areaId, { name: 'hỏng.xlsx', content: broken });
  expect(cut).toMatchObject({ state: 'failed', failure: { code: 'damaged', sheet: 'S' } });
});

test('days on which the commune was not there are problems that name where it went', async () => {
  const late = await uploaded(
    app,
    officer.token,
    areaId,
    await smallBook('Tuần tra', patrolHeaders, [
      [1, '30/6/2025', 'Toàn xã', '21h', 4, 'ngày cuối'],
      [2, '1/7/2025', 'Toàn xã', '21h', 4, 'đã sáp nhập'],
    ]),
  );
  expect(late).toMatchObject({ accepted: 1, problemRows: 1 });
  const { body } = await app.call(
    listImportRows,
    { params: { id: late.id }, query: { state: 'problem' } },
    officer.token,
  );
  expect(body.items[0]?.problems[0]).toMatchObject({ column: 'Ngày', code: 'outOfRange', found: '1/7/2025' });
  expect(body.items[0]?.problems[0]?.expected.vi).toContain('Hiệp Hòa');
  const now = await uploaded(
    app,
    officer.token,
    officer.areaId,
    await smallBook('Tuần tra', patrolHeaders, [[1, '30/6/2025', 'Toàn xã', '21h', 4, 'trước khi có xã']]),
  );
  const rows = await app.call(listImportRows, { params: { id: now.id } }, officer.token);
  expect(rows.body.items[0]?.problems[0]?.expected.vi).toContain('Lương Phong');
});

test('the list of hamlets may stand last, has columns of its own, and its mended names reach the other sheets', async () => {
  const content = await workbookOf([
    {
      name: 'Tuần tra',
      columns: [...patrolHeaders, 'Dân tộc', 'Thời tiết'].map((header) => ({ header })),
      rows: [
        [1, '2/1/2024', 'thôn  tân lập', '21h', 4, '=1+1', 'Tày', 'mưa'],
        [2, '3/1/2024', 'Thôn Tân Lâp', '21h', 4, '', '', ''],
        [null, null, 'Tổng cộng', null, 8, null, null, null],
      ],
    },
    {
      name: 'Thôn',
      columns: ['STT', 'Tên thôn', 'Số hộ', 'Nhân khẩu'].map((header) => ({ header })),
      rows: [[1, 'Thôn Tân Lâp', 200, 'tám']],
    },
  ]);
  const { token } = officer;
  const { id, ...checked } = await uploaded(app, token, areaId, { name: 'ngược.xlsx', content });
  expect(checked.sheets.map((sheet) => [sheet.kind, sheet.accepted, sheet.problemRows])).toEqual([
    ['patrol', 1, 1],
    ['hamlets', 0, 1],
  ]);
  expect(checked.sheets[0]?.columns.find((column) => column.header === 'Dân tộc')?.refused?.vi).toContain(
    'dân tộc',
  );
  const mended = await app.call(
    mendImport,
    {
      params: { id },
      body: { rows: [{ position: 1, row: 2, cells: { 'Tên thôn': 'Thôn Tân Lập', 'Nhân khẩu': '800' } }] },
    },
    token,
  );
  expect(mended.body.import.sheets.map((sheet) => [sheet.accepted, sheet.problemRows])).toEqual([
    [1, 1],
    [1, 0],
  ]);
  await committed(app, token, id);
  const { body } = await app.call(listActivities, { query: { importId: id } }, token);
  expect(body.items[0]).toMatchObject({ notes: { 'Thời tiết': 'mưa' }, values: { content: '=1+1' } });
  expect(body.items[0]?.place.areaName).toBe('Thôn Tân Lập');
  expect((await app.call(undoImport, { params: { id } }, token)).body.state).toBe('undone');
});

test('each sheet is offered as an empty template that is recognised again', async () => {
  const all = await app.call(downloadTemplate, { params: { file: 'all.xlsx' } }, officer.token);
  expect(all.status).toBe(200);
  const back = await uploaded(app, officer.token, areaId, { name: 'mẫu.xlsx', content: all.raw });
  expect(back.sheets.map((sheet) => sheet.kind).toSorted()).toEqual(
    [
      'hamlets',
      'incident',
      'inspection',
      'mediation',
      'meeting',
      'modelSite',
      'outreach',
      'patrol',
      'tip',
      'training',
      'visit',
    ].toSorted(),
  );
  expect(back).toMatchObject({ state: 'checked', dataRows: 0 });
  expect(back.sheets.every((sheet) => sheet.missing.length === 0)).toBe(true);
  expect((await app.call(downloadTemplate, { params: { file: 'gossip.xlsx' } }, officer.token)).code).toBe(
    'notFound',
  );
});

test('published figures go in with their sources, twice without effect, and out again', async () => {
  const admin = await signUp(app, { role: 'administrator', areaCode: 'VN' });
  const file = {
    name: 'published-figures.csv',
    content: readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'published-figures.csv')),
  };
  const country = admin.areaId;
  const checked = await uploaded(app, admin.token, country, file);
  expect(checked.sheets).toMatchObject([
    { kind: 'reportedFigures', dataRows: 21, accepted: 21, problemRows: 0 },
  ]);
  await committed(app, admin.token, checked.id);
  const twice = await uploaded(app, admin.token, country, file);
  expect(twice).toMatchObject({ accepted: 0, alreadyKnown: 21 });
  expect((await app.call(undoImport, { params: { id: checked.id } }, admin.token)).status).toBe(200);
  const wrong = await uploaded(app, admin.token, country, {
    name: 'sai.csv',
    content: Buffer.from(
      'area,area_code_before_2025,level,indicator,value,denominator,from,to,as_of,source,note\nX,99999,commune,area.households,12,,,,2024-01-01,Bài báo,\nY,07846,commune,no.such,mười,,,,2024-01-01,,\n',
    ),
  });
  const { body } = await app.call(
    listImportRows,
    { params: { id: wrong.id }, query: { state: 'problem' } },
    admin.token,
  );
  expect(body.items.map((row) => row.problems.map((problem) => `${problem.column} ${problem.code}`))).toEqual(
    [
      ['area_code_before_2025 unknownArea'],
      ['indicator unknownChoice', 'value notANumber', 'source required'],
    ],
  );
});

test('an officer of another commune sees nothing of it', async () => {
  const stranger = await signUp(app, { role: 'officer', areaCode: '00004' });
  const mine = await uploaded(
    app,
    officer.token,
    areaId,
    await smallBook('Tuần tra', patrolHeaders, [[1, '2/1/2024', 'Toàn xã', '21h', 4, '']]),
  );
  expect((await app.call(getImport, { params: { id: mine.id } }, stranger.token)).code).toBe('notFound');
  expect((await app.call(commitImport, { params: { id: mine.id } }, stranger.token)).code).toBe('notFound');
  expect((await app.call(listImports, {}, stranger.token)).body.items).toEqual([]);
  const reply = await app.call(uploadImport, { query: { areaId }, file: book }, stranger.token);
  expect(reply.code).toBe('outOfArea');
  const recorder = await signUp(app, { role: 'leader', areaCode: '07840' });
  expect((await app.call(getImport, { params: { id: mine.id } }, recorder.token)).code).toBe('forbidden');
});
