import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../../../platform/server/config.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { completeSetup, signUp } from '../../accounts/accounts.factory.ts';
import {
  applyLoad,
  listAreaOperations,
  previewLoad,
  undoAreaOperation,
} from '../area-operations.contract.ts';
import { type AreaHit, getArea, getAreaByCode, listAreaChildren, searchAreas } from '../areas.contract.ts';
import { areaByCode } from '../areas.factory.ts';

const today = '2026-11-22';
let app: TestApp;
let admin: string;

beforeAll(async () => {
  app = await startTestApp({ today });
  admin = (await completeSetup(app, await areaByCode(app.database.db, '24'))).token;
});
afterAll(() => app.close());

async function find(q: string, more: Record<string, unknown> = {}): Promise<AreaHit[]> {
  const reply = await app.call(searchAreas, { query: { q, ...more } });
  expect(reply.status).toBe(200);
  return reply.body.hits;
}

test('typing "lương phong" offers today’s ward and says since when', async () => {
  const [hit] = await find('lương phong');
  expect(hit).toMatchObject({
    fullName: 'Phường Hiệp Hòa',
    code: '07840',
    path: 'Thành phố Bắc Ninh',
    matched: {
      fullName: 'Xã Lương Phong',
      code: '07846',
      until: '2025-07-01',
      path: 'Huyện Hiệp Hòa, Tỉnh Bắc Giang',
    },
  });
  expect(hit?.names).toMatchObject([
    { fullName: 'Xã Hiệp Hòa', from: '2025-07-01', to: '2026-09-20' },
    { fullName: 'Phường Hiệp Hòa', from: '2026-09-20', to: null, instrument: '388/NQ-UBTVQH16' },
  ]);
});

test.each([
  ['luong phong', 'Phường Hiệp Hòa'],
  ['LƯƠNG  PHONG', 'Phường Hiệp Hòa'],
  ['Xã Lương Phong, Hiệp Hòa, Bắc Giang', 'Phường Hiệp Hòa'],
  ['hiep hoa bac ninh', 'Phường Hiệp Hòa'],
  ['Hiệp Hoà, Bắc Ninh', 'Phường Hiệp Hòa'],
  ['lương phog', 'Phường Hiệp Hòa'],
  ['07840', 'Phường Hiệp Hòa'],
  ['before:07846', 'Phường Hiệp Hòa'],
  ['xã hiệp hòa, bắc ninh', 'Phường Hiệp Hòa'],
  ['Tỉnh Bắc Giang', 'Thành phố Bắc Ninh'],
  ['phuong ba dinh', 'Phường Ba Đình'],
  ['huyện hoàng sa', 'Đặc khu Hoàng Sa'],
  ['phu quoc', 'Đặc khu Phú Quốc'],
])('"%s" finds %s first', async (typed, fullName) => {
  const hits = await find(typed);
  expect(hits[0]?.fullName).toBe(fullName);
});

test('the present name comes before former ones, and a name without answer finds nothing', async () => {
  const hits = await find('hiệp hòa');
  expect(hits[0]?.matched).toBeUndefined();
  expect(hits.map((hit) => hit.fullName)).toContain('Phường Hiệp Hòa');
  expect((await find('bắc giang')).map((hit) => hit.fullName)).toContain('Thành phố Bắc Ninh');
  expect(await find('qqq zzz www')).toEqual([]);
  expect(await find('%')).toEqual([]);
  expect((await find('bắc', { kinds: 'province', limit: 3 })).every((hit) => hit.kind === 'province')).toBe(
    true,
  );
});

test('a split commune offers each of its successors', async () => {
  const [first] = (await app.call(getAreaByCode, { params: { code: 'before:07846' } }, admin)).body
    .successors;
  expect(first?.area.code).toBe('07840');
  const children = await app.call(
    listAreaChildren,
    { params: { id: await areaByCode(app.database.db, '01') } },
    admin,
  );
  const split = children.body.children.find((child) => child.unattributed);
  if (!split) throw new Error('Hà Nội had split communes');
  const detail = await app.call(getArea, { params: { id: split.id } }, admin);
  const heirs = detail.body.successors.map((link) => link.area.id);
  expect(heirs.length).toBeGreaterThan(1);
  const hits = await find(`before:${split.code}`);
  expect(hits.map((hit) => hit.id).sort()).toEqual(heirs.sort());
});

test('an old code and a new one of the same digits are two units; a kept unit is one', async () => {
  const byCode = async (code: string) => (await app.call(getAreaByCode, { params: { code } }, admin)).body;
  const now = await byCode('24');
  const before = await byCode('before:24');
  expect([now.fullName, before.fullName]).toEqual(['Thành phố Bắc Ninh', 'Tỉnh Bắc Giang']);
  expect(before.successors.map((link) => link.area.id)).toEqual([now.id]);
  expect((await byCode('01')).id).toBe((await byCode('before:01')).id);
  const old = await byCode('before:07846');
  expect(old.parents.map((parent) => [parent.area.fullName, parent.from, parent.to])).toEqual([
    ['Huyện Hiệp Hòa', null, '2025-07-01'],
  ]);
  expect(old.ancestors.map((area) => area.fullName)).toEqual([
    'Việt Nam',
    'Thành phố Bắc Ninh',
    'Phường Hiệp Hòa',
  ]);
  expect((await app.call(getAreaByCode, { params: { code: '99999' } }, admin)).code).toBe('notFound');
});

test('the tree of a day shows what was there then', async () => {
  const id = await areaByCode(app.database.db, 'before:24');
  const query = { lens: 'then' as const, on: '2024-06-30' };
  const then = await app.call(listAreaChildren, { params: { id }, query }, admin);
  expect(then.body.children.map((child) => child.fullName)).toContain('Huyện Hiệp Hòa');
  expect(then.body.children.every((child) => !child.closed)).toBe(true);
  const now = await app.call(
    listAreaChildren,
    { params: { id: await areaByCode(app.database.db, '24') } },
    admin,
  );
  const open = now.body.children.filter((child) => !child.closed);
  expect(open.length).toBe(99);
});

const official = path.join(projectFolder, '..', 'shared', 'data', 'admin');
const officialFiles = [
  'provinces-2025',
  'communes-2025',
  'units-before-2025',
  'successions',
  'amendments-2026',
].map((name) => `${name}.csv`);

/** Abbreviated names of five towns, and how three successions are told (merged or split, which part). */
const namedDifferences = [
  'renamed 04621 Thị trấn Nông trường Liên Sơn → Thị trấn NT Liên Sơn',
  'renamed 04627 Thị trấn Nông trường Trần Phú → Thị trấn NT Trần Phú',
  'renamed 06616 Thị trấn Nông trường Thái Bình → Thị trấn NT Thái Bình',
  'renamed 19246 Thị trấn Nông trường Lệ Ninh → Thị trấn NT Lệ Ninh',
  'renamed 19114 Thị trấn Nông trường Việt Trung → Thị trấn NT Việt Trung',
  'succeeded 00136 Phường Phúc Lợi → Phường Phúc Lợi',
  'succeeded 00151 Phường Phúc Đồng → Phường Bồ Đề',
  'succeeded 23053 Xã Hòa Thắng → Xã Hòa Thắng',
];

test.skipIf(!existsSync(official))(
  'the shipped list differs from the official one only in what is named here',
  async () => {
    const files = officialFiles.map((name) => ({
      name,
      content: readFileSync(path.join(official, name), 'utf8'),
    }));
    const reply = await app.call(previewLoad, { body: { files } }, admin);
    expect(reply.status).toBe(200);
    const { effects, warnings } = reply.body;
    expect(warnings).toEqual([]);
    const told = effects.map((one) => `${one.kind} ${one.code} ${one.before} → ${one.after}`);
    expect(told.filter((one) => !namedDifferences.includes(one))).toEqual([]);
  },
);

test('what is wrong in a list is named by file, line and column, and nothing changes', async () => {
  const content = 'old_code,new_code,effective_date,kind,level\n07846,99998,2025-13-01,melt,commune\n';
  const reply = await app.call(previewLoad, { body: { files: [{ name: 's.csv', content }] } }, admin);
  expect(reply.code).toBe('invalidInput');
  const fields = (reply.body as unknown as { fields: { path: string; code: string }[] }).fields;
  expect(fields.map((field) => [field.path, field.code])).toEqual([
    ['s.csv:2:effective_date', 'invalidDate'],
    ['s.csv:2:kind', 'unknownChoice'],
  ]);
  const other = await app.call(
    previewLoad,
    { body: { files: [{ name: 'x.csv', content: 'a,b\n1,2\n' }] } },
    admin,
  );
  expect((other.body as unknown as { fields: { code: string }[] }).fields[0]?.code).toBe('unknownColumns');
});

test('a later change is previewed, applied as one operation, and taken back exactly', async () => {
  const amendments =
    'code,level,effective_date,full_name_before,full_name_after,type_after,legal_basis\n07822,commune,2026-10-01,Xã Hợp Thịnh,Phường Hợp Thịnh,Phường,1/NQ\n';
  const units =
    'code,full_name,type,parent_code,level,system,valid_from,valid_to\n07840,Phường Hiệp Hòa Mới,Phường,24,commune,2025,2026-11-01,\n';
  const successions =
    'old_code,new_code,effective_date,kind,level,extent,legal_basis\n07840,07840,2026-11-01,merge,commune,whole,1/NQ\n07822,07840,2026-11-01,merge,commune,whole,1/NQ\n';
  const files = [
    { name: 'sua-doi.csv', content: amendments },
    { name: 'don-vi.csv', content: units },
    { name: 'sap-xep.csv', content: successions },
  ];
  const before = (await app.call(getAreaByCode, { params: { code: '07840' } }, admin)).body;
  const preview = await app.call(previewLoad, { body: { files } }, admin);
  expect(preview.body.counts).toMatchObject({ opened: 1, closed: 2, renamed: 1, succeeded: 2 });
  const done = await app.call(applyLoad, { body: { files, instrument: '1/NQ' } }, admin);
  expect(done.status).toBe(201);
  const after = (await app.call(getAreaByCode, { params: { code: '07840' } }, admin)).body;
  expect([after.fullName, after.openedOn]).toEqual(['Phường Hiệp Hòa Mới', '2026-11-01']);
  expect(after.predecessors.map((link) => link.area.fullName).sort()).toEqual([
    'Phường Hiệp Hòa',
    'Phường Hợp Thịnh',
  ]);
  expect((await find('lương phong'))[0]?.fullName).toBe('Phường Hiệp Hòa Mới');
  expect((await app.call(applyLoad, { body: { files, instrument: '' } }, admin)).code).toBe('notPossibleNow');

  const undone = await app.call(undoAreaOperation, { params: { id: done.body.id } }, admin);
  expect(undone.status).toBe(200);
  expect((await app.call(getAreaByCode, { params: { code: '07840' } }, admin)).body).toEqual(before);
  expect((await app.call(undoAreaOperation, { params: { id: done.body.id } }, admin)).code).toBe(
    'notPossibleNow',
  );
  const operations = (await app.call(listAreaOperations, {}, admin)).body.operations;
  expect(operations.map((one) => [one.title, one.undoable, one.undoneAt !== null])).toEqual([
    ['sua-doi.csv, don-vi.csv, sap-xep.csv', false, true],
    ['data/areas', false, false],
  ]);
});

test('official lists are taken over only by an administrator of the place that the installation serves', async () => {
  const officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  const elsewhere = await signUp(app, { role: 'administrator', areaCode: '07840' });
  const body = { files: [{ name: 'x.csv', content: 'a\n' }] };
  expect((await app.call(previewLoad, { body }, officer.token)).code).toBe('forbidden');
  expect((await app.call(previewLoad, { body }, elsewhere.token)).code).toBe('outOfArea');
  expect((await app.call(previewLoad, { body })).code).toBe('signInNeeded');
});
