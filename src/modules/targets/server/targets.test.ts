import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../platform/dates.ts';
import { makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { saveActivities } from '../../activities/activities.contract.ts';
import { patrol } from '../../activities/activities.factory.ts';
import { asSystem, makeHamlet } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { addHouseholds } from '../../pledges/household.contract.ts';
import { signPledges, withdrawPledge } from '../../pledges/pledge.contract.ts';
import { openCampaign } from '../../pledges/pledges.factory.ts';
import {
  answerTarget,
  giveTargets,
  listTargetAnswers,
  readTargetChoices,
  readTargets,
  type TargetBoard,
  type TargetMeasure,
} from '../targets.contract.ts';
import { settleRunningTargets } from './settle.service.ts';

/** The administrative year 2026 by Decree 09/2019, and a day in its second half. */
const first = '2025-12-15';
const last = '2026-12-14';
const today = '2026-08-20';

/** What was done in one commune, as plain days: the brute-force calculation looks at nothing else. */
interface Done {
  readonly areaId: string;
  readonly name: string;
  readonly officer: SignedUp;
  readonly hamlet: string;
  readonly patrols: string[];
  readonly listed: string[];
  readonly signed: string[];
  readonly withdrawn: string[];
  readonly mediated: { day: string; outcome: string }[];
}

let app: TestApp;
let province: string;
let staff: SignedUp;
const communes: Done[] = [];

/** The same numbers on every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomNumbers(20_261_122);
const upTo = (n: number): number => Math.floor(random() * n);
const dayFrom = (from: string, days: number): string => addDays(from, upTo(days));

beforeAll(async () => {
  app = await startTestApp({ today });
  const some = await areaIdOf(app, '07840');
  const rows = await asSystem(app.database.db, async ({ tx }) => {
    const found = await sql<{ id: string; name: string; province: string }>`
      select a.id, a.full_name as name, a.province_id as province from area a
      where a.kind = 'commune' and a.closed_on is null and a.province_id = (select province_id from area where id = ${some})
      order by a.code limit 12`.execute(tx);
    return found.rows;
  });
  province = rows[0]?.province ?? '';
  staff = await signUp(app, { role: 'staff', areaId: province });
  const campaign = await openCampaign(app, staff.token, province, { title: 'Cam kết toàn tỉnh' });
  for (const row of rows) communes.push(await work(row.id, row.name, campaign.id));
}, 120_000);
afterAll(() => app.close());

/** A year's work of one commune, through the program. */
async function work(areaId: string, name: string, campaignId: string): Promise<Done> {
  const officer = await signUp(app, { role: 'officer', areaId });
  const hamlet = (await makeHamlet(app.database.db, areaId)).id;
  const patrols = Array.from({ length: 5 + upTo(40) }, () => dayFrom('2025-11-20', 273));
  const items = patrols.map((day, at) => ({
    ...patrol(hamlet, {
      day,
      startTime: `${String(at % 24).padStart(2, '0')}:${String(upTo(60)).padStart(2, '0')}`,
      endTime: null,
    }),
    id: uuidv7(),
  }));
  const saved = await app.call(saveActivities, { body: { items } }, officer.token);
  expect(saved.body.results.every((one) => one.outcome === 'accepted')).toBe(true);

  const batches = ['2025-10-01', ...Array.from({ length: 3 }, () => dayFrom(first, 248))];
  const listed: string[] = [];
  const ids: string[] = [];
  for (const listedOn of batches) {
    const households = Array.from({ length: 2 + upTo(6) }, () => ({ id: uuidv7(), houseNumber: uuidv7() }));
    await app.call(addHouseholds, { params: { id: hamlet }, body: { listedOn, households } }, officer.token);
    for (const { id } of households) {
      listed.push(listedOn);
      ids.push(id);
    }
  }
  const [signed, withdrawn]: [string[], string[]] = [[], []];
  for (const [at, householdId] of ids.entries()) {
    if (random() < 0.35) continue;
    const signedOn = [dayFrom('2026-01-01', 200), listed[at] ?? ''].sort().at(-1) ?? '';
    const id = uuidv7();
    await app.call(
      signPledges,
      {
        params: { id: campaignId },
        body: { signedOn, method: 'list', mark: 'signature', signers: [{ id, householdId }] },
      },
      officer.token,
    );
    signed.push(signedOn);
    if (random() < 0.15) {
      withdrawn.push(today);
      await app.call(withdrawPledge, { params: { id }, body: { on: today } }, officer.token);
    }
  }
  const mediated = await mediate(hamlet, officer);
  return { areaId, name, officer, hamlet, patrols, listed, signed, withdrawn, mediated };
}

/** Cases of a hamlet: all of the days before the year agreed, within it some of all outcomes. */
async function mediate(hamlet: string, officer: SignedUp): Promise<Done['mediated']> {
  const outcomes = ['agreed', 'notAgreed', 'inProgress'];
  const mediated = [
    ...['2025-12-14', first].map((day) => ({ day, outcome: 'agreed' })),
    ...Array.from({ length: 2 + upTo(8) }, () => ({
      day: dayFrom(first, 248),
      outcome: outcomes[upTo(3)] ?? 'agreed',
    })),
  ];
  const items = mediated.map(({ day, outcome }) => {
    const values = { receivedOn: day, place: { areaId: hamlet }, disputeKind: 'land', outcome };
    return { id: uuidv7(), form: 'mediation', formVersion: 1, values, state: 'submitted' as const };
  });
  const saved = await app.call(saveActivities, { body: { items } }, officer.token);
  expect(saved.body.results.every((one) => one.outcome === 'accepted')).toBe(true);
  return mediated;
}

const give = (indicator: string, measure: TargetMeasure, amounts: readonly number[], more: object = {}) =>
  app.call(
    giveTargets,
    {
      body: {
        areaId: province,
        indicator,
        year: 2026,
        measure,
        ...more,
        targets: communes.map((one, at) => ({
          areaId: one.areaId,
          amount: amounts[at] ?? 0,
          baseVersion: 0,
        })),
      },
    },
    staff.token,
  );

/** Days counted one by one, as one would on a wall calendar. */
function daysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) count += 1;
  return count;
}

const passed = daysBetween(first, today);
const all = daysBetween(first, last);
const within = (day: string): boolean => day >= first && day <= today;

interface Brute {
  readonly name: string;
  readonly value: number;
  readonly share: number;
  readonly forecast: number;
  readonly state: string;
}

function bruteForce(
  values: readonly number[],
  amounts: readonly number[],
  ceiling = Number.POSITIVE_INFINITY,
): Brute[] {
  return communes.map(({ name }, at) => {
    const [value, amount] = [values[at] ?? 0, amounts[at] ?? 0];
    const forecast = Math.min(ceiling, (value / passed) * all);
    const due = (amount * passed) / all;
    const state = value >= amount - 1e-9 ? 'met' : value >= due - 1e-9 ? 'onTrack' : 'behind';
    return { name, value, share: value / amount, forecast, state };
  });
}

async function boardOf(indicator: string): Promise<TargetBoard> {
  const { body } = await app.call(readTargets, { query: { areaId: province, year: 2026 } }, staff.token);
  const board = body.given.find((one) => one.indicator === indicator);
  if (!board) throw new Error(`no board for ${indicator}`);
  return board;
}

function expectSame(board: TargetBoard, brute: readonly Brute[]): void {
  expect(board.lines).toHaveLength(12);
  expect(board.elapsed).toBeCloseTo(passed / all, 12);
  for (const line of board.lines) {
    const want = brute.find((one) => one.name === line.areaName);
    if (!want) throw new Error(`nothing was worked out for ${line.areaName}`);
    expect(line.value).toBeCloseTo(want.value, 9);
    expect(line.progress).toBeCloseTo(want.share, 9);
    expect(line.forecast).toBeCloseTo(want.forecast, 9);
    expect([line.areaName, line.state]).toEqual([line.areaName, want.state]);
    expect(line.rank).toBe(1 + brute.filter((other) => other.share > want.share + 1e-9).length);
  }
  expect(board.lines.map((line) => line.rank)).toEqual(
    board.lines.map((line) => line.rank).toSorted((a, b) => a - b),
  );
  for (const state of ['met', 'onTrack', 'behind'] as const)
    expect(board.states[state]).toBe(brute.filter((one) => one.state === state).length);
}

describe('twelve communes, one year: the program says what counting by hand says', () => {
  test('of what happens within the year (patrols)', async () => {
    const values = communes.map((one) => one.patrols.filter(within).length);
    const amounts = values.map(
      (value, at) => [value, Math.round(value * 1.4) + 1, value * 3 + 2, 25][at % 4] ?? 1,
    );
    expect((await give('patrol.sessions', 'sum', amounts)).body).toEqual({ given: 12, removed: 0 });
    expectSame(await boardOf('patrol.sessions'), bruteForce(values, amounts));
  });

  test('of what comes on top of a stock (households listed)', async () => {
    const values = communes.map((one) => one.listed.filter(within).length);
    const amounts = values.map((value, at) => Math.max(1, value + (at % 5) * 3 - 4));
    await give('household.listed', 'growth', amounts);
    expectSame(await boardOf('household.listed'), bruteForce(values, amounts));
  });

  test('of a rate (households with a pledge), which no forecast puts above 100 per cent', async () => {
    const values = communes.map((one) => (one.signed.length - one.withdrawn.length) / one.listed.length);
    const amounts = values.map((_value, at) => (at % 3 === 0 ? 1 : 0.55));
    await give('pledge.coverage', 'level', amounts);
    expectSame(await boardOf('pledge.coverage'), bruteForce(values, amounts, 1));
  });

  test('of a rate of what happened (mediation), the whole amount from the first day on', async () => {
    const values = communes.map(({ mediated }) => {
      const of = (outcome: string) =>
        mediated.filter((one) => within(one.day) && one.outcome === outcome).length;
      return of('agreed') / (of('agreed') + of('notAgreed'));
    });
    const amounts = values.map((_value, at) => [0.8, 0.5, 0.65][at % 3] ?? 0.8);
    await give('mediation.successRate', 'level', amounts);
    const brute = communes.map(({ name }, at): Brute => {
      const [value, amount] = [values[at] ?? 0, amounts[at] ?? 0];
      const state = value >= amount - 1e-9 ? 'met' : 'behind';
      return { name, value, share: value / amount, forecast: value, state };
    });
    const board = await boardOf('mediation.successRate');
    expectSame(board, brute);
    expect(board.lines.map((line) => line.expected)).toEqual(board.lines.map((line) => line.amount));
  });

  test('how many are met goes through the figures engine, today and after the year', async () => {
    const figure = async (indicator: string): Promise<number | null | undefined> => {
      const body = { areaIds: [province], indicators: [indicator], from: first, to: last };
      return (await app.call(queryFigures, { body }, staff.token)).body.figures[0]?.value;
    };
    const { body } = await app.call(readTargets, { query: { areaId: province, year: 2026 } }, staff.token);
    const met = body.given.reduce((sum, board) => sum + board.states.met, 0);
    expect(met).toBeGreaterThan(3);
    expect([await figure('target.given'), await figure('target.met')]).toEqual([48, met]);
    await asSystem(app.database.db, settleRunningTargets, { clock: makeClock('2026-12-20') });
    expect(await figure('target.met')).toBe(met);
  });
});

test('a target is changed and taken back; a unit of somewhere else is refused, and so is a wrong measure', async () => {
  const [id = '', other = ''] = communes.map((one) => one.areaId);
  const line = (areaId: string, amount: number | null, baseVersion = 0) => ({ areaId, amount, baseVersion });
  const put = (targets: ReturnType<typeof line>[], measure: TargetMeasure = 'sum') => {
    const body = { areaId: province, indicator: 'patrol.attendance', year: 2026, measure, targets };
    return app.call(giveTargets, { body }, staff.token);
  };
  const amounts = async () => {
    const { lines } = await boardOf('patrol.attendance');
    return new Map(lines.map((one) => [one.areaId, [one.amount, one.version]]));
  };
  expect((await put([line(id, 10), line(other, 10)])).body).toEqual({ given: 2, removed: 0 });
  // Sent again because the answer was lost: as before, and no new version.
  expect((await put([line(id, 10), line(other, 10)])).body).toEqual({ given: 2, removed: 0 });
  expect((await put([line(id, 12, 1), line(other, null, 1)])).body).toEqual({ given: 1, removed: 1 });
  expect(await amounts()).toEqual(new Map([[id, [12, 2]]]));

  // A colleague still has the page of before open: what he did not see is named, and nothing of his is written.
  const late = await put([line(other, 7, 0), line(id, 11, 1)]);
  expect(late.body).toMatchObject({ code: 'conflict', changed: [id] });
  expect((await put([line(id, null, 1)])).code).toBe('conflict');
  expect(await amounts()).toEqual(new Map([[id, [12, 2]]]));
  // Both give a unit its first target at the same moment: one of them.
  const both = await Promise.all([put([line(other, 20)]), put([line(other, 30)])]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);

  const elsewhere = await areaIdOf(app, '00004');
  expect((await put([line(elsewhere, 1)])).code).toBe('outOfArea');
  expect((await put([line(province, 1)])).code).toBe('outOfArea');
  expect((await put([line(id, 1, 2)], 'level')).status).toBe(422);
});

test('a unit sees its own targets and gives its reasons; the province reads them, the neighbour does not', async () => {
  const [unit, neighbour] = communes;
  if (!unit || !neighbour) throw new Error('no communes');
  const own = await app.call(readTargets, { query: { areaId: unit.areaId, year: 2026 } }, unit.officer.token);
  const line = own.body.received.find((board) => board.indicator === 'patrol.sessions')?.lines[0];
  expect(own.body.received.every((board) => board.lines.length === 1)).toBe(true);
  expect(line?.can.answer).toBe(true);
  const id = line?.id ?? '';
  const say = (reason: string, who: SignedUp, answerId = uuidv7()) =>
    app.call(answerTarget, { params: { id, answerId }, body: { reason } }, who.token);
  expect((await say('Lũ lớn tháng 7, tổ tham gia cứu hộ', unit.officer)).status).toBe(200);
  expect((await say('Tăng lên 4 buổi một tuần từ tháng 9', unit.officer)).status).toBe(200);
  expect((await say('Không phải việc của tôi', neighbour.officer)).status).toBe(404);
  const read = (await boardOf('patrol.sessions')).lines.find((one) => one.id === id);
  expect(read?.answer?.reason).toBe('Tăng lên 4 buổi một tuần từ tháng 9');
  const { body } = await app.call(listTargetAnswers, { params: { id } }, staff.token);
  expect(body.answers).toHaveLength(2);
});

test('what can be a target: everything that is counted, each in its own measures', async () => {
  const { body } = await app.call(readTargetChoices, { query: { areaId: province } }, staff.token);
  const measures = new Map(body.indicators.map((one) => [one.code, one.measures]));
  expect(measures.get('patrol.sessions')).toEqual(['sum']);
  expect(measures.get('household.regular')).toEqual(['growth', 'level']);
  expect(measures.get('pledge.coverage')).toEqual(['level']);
  expect(measures.has('commune.criterion19Met')).toBe(false);
  expect(body.units.length).toBeGreaterThanOrEqual(12);
});
