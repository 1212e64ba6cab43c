import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobContext } from '../../../platform/server/jobs.ts';
import { makeLogger } from '../../../platform/server/logger.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { areaIdOf, completeSetup, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { saveActivity } from '../../activities/activities.contract.ts';
import { makeHamlet } from '../../areas/areas.factory.ts';
import { listReadings } from '../../audit/read-log.contract.ts';
import { getDesk } from '../../desk/desk.contract.ts';
import { listFigureRecords, queryFigures } from '../../figures/figures.contract.ts';
import { someSealed, step, takeDown } from '../testing/desk-work.ts';
import {
  foundOffice,
  memberOf,
  must,
  type TestMember,
  type TestOffice,
  withKey,
} from '../testing/offices.ts';
import { countTips, readPublicTipFigures } from '../tip-figures.contract.ts';
import { listIntake, openReporter, replaceReporter } from '../tip-intake.contract.ts';
import { getTip, listTips } from '../tip-work.contract.ts';
import { tendTips } from './tip-tending.service.ts';

let today = '2026-03-20';
const clock = { now: () => new Date(), today: () => today };
let app: TestApp;
let areaId: string;
let office: TestOffice;
let officer: TestMember;
let colleague: TestMember;
let leader: TestMember;
let recorder: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ clock });
  areaId = await areaIdOf(app, '07840');
  const administrator = await completeSetup(app, areaId);
  officer = await memberOf(app, areaId, 'Nguyễn Thị Thủy');
  colleague = await memberOf(app, areaId, 'Phạm Văn Đồng Đội');
  leader = await withKey(app, await signUp(app, { role: 'leader', areaId }));
  office = await foundOffice(app, { areaId, administrator, members: [officer, colleague, leader] });
  const hamlet = await makeHamlet(app.database.db, areaId, 'Thôn Cấm');
  recorder = await signUp(app, { role: 'recorder', areaId: hamlet.id });
});
afterAll(() => app.close());

const day = async (next: string): Promise<void> => {
  today = next;
  await tendTips(jobContext(app.database, clock, makeLogger('silent'), app.filesFolder));
};

test('whoever takes a report down sees that one afterwards, how far it is, and no other', async () => {
  const own = await takeDown(app, recorder, office.id, { day: '2026-03-20', hour: 0, channel: 'phone' });
  await takeDown(app, officer, office.id, { day: '2026-03-19' });
  const { items } = await must(app, listIntake, { query: {} }, recorder.token);
  expect(items).toEqual([
    {
      id: own.id,
      office: { id: office.id, name: 'Công an xã' },
      harm: 'theft',
      channel: 'phone',
      day: '2026-03-20',
      state: 'received',
      number: null,
    },
  ]);
  expect((await app.call(getTip, { params: { id: own.id } }, recorder.token)).code).toBe('forbidden');
  await step(app, officer, own.id, { step: 'register' });
  const [after] = (await must(app, listIntake, { query: {} }, recorder.token)).items;
  expect(after).toMatchObject({ state: 'registered', number: '1/2026' });
  expect((await must(app, listTips, { query: {} }, officer.token)).items).toHaveLength(2);
});

test('an hour to come, or long past, is refused', async () => {
  for (const given of [{ day: '2026-03-21' }, { day: '2025-12-01' }])
    await expect(takeDown(app, officer, office.id, given)).rejects.toThrow('invalidInput');
});

test('who reported lies in the vault, opens for the one assigned alone, each time with a reason that superiors read', async () => {
  const { id } = await takeDown(app, officer, office.id, {
    day: '2026-03-20',
    hour: 0,
    reporter: someSealed,
  });
  await step(app, officer, id, { step: 'register' });
  await step(app, officer, id, { step: 'assign', to: officer.userId });
  const body = { reason: 'contact', words: 'Gọi lại để hỏi thêm về giờ giấc' } as const;
  const open = (who: TestMember) => app.call(openReporter, { params: { id }, body }, who.token);
  expect((await open(colleague)).code).toBe('forbidden');
  const opened = await open(officer);
  expect(opened.body).toMatchObject({ sealed: someSealed, officeId: office.id, epoch: 1 });
  expect((await open(leader)).status).toBe(200);
  const short = { ...body, words: 'vì cần' };
  expect((await app.call(openReporter, { params: { id }, body: short }, officer.token)).status).toBe(422);
  const { items } = await must(
    app,
    listReadings,
    { query: { subjectId: id, what: 'tip.reporter' } },
    leader.token,
  );
  expect(items.map((line) => [line.reader.id, line.words])).toEqual([
    [leader.userId, body.words],
    [officer.userId, body.words],
  ]);

  const kept = await asSuperuser(
    app.database.ownerUrl,
    async (client) => (await client.query('select sealed from tip_reporter where tip_id = $1', [id])).rows,
  );
  expect(kept).toEqual([{ sealed: expect.stringMatching(/^v1\./u) }]);
  expect(kept[0].sealed).not.toContain('AGE');

  await must(app, replaceReporter, { params: { id }, body: { epoch: 1, reporter: null } }, officer.token);
  expect((await open(officer)).code).toBe('notFound');
  expect((await must(app, getTip, { params: { id } }, officer.token)).hasReporter).toBe(false);
});

test('the desk says how many reports need somebody, and nothing of what they are', async () => {
  const tasks = async (who: SignedUp) =>
    (await must(app, getDesk, {}, who.token)).tasks.filter((task) => task.kind === 'tips');
  await day('2026-03-23');
  expect(await tasks(officer)).toEqual([{ kind: 'tips', what: 'late', count: 3, more: false }]);
  expect(await tasks(recorder)).toEqual([]);
});

test('figures count a report when its half month is over, at the office’s place, on the first day of it', async () => {
  const ask = {
    areaIds: [areaId],
    indicators: ['tip.received', 'tip.valuable', 'tip.answered'],
    from: '2026-03-15',
    to: '2026-04-14',
  };
  const values = async () => {
    const { figures } = await must(app, queryFigures, { body: ask }, officer.token);
    return Object.fromEntries(figures.map((figure) => [figure.indicator, figure.value]));
  };
  expect(await values()).toEqual({ 'tip.received': 0, 'tip.valuable': 0, 'tip.answered': 0 });
  const counts = await must(
    app,
    countTips,
    { query: { from: '2026-03-20', to: '2026-03-20' } },
    officer.token,
  );
  expect(counts).toMatchObject({
    received: 3,
    byChannel: [
      { channel: 'inPerson', count: 2 },
      { channel: 'phone', count: 1 },
    ],
  });
  await day('2026-04-01');
  expect(await values()).toEqual({ 'tip.received': 3, 'tip.valuable': 0, 'tip.answered': 0 });
  const [first] = (await must(app, listTips, { query: { number: '1/2026' } }, officer.token)).items;
  const id = first?.id ?? '';
  await step(app, officer, id, { step: 'classify', class: 'administrative' });
  await step(app, officer, id, { step: 'conclude', outcome: 'fined', isValuable: true });
  await step(app, officer, id, { step: 'notifyResult' });
  await day('2026-04-02');
  expect(await values()).toEqual({ 'tip.received': 3, 'tip.valuable': 1, 'tip.answered': 1 });
  const cell = { areaId, indicator: 'tip.received', from: ask.from, to: ask.to };
  const { records } = await must(app, listFigureRecords, { query: cell }, officer.token);
  expect(new Set(records.map((record) => `${record.source} ${record.day} ${record.areaId}`))).toEqual(
    new Set([`tip 2026-03-15 ${areaId}`]),
  );
});

test('nothing under five is published; with five it is, without the kinds that would tell', async () => {
  const published = () => must(app, readPublicTipFigures, {});
  await day('2026-07-14');
  expect(await published()).toMatchObject({
    blocks: [],
    received: 0,
    windows: [{ from: '2026-03-15', to: '2026-06-14' }],
  });
  for (let n = 0; n < 4; n += 1) await takeDown(app, officer, office.id, { day: '2026-07-10', hour: n });
  await takeDown(app, officer, office.id, { day: '2026-07-10', harm: 'drugs' });
  await day('2026-10-13');
  expect((await published()).blocks).toEqual([]);
  await day('2026-10-14');
  const { blocks, received, windows, least } = await published();
  expect({ received, least, windows: windows.length }).toEqual({ received: 8, least: 5, windows: 2 });
  expect(blocks).toMatchObject([
    {
      from: '2026-03-15',
      to: '2026-09-14',
      area: { id: areaId },
      isRest: false,
      received: 8,
      valuable: null,
      answered: null,
    },
  ]);
  expect(blocks[0]?.byHarm).toMatchObject([{ count: 8 }]);
  expect(blocks[0]?.byHarm[0]?.harms).toHaveLength(13);
  // What was published stays, whatever happens afterwards.
  await takeDown(app, officer, office.id, { day: '2026-09-01' });
  await day('2026-10-20');
  expect((await published()).blocks).toEqual(blocks);
});

test('each report counts once: the book that only counts is closed where the office has its register', async () => {
  const values = { receivedOn: '2027-01-20', place: { areaId }, tipKind: 'theft' };
  const body = { form: 'tip', formVersion: 1, values, state: 'submitted' } as const;
  const save = (change: object) =>
    app.call(
      saveActivity,
      { params: { id: uuidv7() }, body: { ...body, values: { ...values, ...change } } },
      officer.token,
    );
  await day('2027-02-01');
  const refused = await save({});
  expect(refused.code).toBe('invalidInput');
  expect(refused.body).toMatchObject({ fields: [{ path: 'values.receivedOn', code: 'bookClosed' }] });
  expect((await save({ receivedOn: '2026-01-20' })).status).toBe(200);
});
