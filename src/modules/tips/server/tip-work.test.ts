import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { todayInVietnam } from '../../../platform/dates.ts';
import type { TestApp } from '../../../platform/server/testing/app.ts';
import { signUp } from '../../accounts/accounts.factory.ts';
import { listReadings } from '../../audit/read-log.contract.ts';
import { bytesOf, openParcel, sealParcel } from '../crypto/parcel.ts';
import { someSealed, step } from '../testing/desk-work.ts';
import { type OfficeWorld, officeWorld } from '../testing/office-world.ts';
import { must, secretsOf, type TestMember, words } from '../testing/offices.ts';
import { fetchTipCopy, listTipMessages, writeToReporter } from '../tip-messages.contract.ts';
import { openTipThread } from '../tip-thread.contract.ts';
import { takeTipStep } from '../tip-work.contract.ts';

let world: OfficeWorld;
let app: TestApp;
let office: OfficeWorld['office'];
let officer: TestMember;
let leader: TestMember;
let stranger: TestMember;
const day: OfficeWorld['day'] = (...given) => world.day(...given);
beforeAll(async () => {
  // Friday before the Tết of 2026.
  world = await officeWorld('2026-02-13');
  ({ app, office, officer, leader, stranger } = world);
});
afterAll(() => app.close());

const tips: OfficeWorld['tips'] = (...given) => world.tips(...given);
const describeTip: OfficeWorld['describeTip'] = (...given) => world.describeTip(...given);
const newTip: OfficeWorld['newTip'] = (...given) => world.newTip(...given);

describe('one report from receipt to result, over the Tết', () => {
  let id: string;
  let filed: Awaited<ReturnType<OfficeWorld['newTip']>>;

  test('it comes, its clocks run: 24 hours, three working days that end after Tết', async () => {
    filed = await newTip();
    id = filed.id;
    const work = await describeTip(officer, id);
    expect(work).toMatchObject({
      state: 'received',
      number: null,
      class: null,
      channel: 'web',
      waitsForAnswer: true,
    });
    // In the first hour after midnight a day of 24 hours ends with the same day.
    const inADay = todayInVietnam(new Date(Date.parse(work.receivedAt) + 24 * 3_600_000 - 1).toISOString());
    expect(work.clocks.map((one) => [one.code, one.dueDay])).toEqual([
      ['transfer', inADay],
      ['receiptNotice', '2026-02-25'],
    ]);
    expect(work.receivedAt).toMatch(/:00:00\.000Z$/u);
    expect(work.can).toEqual(['register', 'note', 'redact']);
  });

  test('it gets the next number of the year, is classified, assigned; each step builds on the one before', async () => {
    const work = await step(app, officer, id, { step: 'register' });
    expect(work.number).toBe('1/2026');
    const late = await app.call(
      takeTipStep,
      { params: { id }, body: { step: 'classify', class: 'administrative', baseVersion: 1 } },
      officer.token,
    );
    expect(late.code).toBe('conflict');
    const classified = await step(app, officer, id, {
      step: 'classify',
      class: 'crimeReport',
      note: someSealed,
    });
    expect(classified.clocks.map((one) => one.code)).toEqual(['transfer', 'receiptNotice', 'settlement']);
    const forOther = { step: 'assign', to: leader.userId, baseVersion: classified.version } as const;
    expect((await app.call(takeTipStep, { params: { id }, body: forOther }, officer.token)).code).toBe(
      'forbidden',
    );
    expect((await step(app, officer, id, { step: 'assign', to: officer.userId })).assignee?.name).toBe(
      'Nguyễn Thị Thủy',
    );
    expect(await tips(officer, { show: 'mine' })).toMatchObject([{ id }]);
    const elsewhere = { step: 'assign', to: stranger.userId, baseVersion: classified.version + 1 } as const;
    expect((await app.call(takeTipStep, { params: { id }, body: elsewhere }, leader.token)).code).toBe(
      'invalidInput',
    );
  });

  test('its content opens in the browser of a member alone, and each opening leaves a line that the superior sees', async () => {
    const { messages } = await must(app, listTipMessages, { params: { id } }, officer.token);
    const [first] = messages;
    const copy = first?.copies[0];
    if (!first || !copy) throw new Error('no copy');
    const query = { officeId: copy.officeId, epoch: copy.epoch, reason: 'assigned' as const };
    const { raw } = await app.call(
      fetchTipCopy,
      { params: { id, messageId: first.id }, query },
      officer.token,
    );
    const secrets = (await secretsOf(app, office, officer)).map(({ secret }) => secret);
    expect((await openParcel(new Blob([raw as BlobPart]), secrets)).content).toMatchObject({ text: words });
    const lines = await must(app, listReadings, { query: { subjectId: id } }, leader.token);
    expect(lines.items).toMatchObject([
      { what: 'tip.report', label: '1/2026', reason: 'assigned', reader: { name: 'Nguyễn Thị Thủy' } },
    ]);
    const keeper = await signUp(app, { role: 'administrator' });
    const refused = await app.call(
      fetchTipCopy,
      { params: { id, messageId: first.id }, query },
      stranger.token,
    );
    expect(refused.code).toBe('notFound');
    expect(
      (await app.call(fetchTipCopy, { params: { id, messageId: first.id }, query }, keeper.token)).code,
    ).toBe('forbidden');
  });

  test('reminders come before a limit and after it, once each', async () => {
    await day('2026-02-15');
    await day('2026-02-15');
    expect((await describeTip(officer, id)).events.filter((one) => one.what === 'reminded')).toMatchObject([
      { details: { clock: 'transfer', state: 'late' } },
    ]);
    expect(await tips(officer, { show: 'late' })).toMatchObject([
      { id, clock: { code: 'transfer', state: 'late' } },
    ]);
    const work = await step(app, officer, id, { step: 'handleLocally' });
    expect(work.clocks[0]).toMatchObject({ code: 'transfer', state: 'missed' });
  });

  test('the office asks, the reporter’s page gets it; whoever waits is seen', async () => {
    const [own] = (await secretsOf(app, office, officer)).slice(-1);
    if (!own) throw new Error('no key');
    const answer = {
      type: 'answer',
      thread: filed.keys.thread,
      sequence: 1,
      officeId: office.id,
      epoch: own.key.epoch,
      text: 'Xe màu gì?',
    } as const;
    const pair = { ...officer.pair, secret: own.secret, verifyKey: own.key.verifyKey };
    const { blob } = await sealParcel(answer, [], pair, [filed.keys.own.recipient, own.key.recipient]);
    const file = { name: 'parcel', content: Buffer.from(await bytesOf(blob)) };
    const body = { id: crypto.randomUUID(), epoch: own.key.epoch, sequence: 1 };
    await must(app, writeToReporter, { params: { id }, body, file }, officer.token);
    const taken = await app.call(
      writeToReporter,
      { params: { id }, body: { ...body, id: crypto.randomUUID() }, file },
      officer.token,
    );
    expect(taken.code).toBe('conflict');
    expect((await describeTip(officer, id)).waitsForAnswer).toBe(false);
    const thread = await must(app, openTipThread, {
      body: { lookup: filed.keys.lookup, access: filed.keys.access },
    });
    expect(thread).toMatchObject({
      state: 'answered',
      messages: [{ sequence: 0 }, { sequence: 1, sender: 'office' }],
    });
  });

  test('twenty days, two months, once more: a leader extends, with a reason', async () => {
    await step(app, officer, id, { step: 'sendNotice' });
    const body = { step: 'extend', clock: 'settlement', reason: 'complex' } as const;
    const { version } = await describeTip(officer, id);
    expect(
      (
        await app.call(
          takeTipStep,
          { params: { id }, body: { ...body, baseVersion: version } },
          officer.token,
        )
      ).code,
    ).toBe('forbidden');
    const due = async (): Promise<string | undefined> =>
      (await describeTip(leader, id)).clocks.find((one) => one.code === 'settlement')?.dueDay;
    expect(await due()).toBe('2026-03-05');
    await step(app, leader, id, body);
    expect(await due()).toBe('2026-04-13');
    await step(app, leader, id, { ...body, reason: 'procuracy' });
    expect(await due()).toBe('2026-06-15');
    const again = await app.call(
      takeTipStep,
      { params: { id }, body: { ...body, baseVersion: version + 2 } },
      leader.token,
    );
    expect(again.code).toBe('notPossibleNow');
  });

  test('it is concluded, of value; the result is told; it is closed, and opened again', async () => {
    await day('2026-03-20');
    expect(
      (await step(app, officer, id, { step: 'conclude', outcome: 'prosecuted', isValuable: true }))
        .isValuable,
    ).toBe(true);
    const told = await step(app, officer, id, { step: 'notifyResult' });
    expect(told.clocks.map((one) => [one.code, one.state])).toEqual([
      ['transfer', 'missed'],
      ['receiptNotice', 'met'],
      ['settlement', 'met'],
      ['resultNotice', 'met'],
    ]);
    expect((await step(app, officer, id, { step: 'close' })).can).toEqual(['note', 'redact', 'reopen']);
    const open = await step(app, officer, id, { step: 'reopen', reason: 'newInformation' });
    expect(open).toMatchObject({ state: 'classified', outcome: null, isValuable: null });
    expect(open.events.map((one) => one.what)).toEqual([
      'registered',
      'classified',
      'assigned',
      'reminded',
      'handledLocally',
      'noticeSent',
      'extended',
      'extended',
      'concluded',
      'resultNotified',
      'closed',
      'reopened',
    ]);
  });
});

test('a duplicate names the other report and is closed as it is', async () => {
  const first = await newTip();
  const second = await newTip();
  for (const { id } of [first, second]) await step(app, officer, id, { step: 'register' });
  const { version, similar } = await describeTip(officer, second.id);
  expect(similar.map((one) => one.id)).toContain(first.id);
  const nowhere = {
    step: 'classify',
    class: 'duplicate',
    duplicateOf: second.id,
    baseVersion: version,
  } as const;
  expect(
    (await app.call(takeTipStep, { params: { id: second.id }, body: nowhere }, officer.token)).code,
  ).toBe('invalidInput');
  const work = await step(app, officer, second.id, {
    step: 'classify',
    class: 'duplicate',
    duplicateOf: first.id,
  });
  expect(work.duplicateOf?.id).toBe(first.id);
  expect(work.clocks).toEqual([]);
  expect((await step(app, officer, second.id, { step: 'close' })).state).toBe('closed');
});

test('many registered at once get one number each, none left out', async () => {
  const made = [await newTip(), await newTip(), await newTip(), await newTip()];
  const done = await Promise.all(made.map(({ id }) => step(app, officer, id, { step: 'register' })));
  const numbers = done.map((work) => Number(work.number?.split('/')[0])).toSorted((a, b) => a - b);
  expect(numbers.map((n, i) => n - i)).toEqual(Array(4).fill(numbers[0]));
});
