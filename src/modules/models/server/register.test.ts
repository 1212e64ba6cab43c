import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { changeActivityState, saveActivity } from '../../activities/activities.contract.ts';
import {
  makePerson,
  makeWorld,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { shippedKindId } from '../kind-words.rules.ts';
import * as kindsApi from '../kinds.contract.ts';
import * as sitesApi from '../models.contract.ts';
import { factsUpTo } from '../models.factory.ts';
import { shippedKinds } from './kind-files.service.ts';

const api = { ...kindsApi, ...sitesApi };
let app: TestApp;
let world: TestWorld;
let officer: TestPerson;
let staff: TestPerson;
const today = '2026-06-15';

beforeAll(async () => {
  app = await startTestApp({ today });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  officer = await makePerson(ownerUrl, 'officer', world.commune);
  staff = await makePerson(ownerUrl, 'staff', world.province);
});
afterAll(() => app.close());

async function entered(id: string, values: object, baseRevision?: number) {
  const body = {
    form: 'modelSite',
    formVersion: 1,
    state: 'submitted' as const,
    values: { place: { areaId: world.hamlets[0] }, launchedOn: '2024-05-01', ...values },
    ...(baseRevision === undefined ? {} : { baseRevision }),
  };
  return app.call(saveActivity, { params: { id }, body }, officer.token);
}
const site = async (id: string) => (await app.call(api.getModelSite, { params: { id } }, officer.token)).body;
const kinds = async (query: object) =>
  (await app.call(api.listModelKinds, { query: { limit: 200, ...query } }, staff.token)).body;

describe('the catalogue', () => {
  test('has every kind of the domain with its sources, steps and rule', async () => {
    const { items, total } = await kinds({ from: 'program' });
    expect(total).toBe(shippedKinds().length);
    const names = [
      ...[
        'Hộ an toàn – Thôn, bản, tổ dân phố bình yên',
        'Tổ tự quản về ANTT',
        'Tổ hòa giải',
        'Tổ thanh niên xung kích',
      ],
      'Quản lý, giám sát, giáo dục người chấp hành xong án phạt tù tái hòa nhập cộng đồng',
      ...['Cổng trường an toàn giao thông', 'Tiếng mõ ANTT', 'Nhà trọ tự quản', 'Họ giáo không có tội phạm'],
      ...['Xứ, họ đạo an ninh', 'Xóa tệ nạn ma túy', '5 tự quản', '4 an toàn', '5 an toàn', 'Thôn an toàn'],
      ...['Tổ “tự phòng, tự quản, tự bảo vệ”', 'Camera an ninh', 'Cụm an ninh liên hoàn'],
      'Cụm liên kết giáp ranh về ANTT',
    ];
    expect(items.map((kind) => kind.name.vi).toSorted()).toEqual(names.toSorted());
    for (const { code, definition } of shippedKinds().map(({ code, ...definition }) => ({
      code,
      definition,
    }))) {
      expect([
        code,
        definition.sources.length > 0,
        definition.steps.length,
        definition.rule.needs.length > 0,
      ]).toEqual([code, true, 8, true]);
    }
    const four = await app.call(
      api.getModelKind,
      { params: { id: shippedKindId('fourSafe') } },
      officer.token,
    );
    expect(four.body.definition.checklist.map((item) => item.code)).toEqual([
      'place',
      'people',
      'property',
      'activities',
    ]);
    expect((await kinds({ q: 'khong co toi pham' })).items.map((kind) => kind.code)).toContain(
      'crimeFreeParish',
    );
    expect((await kinds({ subject: 'lodgingHouse' })).items.map((kind) => kind.code)).toEqual([
      'selfManagedLodging',
    ]);
  });

  test('a province adds its own kind without code; a name that is taken is refused with the way out', async () => {
    const { definition } = (
      await app.call(api.getModelKind, { params: { id: shippedKindId('safeHamlet') } }, staff.token)
    ).body;
    const own = { ...definition, name: { vi: 'Dòng họ bình yên', en: 'Peaceful clan' }, aliases: [] };
    const body = { id: uuidv7(), ownerId: world.province, definition: own };
    expect((await app.call(api.createModelKind, { body }, officer.token)).status).toBe(403);
    expect((await app.call(api.createModelKind, { body }, staff.token)).status).toBe(201);
    const again = await app.call(
      api.createModelKind,
      { body: { ...body, id: uuidv7(), definition: { ...own, name: { vi: 'Thôn an toàn', en: 'x' } } } },
      staff.token,
    );
    expect(again).toMatchObject({ code: 'alreadyExists', body: { id: shippedKindId('safeHamlet') } });
    expect((await kinds({ from: 'own' })).items.map((kind) => kind.name.vi)).toEqual(['Dòng họ bình yên']);
    const id = uuidv7();
    await entered(id, { kind: 'dòng họ  BÌNH YÊN', teams: 2, members: 9 });
    expect((await site(id)).kind.id).toBe(body.id);
  });
});

describe('the book of models becomes sites', () => {
  test('an entry is a site of the kind that its name means; its numbers count once', async () => {
    const id = uuidv7();
    expect((await entered(id, { kind: 'Tự quản về ANTT', teams: 2, members: 15 })).status).toBe(200);
    expect(await site(id)).toMatchObject({
      kind: { id: shippedKindId('selfManagedSecurity') },
      state: 'dormant',
      teams: 2,
      members: 15,
      fromEntry: true,
    });
    expect(await factsUpTo(app, id, '2024-06-01')).toEqual({
      'model.founded': 1,
      'model.members': 15,
      'model.sites': 1,
      'model.teams': 2,
    });
  });

  test('a name that no kind has makes a kind of the province', async () => {
    const id = uuidv7();
    await entered(id, { kind: 'Tiếng kẻng bình yên' });
    const { kind } = await site(id);
    expect(kind.name).toBe('Tiếng kẻng bình yên');
    const found = await app.call(api.getModelKind, { params: { id: kind.id } }, staff.token);
    expect(found.body).toMatchObject({ owner: { id: world.province }, can: { edit: true } });
  });

  test('the entry leads until somebody works on the site; then it says where to change it', async () => {
    const id = uuidv7();
    await entered(id, { kind: 'Camera an ninh', members: 3 });
    await entered(id, { kind: 'Camera an ninh', members: 4 }, 1);
    expect((await site(id)).members).toBe(4);
    const { revision } = await site(id);
    await app.call(
      api.changeModelSite,
      { params: { id }, body: { baseRevision: revision, declaredMembers: 5 } },
      officer.token,
    );
    const late = await entered(id, { kind: 'Camera an ninh', members: 6 }, 2);
    expect([late.status, JSON.stringify(late.body)]).toEqual([409, expect.stringContaining('trang Mô hình')]);
    const state = (action: 'void' | 'restore', baseRevision: number) =>
      app.call(
        changeActivityState,
        { params: { id }, body: { action, reason: 'Ghi nhầm', baseRevision } },
        officer.token,
      );
    await state('void', 2);
    expect([(await site(id)).voided, await factsUpTo(app, id, today)]).toEqual([true, {}]);
    await state('restore', 3);
    expect(await factsUpTo(app, id, '2024-06-01')).toMatchObject({ 'model.sites': 1, 'model.members': 5 });
  });
});

test('two kinds are merged with their sites, previewed, and taken back', async () => {
  const [from, into] = [uuidv7(), uuidv7()];
  await entered(from, { kind: 'Ánh sáng an ninh', members: 7 });
  await entered(into, { kind: 'Thắp sáng đường quê', members: 8 });
  const old = (await site(from)).kind.id;
  const target = (await site(into)).kind.id;
  const body = { fromId: old, intoId: target, areaId: world.province };
  const preview = await app.call(api.previewKindMerger, { body }, staff.token);
  expect(preview.body).toMatchObject({ sites: 1, ends: true });
  expect((await site(from)).kind.id).toBe(old);

  const act = { ...body, id: uuidv7() };
  expect((await app.call(api.mergeKinds, { body: act }, staff.token)).body).toEqual({ id: act.id, sites: 1 });
  expect((await site(from)).kind.id).toBe(target);
  expect((await kinds({ q: 'anh sang an ninh' })).total).toBe(0);
  const later = uuidv7();
  await entered(later, { kind: 'Ánh sáng an ninh' });
  expect((await site(later)).kind.id).toBe(target);

  const undone = await app.call(api.undoKindMerger, { params: { id: act.id } }, staff.token);
  expect(undone.body).toEqual({ id: act.id, sites: 1 });
  expect((await site(from)).kind.id).toBe(old);
  expect((await kinds({ q: 'anh sang an ninh' })).total).toBe(1);
});

test('kinds of the program merged in a row: all names go on to the last, and mergers are taken back from it', async () => {
  const [first, second, third] = ['securityCamera', 'drugFree', 'fiveSelf'].map(shippedKindId);
  if (!first || !second || !third) throw new Error('no such kinds');
  const named = async (): Promise<string> => {
    const id = uuidv7();
    await entered(id, { kind: 'Camera an ninh' });
    return (await site(id)).kind.id;
  };
  const merge = async (fromId: string, intoId: string): Promise<string> => {
    const body = { id: uuidv7(), fromId, intoId, areaId: world.province };
    expect((await app.call(api.mergeKinds, { body }, staff.token)).status).toBe(201);
    return body.id;
  };
  const undo = async (id: string) =>
    (await app.call(api.undoKindMerger, { params: { id } }, staff.token)).status;
  expect(await named()).toBe(first);
  const one = await merge(first, second);
  expect(await named()).toBe(second);
  const two = await merge(second, third);
  expect(await named()).toBe(third);
  // The first is not pulled out from beneath the second.
  expect(await undo(one)).toBe(409);
  expect(await named()).toBe(third);
  expect(await undo(two)).toBe(200);
  expect(await named()).toBe(second);
  expect(await undo(one)).toBe(200);
  expect(await named()).toBe(first);
  // What was merged and taken back stands in nobody's way.
  expect(await undo(await merge(first, second))).toBe(200);
});

test('an own kind is merged into one of the program, and one of the program into an own one within the province', async () => {
  const [own, shipped] = [uuidv7(), uuidv7()];
  await entered(own, { kind: 'Mõ làng ta' });
  await entered(shipped, { kind: 'Nhà trọ tự quản' });
  const ownKind = (await site(own)).kind.id;
  const gong = shippedKindId('securityGong');
  const merge = (fromId: string, intoId: string) =>
    app.call(api.mergeKinds, { body: { id: uuidv7(), fromId, intoId, areaId: world.province } }, staff.token);
  expect((await merge(ownKind, gong)).status).toBe(201);
  expect((await site(own)).kind.id).toBe(gong);
  expect((await merge(shippedKindId('selfManagedLodging'), gong)).body).toMatchObject({ sites: 1 });
  expect((await site(shipped)).kind.id).toBe(gong);
  expect((await kinds({ subject: 'lodgingHouse' })).items.map((kind) => kind.code)).toEqual([
    'selfManagedLodging',
  ]);
});
