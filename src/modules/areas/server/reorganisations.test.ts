import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '../../../platform/problems.ts';
import { authorizeEverywhere } from '../../../platform/server/authorize.ts';
import { system } from '../../../platform/server/caller.ts';
import { makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { signUp } from '../../accounts/accounts.factory.ts';
import {
  applyReorganisation as applyContract,
  previewReorganisation,
  type Reorganisation,
  undoAreaOperation,
} from '../area-operations.contract.ts';
import { getArea } from '../areas.contract.ts';
import { areaByCode, asSystem, makeCommuneTree, makeHamlet } from '../areas.factory.ts';
import { naiveChainThen, naiveChainToday, type TreeData } from '../testing/naive-trees.ts';
import { undoOperation } from './area-operations.service.ts';
import { readTreeRows } from './area-tree.repo.ts';
import { refreshTreesIfDue } from './area-tree.service.ts';
import { applyReorganisation } from './reorganisations.service.ts';

const today = '2026-11-22';
const clock = makeClock(today);
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ today });
});
afterAll(() => app.close());

const probes = [
  '2023-06-01',
  '2024-01-01',
  '2024-12-31',
  '2025-01-01',
  '2025-07-01',
  '2026-01-01',
  '2026-11-22',
  '2027-01-01',
];

/** Both path tables for these areas against what the base tables say, one area and one day at a time. */
async function expectTreesRight(ids: readonly string[]): Promise<void> {
  const { data, now, past } = await asSystem(app.database.db, async ({ tx }) => {
    const rows: TreeData = await readTreeRows(tx);
    const near = new Set(ids);
    for (const row of rows.successions) if (near.has(row.predecessorId)) near.add(row.successorId);
    const small = {
      areas: rows.areas.filter((area) => near.has(area.id)),
      parents: rows.parents.filter((span) => near.has(span.areaId)),
      successions: rows.successions.filter((row) => near.has(row.predecessorId)),
    };
    const paths = await sql<{ areaId: string; chain: string[] }>`
      select area_id as "areaId", array_agg(ancestor_id order by depth) as chain from area_path_today
      where area_id = any(${ids}::uuid[]) group by 1`.execute(tx);
    const days = await sql<{ areaId: string; day: string; chain: string[] }>`
      select p.area_id as "areaId", d.day::text, array_agg(p.ancestor_id order by p.depth) as chain
      from area_path_then p join unnest(${probes}::date[]) as d(day) on p.valid @> d.day
      where p.area_id = any(${ids}::uuid[]) group by 1, 2`.execute(tx);
    return { data: small, now: paths.rows, past: days.rows };
  });
  expect(now.length).toBe(ids.length);
  for (const { areaId, chain } of now) expect(chain).toEqual(naiveChainToday(data, areaId, today));
  expect(past.length).toBe(ids.length * probes.length);
  for (const { areaId, day, chain } of past)
    expect([day, chain]).toEqual([day, naiveChainThen(data, areaId, day)]);
}

async function idsUnder(provinceIds: readonly string[]): Promise<string[]> {
  return asSystem(app.database.db, async ({ tx }) => {
    const found = await sql<{ id: string }>`
      select distinct area_id as id from area_path_then where ancestor_id = any(${provinceIds}::uuid[])`.execute(
      tx,
    );
    return found.rows.map((row) => row.id);
  });
}

interface Rolled {
  readonly kind: 'merge' | 'split' | 'transfer' | 'rename' | 'undo';
  readonly level: 'commune' | 'hamlet';
  readonly picks: readonly number[];
  readonly day: string;
}

const rolls = fc.array(
  fc.record<Rolled>({
    kind: fc.constantFrom('merge', 'split', 'split', 'transfer', 'rename', 'undo'),
    level: fc.constantFrom('commune', 'hamlet'),
    picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    day: fc.constantFrom('2024-01-01', '2025-01-01', '2026-01-01', '2027-01-01'),
  }),
  { minLength: 4, maxLength: 8 },
);

/** Makes a step of a roll among what is there; whatever can't be is left to the rules to refuse. */
async function stepOf(roll: Rolled, provinceIds: readonly string[]): Promise<Reorganisation | undefined> {
  const found = await asSystem(app.database.db, ({ tx }) =>
    sql<{ id: string; kind: string }>`
      select a.id, a.kind from area a join area_path_today p on p.area_id = a.id
      where p.ancestor_id = any(${provinceIds}::uuid[]) and a.closed_on is null order by a.id`.execute(tx),
  );
  const ids = found.rows.filter((row) => row.kind === roll.level).map((row) => row.id);
  const uppers = found.rows.filter((row) => row.kind === (roll.level === 'hamlet' ? 'commune' : 'province'));
  const pick = (n: number) => ids[(roll.picks[n] ?? 0) % ids.length] ?? '';
  const [a = '', b = '', c = ''] = [pick(0), pick(1), pick(2)];
  const fullName = roll.level === 'hamlet' ? `Thôn ${roll.picks[3]}` : `Xã ${roll.picks[3]}`;
  if (roll.kind === 'merge')
    return { kind: 'merge', areaIds: [a, b], into: (roll.picks[3] ?? 0) % 2 ? { fullName } : { areaId: c } };
  if (roll.kind === 'rename') return { kind: 'rename', areaId: a, fullName };
  if (roll.kind === 'transfer') {
    return { kind: 'transfer', areaIds: [a], toId: uppers[(roll.picks[1] ?? 0) % uppers.length]?.id ?? '' };
  }
  const children = await asSystem(app.database.db, ({ tx }) =>
    sql<{
      id: string;
    }>`select area_id as id from area_parent where parent_id = ${a} and valid @> ${roll.day}::date order by 1`.execute(
      tx,
    ),
  );
  const into =
    (roll.picks[1] ?? 0) % 3 === 0
      ? [{ fullName }, { areaId: a }]
      : [{ fullName }, { fullName: `${fullName} B` }];
  const assigned = children.rows.filter((_row, index) => ((roll.picks[2] ?? 0) >> index) % 3 > 0);
  return {
    kind: 'split',
    areaId: a,
    into,
    children: assigned.map((row, index) => ({ areaId: row.id, to: index % 2 })),
  };
}

test('after any merger, split, transfer, renaming and undoing both trees are what their definitions say', async () => {
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(rolls, async (plan) => {
      const trees = [
        await makeCommuneTree(app.database.db, 3, { clock }),
        await makeCommuneTree(app.database.db, 2, { clock }),
      ];
      const provinceIds = trees.map((tree) => tree.provinceId);
      const done: string[] = [];
      const by = authorizeEverywhere(system, 'areas.manage');
      for (const roll of plan) {
        const last = roll.kind === 'undo' ? done.pop() : undefined;
        const step = roll.kind === 'undo' ? undefined : await stepOf(roll, provinceIds);
        if (!step && !last) continue;
        await asSystem(
          app.database.db,
          async (context) => {
            if (last) await undoOperation(context, by, last);
            else if (step) {
              const operation = await applyReorganisation(context, by, {
                on: roll.day,
                instrument: '1/NQ',
                title: '',
                step,
              });
              done.push(operation.id);
            }
          },
          { clock },
        ).then(
          () => {
            applied += 1;
          },
          (error: unknown) => {
            if (!(error instanceof Problem)) throw error;
          },
        );
      }
      await expectTreesRight(await idsUnder(provinceIds));
    }),
    { numRuns: 4 },
  );
  expect(applied).toBeGreaterThan(4);
});

test('an officer merges two hamlets, sees what it does before, and takes it back', async () => {
  const communeId = await areaByCode(app.database.db, '07840');
  const officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  const a = await makeHamlet(app.database.db, communeId, 'Thôn Đông', { clock });
  const b = await makeHamlet(app.database.db, communeId, 'Thôn Đoài', { clock });
  const body = {
    on: '2026-10-01',
    instrument: '12/NQ-HĐND',
    step: { kind: 'merge' as const, areaIds: [a.id, b.id], into: { fullName: 'Thôn Đông Đoài' } },
  };
  const preview = await app.call(previewReorganisation, { body }, officer.token);
  expect(preview.body.counts).toEqual({ opened: 1, closed: 2, succeeded: 2 });
  const done = await app.call(applyContract, { body }, officer.token);
  expect(done.status).toBe(201);
  const old = (await app.call(getArea, { params: { id: a.id } }, officer.token)).body;
  expect([old.closedOn, old.successors[0]?.area.fullName, old.successors[0]?.instrument]).toEqual([
    '2026-10-01',
    'Thôn Đông Đoài',
    '12/NQ-HĐND',
  ]);
  expect((await app.call(undoAreaOperation, { params: { id: done.body.id } }, officer.token)).status).toBe(
    200,
  );
  const again = (await app.call(getArea, { params: { id: a.id } }, officer.token)).body;
  expect([again.closedOn, again.successors]).toEqual([null, []]);
});

test('what was done is not taken back once somebody works with what it opened', async () => {
  const communeId = await areaByCode(app.database.db, '07840');
  const officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  const a = await makeHamlet(app.database.db, communeId, 'Thôn Nam', { clock });
  const body = {
    on: '2026-10-01',
    instrument: '13/NQ-HĐND',
    step: {
      kind: 'split' as const,
      areaId: a.id,
      into: [{ fullName: 'Thôn Nam 1' }, { fullName: 'Thôn Nam 2' }],
    },
  };
  const done = await app.call(applyContract, { body }, officer.token);
  const heirs = (await app.call(getArea, { params: { id: a.id } }, officer.token)).body;
  expect([heirs.unattributed, heirs.successors.length]).toEqual([true, 2]);
  await signUp(app, { role: 'recorder', areaId: heirs.successors[0]?.area.id ?? '' });
  const undo = await app.call(undoAreaOperation, { params: { id: done.body.id } }, officer.token);
  expect([undo.code, (undo.body as unknown as { dependents: number }).dependents]).toEqual([
    'notPossibleNow',
    1,
  ]);
});

test('what can not be is refused with its reason, and what is not one’s own is refused altogether', async () => {
  const communeId = await areaByCode(app.database.db, '07840');
  const officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  const neighbour = await signUp(app, { role: 'officer', areaCode: '07822' });
  const recorder = await signUp(app, {
    role: 'recorder',
    areaId: (await makeHamlet(app.database.db, communeId, 'Thôn Bắc', { clock })).id,
  });
  const rename = (areaId: string, fullName: string) => ({
    body: { on: today, instrument: '1', step: { kind: 'rename' as const, areaId, fullName } },
  });
  const code = async (request: ReturnType<typeof rename>, token: string) => {
    const reply = await app.call(applyContract, request, token);
    const fields = (reply.body as unknown as { fields?: { code: string }[] }).fields;
    return fields?.[0]?.code ?? reply.code ?? reply.status;
  };
  expect(await code(rename(recorder.areaId, 'Thôn Bắc'), officer.token)).toBe('nothingChanges');
  expect(await code(rename(recorder.areaId, 'Thôn Bắc Mới'), recorder.token)).toBe('forbidden');
  expect(await code(rename(recorder.areaId, 'Thôn Bắc Mới'), neighbour.token)).toBe('outOfArea');
  expect(await code(rename(communeId, 'Phường Khác'), officer.token)).toBe('forbidden');
  expect(await code(rename(recorder.areaId, 'Thôn Bắc Mới'), officer.token)).toBe(201);
});

test('what takes effect later waits for its day, also where the program was off on that day', async () => {
  const { communeId, hamletIds, provinceId } = await makeCommuneTree(app.database.db, 2, { clock });
  const other = await makeCommuneTree(app.database.db, 1, { clock });
  const step = { kind: 'transfer' as const, areaIds: [communeId], toId: other.provinceId };
  const by = authorizeEverywhere(system, 'areas.manage');
  await asSystem(
    app.database.db,
    (context) => applyReorganisation(context, by, { on: '2026-12-01', instrument: '', title: '', step }),
    { clock },
  );
  const above = async () => {
    const reply = await asSystem(app.database.db, ({ tx }) =>
      sql<{ up: string; own: string }>`
        select p.ancestor_id as up, a.province_id as own from area_path_today p join area a on a.id = p.area_id
        where p.area_id = ${hamletIds[0]} and p.depth = 2`.execute(tx),
    );
    return reply.rows[0];
  };
  expect(await above()).toEqual({ up: provinceId, own: provinceId });
  expect(await asSystem(app.database.db, refreshTreesIfDue, { clock: makeClock('2026-11-30') })).toBe(false);
  expect(await asSystem(app.database.db, refreshTreesIfDue, { clock: makeClock('2026-12-05') })).toBe(true);
  expect(await above()).toEqual({ up: other.provinceId, own: other.provinceId });
  expect(await asSystem(app.database.db, refreshTreesIfDue, { clock: makeClock('2026-12-05') })).toBe(false);
  await asSystem(app.database.db, refreshTreesIfDue, { clock });
});
