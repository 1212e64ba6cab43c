import { TemplateHandler, Zip } from 'easy-template-x';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paragraph } from '../../../scripts/documents/ooxml.ts';
import { wordFile } from '../../../scripts/documents/package.ts';
import { startTestApp, type TestApp } from '../../platform/server/testing/app.ts';
import { areaIdOf, type SignedUp, signUp } from '../accounts/accounts.factory.ts';
import { makeHamlet } from '../areas/areas.factory.ts';
import { moveCampaign, putCampaign } from '../pledges/campaign.contract.ts';
import { addHouseholds } from '../pledges/household.contract.ts';
import { putTeam } from '../teams/teams.contract.ts';
import { downloadFile, listFiles } from './document.contract.ts';
import type { PaperKind } from './paper.contract.ts';
import {
  draftPaper,
  listPaperTemplates,
  makePaper,
  replacePaperTemplate,
  resetPaperTemplate,
} from './papers.contract.ts';

const today = '2026-11-22';
let app: TestApp;
let officer: SignedUp;
let commune: string;
let hamlet: string;
let team: string;

beforeAll(async () => {
  app = await startTestApp({ today });
  commune = await areaIdOf(app, '07840');
  hamlet = (await makeHamlet(app.database.db, commune, 'Thôn Sơn Quả')).id;
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  team = await founded(3);
});
afterAll(() => app.close());

async function founded(count: number): Promise<string> {
  const id = uuidv7();
  const members = Array.from({ length: count }, (_, at) => ({
    id: uuidv7(),
    personId: uuidv7(),
    newPerson: { name: `Nguyễn Văn Số ${at + 1}`, birthYear: 1970 + at, sex: 'male' as const },
    role: at === 0 ? ('teamLeader' as const) : ('teamMember' as const),
    joinedOn: '2026-02-01',
    // The last one has left since.
    leftOn: at === count - 1 ? '2026-06-01' : null,
  }));
  const body = {
    areaId: hamlet,
    kind: 'selfManagedGroup' as const,
    name: 'Tổ tự quản số 1',
    foundedOn: '2026-02-01',
    members,
  };
  const saved = await app.call(
    putTeam,
    { params: { id }, body: { baseRevision: 0, team: body } },
    officer.token,
  );
  expect(saved.status).toBeLessThan(300);
  return id;
}

async function textOf(fileId: string): Promise<string> {
  const { raw } = await app.call(downloadFile, { params: { id: fileId } }, officer.token);
  return (await new TemplateHandler().getText(raw)).replaceAll('\u00a0', ' ');
}

async function made(kind: PaperKind, of: object, patch: object = {}) {
  const draft = await app.call(
    draftPaper,
    { params: { kind }, query: { subjectId: team, ...of } },
    officer.token,
  );
  expect(draft.status).toBe(200);
  const heading = { ...draft.body.heading, ...patch };
  const body = { id: uuidv7(), subjectId: team, ...of, heading };
  const answer = await app.call(makePaper, { params: { kind }, body }, officer.token);
  expect(answer.status).toBe(201);
  return { draft: draft.body, file: answer.body, body };
}

test('a decision with its list is made from the team, kept with it, and remembers its heading', async () => {
  const { draft, file, body } = await made(
    'teamDecision',
    {},
    { codeNumber: 12, issuedDate: '2026-02-01', name: 'Trần Thị Chủ Tịch' },
  );
  expect(draft).toMatchObject({ shown: 'full', template: { shipped: true }, made: [] });
  expect(draft.heading).toMatchObject({
    codeNotation: 'QĐ-UBND',
    subject: 'Về việc thành lập Tổ tự quản số 1, thôn Sơn Quả',
    position: 'Chủ tịch',
    authority: [],
  });
  expect(file).toMatchObject({
    generated: true,
    subjectKind: 'team',
    subjectId: team,
    fileName: 'Quyết định thành lập Tổ tự quản số 1, thôn Sơn Quả.docx',
  });
  const text = await textOf(file.id);
  for (const expected of ['Số: 12/QĐ-UBND', 'gồm 02 thành viên', 'Nguyễn Văn Số 2', 'Trần Thị Chủ Tịch'])
    expect(text).toContain(expected);
  expect(text).not.toContain('Nguyễn Văn Số 3');
  const again = await app.call(makePaper, { params: { kind: 'teamDecision' }, body }, officer.token);
  expect(again.body.id).toBe(file.id);
  const next = await made('teamDecision', {});
  expect(next.draft.heading).toMatchObject({ name: 'Trần Thị Chủ Tịch', codeNumber: null, issuedDate: null });
  expect(next.draft.made.map(({ id }) => id)).toEqual([file.id]);
  const { items } = (
    await app.call(listFiles, { query: { subjectKind: 'team', subjectId: team } }, officer.token)
  ).body;
  expect(items).toHaveLength(2);
});

test('the list of members counts who serves today', async () => {
  const { file } = await made('memberList', {});
  const text = await textOf(file.id);
  expect(text).toContain('1 tổ, 2 thành viên, 2 người');
  expect(text).toContain('Tổ trưởng');
});

test('the sheet of a hamlet has a code for each household; looking at it gives out none', async () => {
  const households = Array.from({ length: 12 }, (_, at) => ({
    id: uuidv7(),
    houseNumber: String(at + 1),
    contactName: `Chủ hộ ${at + 1}`,
    people: 4,
  }));
  await app.call(addHouseholds, { params: { id: hamlet }, body: { households } }, officer.token);
  const id = uuidv7();
  const campaign = {
    areaId: commune,
    title: 'Cam kết năm 2026',
    audience: ['households' as const],
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    validTo: '2026-12-31',
    commitments: ['Không vi phạm pháp luật'],
  };
  const put = await app.call(putCampaign, { params: { id }, body: campaign }, officer.token);
  const { version } = put.body;
  await app.call(moveCampaign, { params: { id }, body: { to: 'open', version } }, officer.token);
  const { file, draft } = await made('pledgeSheet', { subjectId: id, areaId: hamlet });
  expect(draft.shown).toBe('none');
  const text = await textOf(file.id);
  expect(text).toContain('Tổng số: 12 hộ.');
  expect(text).toContain('1. Không vi phạm pháp luật.');
  const { raw } = await app.call(downloadFile, { params: { id: file.id } }, officer.token);
  const zip = await Zip.load(raw);
  expect(zip.listFiles().filter((name) => name.endsWith('.png'))).toHaveLength(12);
  const xml = await zip.getFile('word/document.xml').getContentText();
  const codes = [...xml.matchAll(/descr="([^"]+)"/g)].map(([, url]) => url);
  expect(new Set(codes).size).toBe(12);
  const single = await made('householdPledge', { subjectId: households[0]?.id, campaignId: id });
  expect(await textOf(single.file.id)).toContain('Đại diện hộ gia đình: Chủ hộ 1');
  const without = await app.call(
    draftPaper,
    { params: { kind: 'pledgeSheet' }, query: { subjectId: id } },
    officer.token,
  );
  expect([without.status, without.code]).toEqual([422, 'invalidInput']);
});

test('the office edits a template in Word; a wrong tag is named and nothing changes; going back is one step', async () => {
  const kind = 'teamDecision' as const;
  const of = { params: { kind }, query: { areaId: commune } };
  const edited = (text: string) => ({
    name: 'Mẫu của xã.docx',
    content: wordFile({ title: 'x', body: paragraph(text), styles: '' }),
  });
  const refused = await app.call(
    replacePaperTemplate,
    { ...of, file: edited('{teamName} {soLuong}') },
    officer.token,
  );
  expect([refused.status, refused.code]).toEqual([422, 'invalidInput']);
  expect(JSON.stringify(refused.body)).toContain('{soLuong}');
  const used = await app.call(
    replacePaperTemplate,
    { ...of, file: edited('Mẫu riêng: {teamName}') },
    officer.token,
  );
  expect(used.body).toMatchObject({ shipped: false, fileName: 'Mẫu của xã.docx' });
  // The recorder of the hamlet works with the office's template too.
  const recorder = await signUp(app, { role: 'recorder', areaId: hamlet });
  const draft = await app.call(draftPaper, { params: { kind }, query: { subjectId: team } }, recorder.token);
  expect(draft.body.template).toEqual({ shipped: false, fileName: 'Mẫu của xã.docx' });
  const { file } = await made(kind, {});
  expect(await textOf(file.id)).toBe('Mẫu riêng: Tổ tự quản số 1');
  expect((await app.call(resetPaperTemplate, of, officer.token)).body.shipped).toBe(true);
  const { items } = (await app.call(listPaperTemplates, { query: { areaId: commune } }, officer.token)).body;
  expect(items.map((one) => one.shipped)).toEqual(Array.from({ length: 7 }, () => true));
});
