import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaIdOf, type SignedUp, signUp } from '../modules/accounts/accounts.factory.ts';
import { getCommittee } from '../modules/committees/committees.contract.ts';
import {
  applyMerger,
  getOverlaps,
  previewMerger,
  undoMerger,
} from '../modules/committees/mergers.contract.ts';
import { queryFigures } from '../modules/figures/figures.contract.ts';
import { listModelSites } from '../modules/models/models.contract.ts';
import { listTeams } from '../modules/teams/teams.contract.ts';
import { startTestApp, type TestApp } from '../platform/server/testing/app.ts';
import { countDistrict, districtSize, makeDistrict } from './testing/district-set.rules.ts';
import { communesAround, type LoadedCommune, loadDistrict, must } from './testing/load-district.ts';

const today = '2026-11-22';
const plan = makeDistrict('một huyện');
const expected = countDistrict(plan);
let app: TestApp;
let province: string;
let staff: SignedUp;
let loaded: LoadedCommune[];

beforeAll(async () => {
  app = await startTestApp({ today });
  const around = await communesAround(app, await areaIdOf(app, '07840'), districtSize.communes);
  province = around.provinceId;
  loaded = await loadDistrict(app, plan, around.communeIds);
  staff = await signUp(app, { role: 'staff', areaId: province });
}, 300_000);
afterAll(() => app.close());

const models = ['model.kinds', 'model.sites', 'model.teams', 'model.members'];
const people = ['team.teams', 'team.members', 'team.persons', 'team.committees'];

async function figuresOf(areaIds: string[], indicators: string[], by?: 'area' | 'dimension') {
  const body = {
    areaIds,
    indicators,
    from: '2025-12-15',
    to: today,
    ...(by ? { by } : {}),
    ...(by === 'dimension' ? { dimension: 'kind' } : {}),
  };
  return must(app, queryFigures, { body }, staff.token);
}

test('a district of 18 communes and 107 hamlets shows its 234 teams and 3,331 seats, people counted once', async () => {
  const { figures } = await figuresOf([province], [...models, ...people]);
  const shown = Object.fromEntries(figures.map(({ indicator, value }) => [indicator, value]));
  expect(shown).toEqual({
    'model.kinds': Object.keys(expected.byKind).length,
    'model.sites': 125,
    'model.teams': 234,
    'model.members': 3331,
    'team.teams': 234,
    'team.members': 3331,
    'team.persons': expected.persons,
    'team.committees': 20,
  });
  expect(expected.persons).toBeLessThan(3331);
});

test('each commune and each kind has what the generator counted, one by one', async () => {
  for (const [at, commune] of loaded.entries()) {
    const own = countDistrict([...plan.slice(at, at + 1)]);
    const { figures } = await figuresOf([commune.areaId], [...models, 'team.persons']);
    expect(figures.map(({ value }) => value)).toEqual([
      Object.keys(own.byKind).length,
      own.sites,
      own.teams,
      own.members,
      own.persons,
    ]);
  }
  const { figures } = await figuresOf([province], models.slice(1), 'dimension');
  const folded = (kind: string) => `kind=${kind.toLocaleLowerCase('vi')}`;
  for (const [kind, counted] of Object.entries(expected.byKind)) {
    const of = figures.filter(({ slice }) => slice === folded(kind)).map(({ value }) => value);
    expect([kind, ...of]).toEqual([kind, counted.sites, counted.teams, counted.members]);
  }
});

test('the lists say the same: sites and teams of the province', async () => {
  const sites = await must(app, listModelSites, { query: { areaId: province } }, staff.token);
  expect(sites.total).toBe(125);
  const teams = await must(app, listTeams, { query: { areaId: province } }, staff.token);
  expect(teams.totals).toMatchObject({ teams: 234, members: 3331, persons: expected.persons });
});

test('three committees become one: every model stays governed, and taking it back brings the three', async () => {
  const first = loaded[0];
  const [into = '', ...from] = first?.committeeIds ?? [];
  const token = first?.officer.token ?? '';
  const ungoverned = async () =>
    (await must(app, getOverlaps, { query: { areaId: first?.areaId ?? '' } }, token)).ungoverned;
  const governed = async (id: string) =>
    (await must(app, getCommittee, { params: { id } }, token)).models.map((model) => model.id).toSorted();
  expect(from).toHaveLength(2);
  expect(await ungoverned()).toEqual([]);
  const before = await Promise.all([into, ...from].map(governed));
  const merger = { intoId: into, fromIds: from, effectiveOn: today, decision: '15/QĐ-UBND' };
  const preview = await must(app, previewMerger, { body: merger }, token);
  expect(preview.models).toHaveLength(first?.siteIds.length ?? 0);
  const done = await must(app, applyMerger, { body: { id: uuidv7(), ...merger } }, token);
  expect(await governed(into)).toEqual([...(first?.siteIds ?? [])].toSorted());
  expect(await ungoverned()).toEqual([]);
  const committees = async () =>
    (await figuresOf([province], ['team.committees'])).figures.map(({ value }) => value);
  expect(await committees()).toEqual([18]);
  await must(app, undoMerger, { params: { id: done.id } }, token);
  expect(await Promise.all([into, ...from].map(governed))).toEqual(before);
  expect(await committees()).toEqual([20]);
});
