import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RequestOf } from '../../../platform/contract.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { saveActivity } from '../../activities/activities.contract.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  patrol,
  reformDay,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import {
  type Figure,
  type FigureAnswer,
  listFigureRecords,
  queryFigures,
  readFigureCatalogue,
} from '../figures.contract.ts';

let app: TestApp;
let world: TestWorld;
let officer: TestPerson;
let recorder: TestPerson;
let neighbour: TestPerson;

/** The administrative month of March 2026. */
const march = { from: '2026-02-15', to: '2026-03-14' };

beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  await asOwner(ownerUrl, async (client) => {
    for (const hamlet of world.hamlets) {
      await client.query(
        `insert into area_parent (area_id, parent_id, valid)
         values ($1, $2, daterange(null, $4)), ($1, $3, daterange($4, null))`,
        [hamlet, world.oldCommune, world.commune, reformDay],
      );
    }
  });
  officer = await makePerson(ownerUrl, 'officer', world.commune);
  recorder = await makePerson(ownerUrl, 'recorder', world.hamlets[0]);
  neighbour = await makePerson(ownerUrl, 'officer', world.neighbour);
  const [east, west] = world.hamlets;
  await record(patrol(east, { day: '2026-03-07', patrollers: 5, route: 'Đường liên thôn' }));
  await record(patrol(east, { day: '2026-03-08', patrollers: 4 }));
  await record(patrol(west, { day: '2026-03-08', patrollers: 7, startTime: '08:00', endTime: '10:00' }));
  await record(patrol(world.commune, { day: '2026-03-09', patrollers: 3 }));
  await record(patrol(east, { day: '2026-02-10', patrollers: 6 }));
  await record(patrol(west, { day: '2025-03-01', patrollers: 2 }));
  for (const [agreed, kind] of [
    ['agreed', 'land'],
    ['agreed', 'family'],
    ['notAgreed', 'land'],
  ] as const)
    await record(mediation(east, agreed, kind));
});
afterAll(() => app.close());

async function record(body: ReturnType<typeof patrol>): Promise<void> {
  const saved = await app.call(saveActivity, { params: { id: uuidv7() }, body }, officer.token);
  expect([saved.status, saved.body]).toMatchObject([200, { outcome: 'accepted' }]);
}

function mediation(areaId: string, outcome: string, disputeKind: string): ReturnType<typeof patrol> {
  const values = { receivedOn: '2026-03-05', place: { areaId }, outcome, disputeKind };
  return { form: 'mediation', formVersion: 1, values, state: 'submitted' };
}

type Question = Parameters<typeof ask>[0];

async function ask(
  question: Partial<{
    areaIds: string[];
    indicators: string[];
    by: 'area' | 'period' | 'dimension';
    dimension: string;
    compare: ('previous' | 'lastYear')[];
    lens: 'then' | 'today';
    from: string;
    to: string;
    periodKind: 'month' | 'year';
  }>,
  who: TestPerson = officer,
) {
  return app.call(
    queryFigures,
    { body: { areaIds: [world.commune], indicators: ['patrol.sessions'], ...march, ...question } },
    who.token,
  );
}

async function answer(question: Question): Promise<FigureAnswer> {
  const reply = await ask(question);
  expect([reply.status, reply.code]).toEqual([200, undefined]);
  return reply.body;
}

const short = ({ figures, areas }: FigureAnswer, moment: 'value' | 'previous' | 'lastYear' = 'value') =>
  figures.map((figure: Figure) => {
    const name = areas.find((area) => area.id === figure.area)?.name;
    return [figure.part === 'whole' ? name : figure.part, figure[moment]];
  });

describe('how much, where, since when', () => {
  test('by area the rows and what is recorded for the commune itself add up to its total', async () => {
    const found = await answer({ by: 'area', indicators: ['patrol.attendance'] });
    expect(short(found)).toEqual([
      ['Thôn Đoài', 7],
      ['Thôn Đông', 9],
      ['Xã Lương Phong thử', 0],
      ['own', 3],
      ['Xã Hiệp Hòa thử', 19],
    ]);
    expect(found.areas.find((area) => area.name === 'Xã Lương Phong thử')?.closedOn).toBe(reformDay);
  });

  test('each row is compared with the previous period and with the same one of last year', async () => {
    const found = await answer({ by: 'area', compare: ['previous', 'lastYear'] });
    expect(found.comparisons).toEqual({
      previous: { from: '2026-01-15', to: '2026-02-14' },
      lastYear: { from: '2025-02-15', to: '2025-03-14' },
    });
    expect(short(found, 'previous')).toEqual([
      ['Thôn Đoài', 0],
      ['Thôn Đông', 1],
      ['Xã Lương Phong thử', 0],
      ['own', 0],
      ['Xã Hiệp Hòa thử', 1],
    ]);
    expect(short(found, 'lastYear')).toContainEqual(['Thôn Đoài', 1]);
    expect(short(found, 'lastYear')).toContainEqual(['own', 0]);
  });

  test('as it was, last year’s patrol belongs to the commune of then', async () => {
    const found = await answer({ by: 'area', lens: 'then', compare: ['lastYear'] });
    expect(short(found, 'lastYear')).toEqual([
      ['Thôn Đoài', 0],
      ['Thôn Đông', 0],
      ['own', 0],
      ['Xã Hiệp Hòa thử', 0],
    ]);
    const old = await answer({
      areaIds: [world.oldCommune],
      by: 'area',
      lens: 'then',
      from: '2025-02-15',
      to: '2025-03-14',
    });
    expect(short(old)).toEqual([
      ['Thôn Đoài', 1],
      ['Thôn Đông', 0],
      ['own', 0],
      ['Xã Lương Phong thử', 1],
    ]);
  });

  test('by period there is a row for each month that the window touches, and the whole', async () => {
    const found = await answer({ by: 'period', from: '2026-01-01', to: '2026-03-14' });
    expect(found.periods.map((period) => [period.name.vi, period.partial])).toEqual([
      ['Tháng 1 năm 2026', true],
      ['Tháng 2 năm 2026', false],
      ['Tháng 3 năm 2026', false],
    ]);
    expect(found.figures.map((figure) => figure.value)).toEqual([0, 1, 4, 5]);
  });

  test('by dimension the slices have the words of the form that feeds the indicator', async () => {
    const found = await answer({
      by: 'dimension',
      dimension: 'disputeKind',
      indicators: ['mediation.received'],
    });
    expect(found.slices.map((slice) => slice.code)).toEqual(['disputeKind=family', 'disputeKind=land']);
    expect(found.slices.every((slice) => !slice.name.vi.includes('='))).toBe(true);
    expect(found.figures.map((figure) => figure.value)).toEqual([1, 2, 3]);
    const catalogue = await app.call(readFigureCatalogue, {}, officer.token);
    expect(catalogue.body.dimensions.filter((each) => each.indicator === 'tip.received').length).toBe(3);
  });

  test('a rate has no value where there is nothing to have a rate of', async () => {
    const rate = ['mediation.successRate'];
    const found = await answer({ by: 'area', indicators: rate });
    expect(short(found)).toContainEqual(['Thôn Đông', 2 / 3]);
    expect(short(found)).toContainEqual(['Thôn Đoài', null]);
  });

  test('nobody asks about places that are not his', async () => {
    const foreign = await ask({}, neighbour);
    expect([foreign.status, foreign.code]).toEqual([403, 'outOfArea']);
    const above = await ask({}, recorder);
    expect([above.status, above.code]).toEqual([403, 'outOfArea']);
    const own = await ask({ areaIds: [world.hamlets[0]] }, recorder);
    expect(own.body.figures.map((figure) => figure.value)).toEqual([2]);
  });
});

const behind = (cell: Partial<RequestOf<typeof listFigureRecords>['query']>, who: TestPerson = officer) =>
  app.call(
    listFigureRecords,
    { query: { areaId: world.commune, indicator: 'patrol.attendance', ...march, ...cell } },
    who.token,
  );

describe('the records behind a number', () => {
  test('they add up to it and come page by page, the newest first', async () => {
    const first = await behind({ limit: 3 });
    expect(first.body).toMatchObject({ total: 4, sum: 19 });
    expect(first.body.records.map((each) => [each.day, each.amount])).toEqual([
      ['2026-03-09', 3],
      ['2026-03-08', expect.any(Number)],
      ['2026-03-08', expect.any(Number)],
    ]);
    const second = await behind({ limit: 3, cursor: first.body.next ?? '' });
    expect(second.body.records).toMatchObject([
      { day: '2026-03-07', amount: 5, areaName: 'Thôn Đông', form: 'patrol', state: 'submitted' },
    ]);
    expect(second.body.records[0]?.text.vi).toContain('Đường liên thôn');
    expect(second.body).toMatchObject({ total: 4, sum: 19, next: null });
  });

  test('what is recorded for the commune itself, and what is verified, can be asked for alone', async () => {
    expect((await behind({ part: 'own' })).body).toMatchObject({ total: 1, sum: 3 });
    expect((await behind({ verifiedOnly: 'true' })).body).toMatchObject({ total: 0, sum: 0, records: [] });
  });

  test('a rate shows its numerator and its denominator, a slice only its records', async () => {
    const rate = await behind({ indicator: 'mediation.successRate' });
    expect(rate.body).toMatchObject({ total: 3, sum: 2, denominator: 3 });
    const land = await behind({ indicator: 'mediation.received', slice: 'disputeKind=land' });
    expect(land.body).toMatchObject({ total: 2, sum: 2 });
    expect(land.body.records[0]).not.toHaveProperty('denominator');
  });

  test('it is for those who may see the place, and refuses what it does not know', async () => {
    expect((await behind({}, neighbour)).code).toBe('outOfArea');
    expect((await behind({}, recorder)).code).toBe('outOfArea');
    expect((await behind({ areaId: world.hamlets[0] }, recorder)).body.sum).toBe(9);
    expect((await behind({ indicator: 'patrol.unheard' })).code).toBe('invalidInput');
    expect((await behind({ cursor: 'yesterday' })).code).toBe('invalidInput');
  });
});
