import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import * as api from '../activities.contract.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  patrol,
  type TestPerson,
  type TestWorld,
} from '../activities.factory.ts';
import type { Activity } from '../activity.contract.ts';

let app: TestApp;
let world: TestWorld;
let people: Record<'recorder' | 'officer', TestPerson>;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  const owner = app.database.ownerUrl;
  world = await makeWorld(owner);
  people = {
    recorder: await makePerson(owner, 'recorder', world.hamlets[0]),
    officer: await makePerson(owner, 'officer', world.commune),
  };
  const places = [world.hamlets[0], world.hamlets[1], world.commune];
  const items = Array.from({ length: 24 }, (_, index) => ({
    id: uuidv7(),
    ...patrol(places[index % 3] ?? world.commune, { day: `2026-02-0${(index % 5) + 1}` }),
  }));
  await app.call(api.saveActivities, { body: { items } }, people.officer.token);
});
afterAll(() => app.close());

/** A country of which roles reach everything. */
async function addCountry(of: TestWorld): Promise<string> {
  const id = uuidv7();
  await asOwner(app.database.ownerUrl, (client) =>
    client.query(
      `insert into area (id, kind, unit_type, full_name, folded, province_id)
       values ($1, 'country', '', 'Nước thử', 'nuoc thu', $2)`,
      [id, of.province],
    ),
  );
  return id;
}

/** Hangs so many hamlets under the province that its lists are read another way. */
async function widenProvince(of: TestWorld): Promise<void> {
  await asOwner(app.database.ownerUrl, (client) =>
    client.query(
      `with made as (
         insert into area (id, kind, unit_type, full_name, folded, province_id)
         select gen_random_uuid(), 'hamlet', '', 'Thôn ' || n, 'thon ' || n, $1 from generate_series(1, 500) n returning id)
       insert into area_path_today select id, $1::uuid, 2 from made`,
      [of.province],
    ),
  );
}

describe('lists', () => {
  test('filters, words without diacritics, pages that miss and repeat nothing, and a total', async () => {
    const other = await makePerson(app.database.ownerUrl, 'officer', world.neighbour, 'Người mới');
    const drugs = { form: 'outreach', formVersion: 1, state: 'submitted' as const };
    const place = { areaId: world.neighbour };
    const days = ['2026-01-03', '2026-01-03', '2026-01-03', '2026-01-02', '2026-01-01'];
    for (const [index, day] of days.entries()) {
      const topic = index === 0 ? 'traffic' : 'drugs';
      const values = { day, place, channel: 'meeting', topic, attendance: index + 1, note: 'Nhà văn hóa' };
      const answer = await app.call(
        api.saveActivity,
        { params: { id: uuidv7() }, body: { ...drugs, values } },
        other.token,
      );
      expect(answer.status).toBe(200);
    }
    const list = async (query: object) =>
      (await app.call(api.listActivities, { query: { form: 'outreach', ...query } as never }, other.token))
        .body;

    const pages: Activity[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, cursor });
      expect(page.total).toEqual(cursor === undefined ? { count: 5, more: false } : null);
      pages.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(pages.map((one) => one.day)).toEqual(days);
    expect(new Set(pages.map((one) => one.id)).size).toBe(5);
    expect((await list({ sort: 'oldest' })).items.map((one) => one.id)).toEqual(
      pages.map((one) => one.id).reverse(),
    );

    const count = async (query: object) => (await list(query)).total?.count;
    expect(await count({ q: 'NHA  van hoa' })).toBe(5);
    expect(await count({ q: 'nha van hoa, giao thong' })).toBe(1);
    expect(await count({ q: 'an toan giao thong ben canh' })).toBe(1);
    expect(await count({ q: '%' })).toBe(0);
    expect(await count({ choice: 'topic:drugs' })).toBe(4);
    expect(await count({ choice: ['topic:drugs', 'topic:traffic', 'channel:mobile'] })).toBe(0);
    expect(await count({ from: '2026-01-02', to: '2026-01-02' })).toBe(1);
    expect(await count({ areaId: world.province })).toBe(5);
    expect(await count({ areaId: world.commune })).toBe(0);
    expect(await count({ state: ['draft', 'verified'] })).toBe(0);
    expect(await count({ mine: 'true', state: 'submitted' })).toBe(5);
    expect((await app.call(api.listActivities, { query: { cursor: 'x' } }, other.token)).code).toBe(
      'badRequest',
    );
  });

  test('a commune, a wide province and the whole country list the same records in the same order', async () => {
    const owner = app.database.ownerUrl;
    const country = await makePerson(owner, 'administrator', await addCountry(world));
    const province = await makePerson(owner, 'staff', world.province);
    const query = { areaId: world.commune, limit: 5 };
    const pagesOf = async (who: TestPerson, asked: object) => {
      const ids: string[] = [];
      for (let cursor: string | undefined, left = 50; left > 0; left -= 1) {
        const page = await app.call(api.listActivities, { query: { ...asked, cursor } as never }, who.token);
        ids.push(...page.body.items.map((item) => item.id));
        if (page.body.next === null) return ids;
        cursor = page.body.next;
      }
      return ids;
    };
    const own = await pagesOf(people.officer, query);
    expect(own.length).toBeGreaterThan(10);
    expect(await pagesOf(people.officer, { limit: 7 })).toEqual(own);
    expect(await pagesOf(country, query)).toEqual(own);
    const all = await pagesOf(country, { limit: 50 });
    expect(await pagesOf(province, { limit: 50 })).toEqual(all);
    await widenProvince(world);
    expect(await pagesOf(province, { limit: 50 })).toEqual(all);
    expect(await pagesOf(country, { limit: 50, areaId: world.province })).toEqual(all);
  });

  test('the forms come with everything a screen needs', async () => {
    const { forms } = (await app.call(api.listForms, {}, people.recorder.token)).body;
    expect(forms.map((form) => form.code)).toEqual(
      expect.arrayContaining(['patrol', 'mediation', 'outreach']),
    );
  });
});
