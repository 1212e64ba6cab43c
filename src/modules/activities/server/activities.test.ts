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
let people: Record<
  'recorder' | 'otherRecorder' | 'officer' | 'leader' | 'staff' | 'neighbour' | 'auditor',
  TestPerson
>;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  const owner = app.database.ownerUrl;
  world = await makeWorld(owner);
  people = {
    recorder: await makePerson(owner, 'recorder', world.hamlets[0], 'Nguyễn Thị Đào'),
    otherRecorder: await makePerson(owner, 'recorder', world.hamlets[1]),
    officer: await makePerson(owner, 'officer', world.commune, 'Trần Văn Mõ'),
    leader: await makePerson(owner, 'leader', world.commune),
    staff: await makePerson(owner, 'staff', world.province),
    neighbour: await makePerson(owner, 'officer', world.neighbour),
    auditor: await makePerson(owner, 'auditor', world.province),
  };
});
afterAll(() => app.close());

const save = (who: TestPerson, id: string, body: ReturnType<typeof patrol>) =>
  app.call(api.saveActivity, { params: { id }, body }, who.token);
const step = (
  who: TestPerson,
  activity: Activity,
  action: 'submit' | 'return' | 'verify' | 'void' | 'restore',
  reason?: string,
) =>
  app.call(
    api.changeActivityState,
    { params: { id: activity.id }, body: { action, reason, baseRevision: activity.revision } },
    who.token,
  );
const undo = (who: TestPerson, activity: Activity) =>
  app.call(
    api.undoActivityChange,
    { params: { id: activity.id }, body: { baseRevision: activity.revision } },
    who.token,
  );

/** The facts of a record, as sums by indicator and kind of state. */
async function factsOf(id: string): Promise<Record<string, string>> {
  return asOwner(app.database.ownerUrl, async (client) => {
    const found = await client.query<{ name: string; amount: string }>(
      `select m.indicator || case when m.slice = '' then '' else ' ' || m.slice end
         || case when f.verified then ' verified' else '' end as name, u.amount::text
       from fact f, unnest(f.measures, f.amounts) as u(measure, amount) join measure m on m.id = u.measure
       where f.record_id = $1 order by 1`,
      [id],
    );
    return Object.fromEntries(found.rows.map((row) => [row.name, row.amount]));
  });
}

describe('the life of a record', () => {
  test('a recorder enters a patrol, the officer returns it, she mends it, the leader verifies it', async () => {
    const id = uuidv7();
    const entered = await save(people.recorder, id, patrol(world.hamlets[0], { route: 'Ngõ  chợ ' }));
    expect(entered.status).toBe(200);
    const first = entered.body.activity;
    expect(first).toMatchObject({
      day: '2026-03-07',
      state: 'submitted',
      revision: 1,
      place: { areaName: 'Thôn Đông', areaKind: 'hamlet', organizationId: null },
      values: { route: 'Ngõ chợ' },
      createdBy: { name: 'Nguyễn Thị Đào' },
      can: {
        edit: true,
        submit: false,
        verify: false,
        return: false,
        void: false,
        restore: false,
        undo: true,
      },
    });
    expect(await factsOf(id)).toEqual({
      'patrol.attendance': '5',
      'patrol.nightSessions': '1',
      'patrol.sessions': '1',
    });

    const noReason = await step(people.officer, first, 'return');
    expect([noReason.status, noReason.code]).toEqual([422, 'invalidInput']);
    const returned = await step(people.officer, first, 'return', 'Thiếu số vụ việc');
    expect(returned.body.activity).toMatchObject({
      state: 'returned',
      reason: 'Thiếu số vụ việc',
      revision: 2,
    });
    expect(await factsOf(id)).toEqual({});

    const mended = await save(people.recorder, id, {
      ...patrol(world.hamlets[0], { incidents: 2 }),
      baseRevision: 2,
    });
    expect(mended.body.activity).toMatchObject({ state: 'submitted', reason: '', revision: 3 });
    expect(mended.body.activity.can.verify).toBe(false);

    const verified = await step(people.leader, mended.body.activity, 'verify');
    expect(verified.body.activity).toMatchObject({ state: 'verified', revision: 4 });
    expect(await factsOf(id)).toEqual({
      'patrol.attendance verified': '5',
      'patrol.incidents verified': '2',
      'patrol.nightSessions verified': '1',
      'patrol.sessions verified': '1',
    });

    const late = await save(people.officer, id, {
      ...patrol(world.hamlets[0], { incidents: 3 }),
      baseRevision: 4,
    });
    expect([late.status, late.code]).toEqual([409, 'notPossibleNow']);

    const history = await app.call(api.getActivityHistory, { params: { id } }, people.recorder.token);
    expect(history.body.revisions.map((one) => [one.action, one.by.name, one.stateAfter])).toEqual([
      ['verify', 'leader', 'verified'],
      ['submit', 'Nguyễn Thị Đào', 'submitted'],
      ['return', 'Trần Văn Mõ', 'returned'],
      ['create', 'Nguyễn Thị Đào', 'submitted'],
    ]);
    expect(history.body.revisions[1]?.changes).toEqual([
      expect.objectContaining({ field: 'route', before: 'Ngõ chợ' }),
      expect.objectContaining({ field: 'incidents', after: 2, afterText: { vi: '2', en: '2' } }),
    ]);
    expect(history.body.revisions[2]).toMatchObject({ reason: 'Thiếu số vụ việc', device: 'Máy thử' });
  });

  test('voiding needs a reason, takes the facts away, and restoring gives exactly the state of before back', async () => {
    const id = uuidv7();
    const { activity } = (await save(people.officer, id, patrol(world.commune))).body;
    const verified = (await step(people.officer, activity, 'verify')).body.activity;
    const before = await factsOf(id);
    expect((await step(people.leader, verified, 'void')).status).toBe(422);
    const voided = (await step(people.leader, verified, 'void', 'Ghi hai lần')).body.activity;
    expect(voided).toMatchObject({
      state: 'voided',
      stateBeforeVoid: 'verified',
      can: { restore: true, edit: false },
    });
    expect(await factsOf(id)).toEqual({});
    const restored = (await step(people.leader, voided, 'restore')).body.activity;
    expect(restored).toMatchObject({ state: 'verified', stateBeforeVoid: null, reason: '' });
    expect(await factsOf(id)).toEqual(before);
  });

  test('a draft may be half full, counts nowhere, and is submitted only when it is whole', async () => {
    const id = uuidv7();
    const half = patrol(world.hamlets[0], { patrollers: null }, 'draft');
    const draft = (await save(people.recorder, id, half)).body.activity;
    expect(draft).toMatchObject({ state: 'draft', can: { submit: true, verify: false } });
    const early = await step(people.recorder, draft, 'submit');
    expect([early.status, (early.body as unknown as { fields: unknown }).fields]).toEqual([
      422,
      [expect.objectContaining({ path: 'values.patrollers', code: 'required' })],
    ]);
    const whole = await save(people.recorder, id, {
      ...patrol(world.hamlets[0], {}, 'draft'),
      baseRevision: 1,
    });
    expect(whole.body.activity).toMatchObject({ state: 'draft', revision: 2 });
    expect(await factsOf(id)).toEqual({});
    const submitted = await step(people.recorder, whole.body.activity, 'submit');
    expect(submitted.body.activity).toMatchObject({ state: 'submitted', revision: 3 });
    expect(Object.keys(await factsOf(id))).toContain('patrol.sessions');
  });

  test('one takes back one’s own last change, but not somebody else’s', async () => {
    const id = uuidv7();
    const first = (await save(people.recorder, id, patrol(world.hamlets[0]))).body.activity;
    const changed = (
      await save(people.recorder, id, { ...patrol(world.hamlets[0], { patrollers: 9 }), baseRevision: 1 })
    ).body.activity;
    expect((await undo(people.officer, changed)).code).toBe('forbidden');
    const back = (await undo(people.recorder, changed)).body.activity;
    expect(back).toMatchObject({ revision: 3, values: first.values, state: 'submitted' });
    expect((await factsOf(id))['patrol.attendance']).toBe('5');

    const verified = (await step(people.leader, back, 'verify')).body.activity;
    const unverified = (await undo(people.leader, verified)).body.activity;
    expect(unverified).toMatchObject({ state: 'submitted', revision: 5 });

    const another = (await save(people.recorder, uuidv7(), patrol(world.hamlets[0]))).body.activity;
    const gone = (await undo(people.recorder, another)).body.activity;
    expect(gone).toMatchObject({ state: 'voided', stateBeforeVoid: 'submitted' });
    expect(await factsOf(another.id)).toEqual({});
  });
});

describe('what is wrong is said field by field', () => {
  test('every problem has its path, its code and what was found', async () => {
    const bad = patrol(world.hamlets[0], {
      day: '2026-06-16',
      patrollers: 900,
      startTime: '25:00',
      mood: 'x',
    });
    const answer = await save(people.recorder, uuidv7(), bad);
    expect(answer.status).toBe(422);
    const { fields } = answer.body as unknown as { fields: { path: string; code: string; found: string }[] };
    expect(fields.map(({ path, code, found }) => [path, code, found])).toEqual([
      ['values.day', 'inTheFuture', '2026-06-16'],
      ['values.startTime', 'invalidTime', '25:00'],
      ['values.patrollers', 'outOfRange', '900'],
      ['values.mood', 'unknownField', 'x'],
    ]);
  });

  test('a place has to exist on the day; otherwise the right one is named', async () => {
    const early = await save(people.officer, uuidv7(), patrol(world.commune, { day: '2025-06-30' }));
    expect(early.body).toMatchObject({
      fields: [{ path: 'values.place', code: 'unknownArea', found: 'Xã Hiệp Hòa thử' }],
    });
    expect(JSON.stringify(early.body)).toContain('khi đó là: Xã Lương Phong thử');
    const late = await save(people.officer, uuidv7(), patrol(world.oldCommune, { day: '2025-07-01' }));
    expect(JSON.stringify(late.body)).toContain('khi đó là: Xã Hiệp Hòa thử');
    const nowhere = await save(people.officer, uuidv7(), patrol(uuidv7()));
    expect(nowhere.body).toMatchObject({ fields: [{ code: 'unknownArea' }] });
  });

  test('records of the closed commune stand under its province of that day', async () => {
    const id = uuidv7();
    const place = { areaId: world.oldCommune, organizationId: world.school };
    const body = patrol(world.oldCommune, { day: '2025-06-30' });
    const answer = await save(people.officer, id, { ...body, values: { ...body.values, place } });
    expect(answer.body.activity.place).toMatchObject({ organizationName: 'Trường THCS thử' });
    const province = await asOwner(app.database.ownerUrl, (client) =>
      client.query('select province_id from activity where id = $1', [id]),
    );
    expect(province.rows).toEqual([{ province_id: world.oldProvince }]);
    // The day moves over the reform: the record and its facts move to the other province, once.
    const moved = patrol(world.hamlets[0], { day: '2025-07-02' });
    expect((await save(people.officer, id, { ...moved, baseRevision: 1 })).status).toBe(200);
    const after = await asOwner(app.database.ownerUrl, (client) =>
      client.query(
        'select a.province_id, f.province_id as facts from activity a join fact f on f.record_id = a.id where a.id = $1',
        [id],
      ),
    );
    expect(after.rows).toEqual([{ province_id: world.province, facts: world.province }]);
  });
});

describe('the same twice, and two at once', () => {
  test('a repeated request changes nothing and is answered like the first', async () => {
    const id = uuidv7();
    const first = await save(people.recorder, id, patrol(world.hamlets[0]));
    const again = await save(people.recorder, id, patrol(world.hamlets[0]));
    expect([first.body.outcome, again.body.outcome, again.body.activity.revision]).toEqual([
      'accepted',
      'known',
      1,
    ]);
    const verified = await step(people.officer, first.body.activity, 'verify');
    const verifiedAgain = await step(people.officer, first.body.activity, 'verify');
    expect([verified.body.outcome, verifiedAgain.body.outcome]).toEqual(['accepted', 'known']);
    expect(verifiedAgain.body.activity.revision).toBe(2);
  });

  test('another content without the right base is a conflict that shows the present version', async () => {
    const id = uuidv7();
    await save(people.recorder, id, patrol(world.hamlets[0]));
    const blind = await save(people.officer, id, patrol(world.hamlets[0], { patrollers: 7 }));
    expect([blind.status, blind.code]).toEqual([409, 'conflict']);
    expect(blind.body).toMatchObject({ current: { revision: 1, values: { patrollers: 5 } } });
  });

  test('two people change one record at once: one is stored, the other is told', async () => {
    const id = uuidv7();
    await save(people.recorder, id, patrol(world.hamlets[0]));
    const change = (who: TestPerson, patrollers: number) =>
      save(who, id, { ...patrol(world.hamlets[0], { patrollers }), baseRevision: 1 });
    const answers = await Promise.all([change(people.recorder, 6), change(people.officer, 7)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const facts = await factsOf(id);
    const stored = answers.find((answer) => answer.status === 200)?.body.activity;
    expect(facts['patrol.attendance']).toBe(String(stored?.values.patrollers));
  });

  test('the same new record sent eight times at once is stored once', async () => {
    const id = uuidv7();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        save(people.recorder, id, patrol(world.hamlets[0], { patrollers: 11 })),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    expect(answers.filter((answer) => answer.body.outcome === 'accepted')).toHaveLength(1);
    expect((await factsOf(id))['patrol.attendance']).toBe('11');
  });
});

describe('many at once', () => {
  test('each row is answered on its own, in the order given', async () => {
    const known = uuidv7();
    await save(people.officer, known, patrol(world.hamlets[0], { route: 'Đường liên thôn' }));
    const ids = Array.from({ length: 6 }, () => uuidv7()) as [string, string, string, string, string, string];
    const rows = [
      { id: ids[0], ...patrol(world.hamlets[1]) },
      { id: ids[1], ...patrol(world.hamlets[1], { patrollers: 0 }) },
      { id: ids[2], ...patrol(world.neighbourHamlet) },
      { id: known, ...patrol(world.hamlets[0], { route: 'Đường liên thôn' }) },
      { id: known, ...patrol(world.hamlets[0], { route: 'Đường khác' }) },
      { id: ids[3], form: 'patrol', values: { day: { deep: { er: 1 } } } },
      { id: ids[4], ...patrol(world.commune), form: 'horoscope' },
      { id: ids[5], ...patrol(world.commune) },
    ];
    const answer = await app.call(api.saveActivities, { body: { items: rows } }, people.officer.token);
    expect(answer.status).toBe(200);
    expect(answer.body.results.map((one) => [one.id, one.outcome, one.problem?.code])).toEqual([
      [ids[0], 'accepted', undefined],
      [ids[1], 'refused', 'invalidInput'],
      [ids[2], 'refused', 'outOfArea'],
      [known, 'known', undefined],
      [known, 'conflict', 'conflict'],
      [ids[3], 'refused', 'invalidInput'],
      [ids[4], 'refused', 'invalidInput'],
      [ids[5], 'accepted', undefined],
    ]);
    expect(answer.body.results[1]?.problem?.fields).toEqual([
      expect.objectContaining({ path: 'values.patrollers', code: 'outOfRange', found: '0' }),
    ]);
    expect(answer.body.results[4]?.activity?.values.route).toBe('Đường liên thôn');

    const verified = await app.call(
      api.changeActivityStates,
      { body: { ids: [ids[0], ids[1], known], action: 'verify' } },
      people.leader.token,
    );
    expect(verified.body.results.map((one) => [one.outcome, one.activity?.state, one.problem?.code])).toEqual(
      [
        ['accepted', 'verified', undefined],
        ['refused', undefined, 'notFound'],
        ['accepted', 'verified', undefined],
      ],
    );
  });
});

describe('who may do what where', () => {
  test('each sees the records of his area, old commune included, and nobody else’s', async () => {
    const ids = { own: uuidv7(), old: uuidv7(), other: uuidv7() };
    await save(people.recorder, ids.own, patrol(world.hamlets[0]));
    await save(people.officer, ids.old, patrol(world.oldCommune, { day: '2025-06-01' }));
    await save(people.neighbour, ids.other, patrol(world.neighbourHamlet));
    const sees = async (who: TestPerson) => {
      const answers = await Promise.all(
        Object.values(ids).map((id) => app.call(api.getActivity, { params: { id } }, who.token)),
      );
      return answers.map((answer) => answer.status);
    };
    expect(await sees(people.recorder)).toEqual([200, 404, 404]);
    expect(await sees(people.otherRecorder)).toEqual([404, 404, 404]);
    expect(await sees(people.officer)).toEqual([200, 200, 404]);
    expect(await sees(people.leader)).toEqual([200, 200, 404]);
    expect(await sees(people.neighbour)).toEqual([404, 404, 200]);
    expect(await sees(people.staff)).toEqual([200, 200, 200]);
    expect(await sees(people.auditor)).toEqual([403, 403, 403]);
  });

  test('writing needs the role and the area, and nobody takes the id of a record he does not see', async () => {
    const outside = await save(people.recorder, uuidv7(), patrol(world.hamlets[1]));
    expect([outside.status, outside.code]).toEqual([403, 'outOfArea']);
    expect((await save(people.leader, uuidv7(), patrol(world.commune))).code).toBe('forbidden');
    expect((await save(people.staff, uuidv7(), patrol(world.commune))).code).toBe('forbidden');
    const nobody = await app.call(api.saveActivity, {
      params: { id: uuidv7() },
      body: patrol(world.commune),
    });
    expect(nobody.code).toBe('signInNeeded');

    const id = uuidv7();
    const theirs = (await save(people.neighbour, id, patrol(world.neighbourHamlet))).body.activity;
    expect((await save(people.officer, id, patrol(world.commune))).code).toBe('alreadyExists');
    expect((await step(people.leader, theirs, 'verify')).code).toBe('notFound');
    expect((await step(people.staff, theirs, 'verify')).code).toBe('forbidden');
    expect((await step(people.recorder, theirs, 'verify')).code).toBe('notFound');
  });

  test('a leader in one commune who reads a whole province verifies in his commune only', async () => {
    const both = await makePerson(app.database.ownerUrl, 'leader', world.commune);
    await asOwner(app.database.ownerUrl, (client) =>
      client.query(
        `insert into role_assignment (id, user_id, role, area_id, granted_by) values ($1, $2, 'staff', $3, 'system')`,
        [uuidv7(), both.id, world.province],
      ),
    );
    const theirs = (await save(people.neighbour, uuidv7(), patrol(world.neighbourHamlet))).body.activity;
    const seen = await app.call(api.getActivity, { params: { id: theirs.id } }, both.token);
    expect(seen.body.can).toMatchObject({ verify: false, return: false, void: false });
    const refused = await step(both, theirs, 'verify');
    expect([refused.status, refused.code]).toEqual([403, 'outOfArea']);
  });
});

test('every change leaves a line in the log, without the words of people', async () => {
  const id = uuidv7();
  const { activity } = (await save(people.officer, id, patrol(world.commune, { content: 'chữ riêng' }))).body;
  await save(people.officer, id, patrol(world.commune, { content: 'chữ riêng' }));
  await step(people.leader, activity, 'return', 'lý do riêng');
  const log = await asOwner(app.database.ownerUrl, (client) =>
    client.query(
      'select action, caller, area_id, details from audit_entry where subject_id = $1 order by at',
      [id],
    ),
  );
  expect(log.rows).toEqual([
    {
      action: 'activity.save',
      caller: people.officer.id,
      area_id: world.commune,
      details: { form: 'patrol', state: 'submitted', revision: 1 },
    },
    {
      action: 'activity.return',
      caller: people.leader.id,
      area_id: world.commune,
      details: { form: 'patrol', state: 'returned', revision: 2 },
    },
  ]);
});
