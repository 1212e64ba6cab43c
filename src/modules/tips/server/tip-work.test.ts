import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobContext } from '../../../platform/server/jobs.ts';
import { makeLogger } from '../../../platform/server/logger.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { areaIdOf, completeSetup, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { listReadings } from '../../audit/read-log.contract.ts';
import { bytesOf, openParcel, sealParcel } from '../crypto/parcel.ts';
import { offer, someSealed, step } from '../testing/desk-work.ts';
import {
  admit,
  fileReportAt,
  foundOffice,
  memberOf,
  must,
  nextKey,
  secretsOf,
  type TestMember,
  type TestOffice,
  withKey,
  words,
} from '../testing/offices.ts';
import { openTipThread } from '../tip-thread.contract.ts';
import {
  answerTipOffer,
  fetchTipContact,
  fetchTipCopy,
  getTip,
  listTipMessages,
  listTips,
  takeTipStep,
  writeToReporter,
} from '../tip-work.contract.ts';
import { sealedFilePath } from './tip-files.service.ts';
import { dropTipFilesJob, tendTips } from './tip-tending.service.ts';

/** Friday before the Tết of 2026, afternoon. */
let today = '2026-02-13';
const clock = { now: () => new Date(), today: () => today };
let app: TestApp;
let office: TestOffice;
let other: TestOffice;
let officer: TestMember;
let leader: TestMember;
let stranger: TestMember;
let administrator: SignedUp;
const day = async (next: string): Promise<void> => {
  today = next;
  await tendTips(job());
};
const job = () => jobContext(app.database, clock, makeLogger('silent'), app.filesFolder);

beforeAll(async () => {
  app = await startTestApp({ clock });
  const areaId = await areaIdOf(app, '07840');
  administrator = await completeSetup(app, areaId);
  officer = await memberOf(app, areaId, 'Nguyễn Thị Thủy');
  leader = await withKey(app, await signUp(app, { role: 'leader', areaId, displayName: 'Trần Văn Lãnh' }));
  office = await foundOffice(app, { areaId, administrator, members: [officer, leader] });
  const elsewhere = await areaIdOf(app, '00004');
  stranger = await memberOf(app, elsewhere, 'Lê Thị Ba Đình');
  const chief = await signUp(app, { role: 'administrator', areaId: elsewhere });
  other = await foundOffice(app, { areaId: elsewhere, administrator: chief, members: [stranger] });
});
afterAll(() => app.close());

const tips = async (who: { token: string }, query: object = {}) =>
  (await must(app, listTips, { query }, who.token)).items;
async function newTip(told: Parameters<typeof fileReportAt>[2] = {}) {
  const filed = await fileReportAt(app, office.id, told);
  const known = await tips(officer, { show: 'all', limit: 200 });
  const found = await asSuperuser(
    app.database.ownerUrl,
    async (client) =>
      (await client.query('select id from tip where filed_hash = $1', [filed.hash])).rows[0]?.id,
  );
  expect(known.map(({ id }) => id)).toContain(found);
  return { ...filed, id: found as string };
}
const describeTip = (who: { token: string }, id: string) => must(app, getTip, { params: { id } }, who.token);

describe('one report from receipt to result, over the Tết', () => {
  let id: string;
  let filed: Awaited<ReturnType<typeof newTip>>;

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
    expect(work.clocks.map((one) => [one.code, one.dueDay])).toEqual([
      ['transfer', '2026-02-14'],
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

describe('forwarding to another office', () => {
  test('sealed anew, offered, refused; offered again, accepted: then it is the other one’s, whole', async () => {
    await day('2026-05-04');
    const { id, keys } = await newTip({ contact: '0912 345 678' });
    await step(app, officer, id, { step: 'register' });
    expect(await tips(stranger)).toEqual([]);
    const offered = await offer(app, officer, id, {
      from: office,
      to: other,
      thread: keys.thread,
      contact: someSealed,
    });
    expect(offered).toMatchObject({
      state: 'offered',
      offer: { to: { id: other.id } },
      can: ['note', 'redact'],
    });
    expect(await tips(stranger)).toMatchObject([{ id, isOfferedToUs: true }]);

    const answer = (who: TestMember, body: Parameters<typeof app.call<typeof answerTipOffer>>[1]) =>
      app.call(answerTipOffer, { params: { id }, ...body }, who.token);
    expect((await answer(officer, { body: { answer: 'accept' } })).code).toBe('forbidden');
    const refusal = { body: { answer: 'refuse', reason: 'notOurPlace' } } as const;
    expect((await answer(stranger, refusal)).body).toEqual({ id, state: 'registered' });
    expect(await tips(stranger)).toEqual([]);
    expect((await describeTip(officer, id)).events.at(-1)).toMatchObject({
      what: 'refused',
      details: { reason: 'notOurPlace' },
    });

    await offer(app, officer, id, { from: office, to: other, thread: keys.thread, contact: someSealed });
    const before = await filesOf(id);
    expect((await answer(stranger, { body: { answer: 'accept' } })).status).toBe(200);
    expect((await app.call(getTip, { params: { id } }, officer.token)).code).toBe('notFound');
    const { messages } = await must(app, listTipMessages, { params: { id } }, stranger.token);
    const secrets = (await secretsOf(app, other, stranger)).map(({ secret }) => secret);
    const [copy] = messages[0]?.copies ?? [];
    if (!copy) throw new Error('no copy');
    const query = { officeId: copy.officeId, epoch: copy.epoch, reason: 'duty' as const };
    const { raw } = await app.call(
      fetchTipCopy,
      { params: { id, messageId: messages[0]?.id ?? '' }, query },
      stranger.token,
    );
    expect((await openParcel(new Blob([raw as BlobPart]), secrets)).content).toMatchObject({ text: words });
    const registered = await step(app, stranger, id, { step: 'register' });
    expect(registered.clocks.find((one) => one.code === 'transfer')?.state).toBe('met');
    expect(registered.number).toBe('1/2026');
    expect(
      (await app.call(fetchTipContact, { params: { id }, query: { reason: 'duty' } }, stranger.token)).status,
    ).toBe(200);

    // What was sealed for the office that gave it away is gone from the disk as well.
    const left = await filesOf(id);
    const dropped = before.filter((file) => !left.includes(file));
    expect(dropped.length).toBeGreaterThan(0);
    await dropTipFilesJob({ fileIds: before.map((file) => file.slice(-36)) }, job());
    expect(dropped.some((file) => existsSync(file))).toBe(false);
    expect(left.every((file) => existsSync(file))).toBe(true);
    const thread = await must(app, openTipThread, { body: { lookup: keys.lookup, access: keys.access } });
    expect(thread).toMatchObject({ office: { id: other.id }, handovers: [{ to: { officeId: other.id } }] });
  });

  test('an offer without a message, with somebody else’s signature, or for an old key is refused', async () => {
    const { id, keys } = await newTip();
    await step(app, officer, id, { step: 'register' });
    await expect(
      offer(app, officer, id, { from: office, to: other, thread: 'f'.repeat(31) }),
    ).rejects.toThrow(/422|400/u);
    const offered = await offer(app, officer, id, { from: office, to: other, thread: keys.thread });
    expect(offered.state).toBe('offered');
    const withdrawn = await must(
      app,
      answerTipOffer,
      { params: { id }, body: { answer: 'withdraw' } },
      officer.token,
    );
    expect(withdrawn.state).toBe('registered');
    expect(await tips(stranger, { show: 'offered' })).toEqual([]);
  });
});

async function filesOf(id: string): Promise<string[]> {
  const rows = await asSuperuser(
    app.database.ownerUrl,
    async (client) => (await client.query('select id from tip_file where tip_id = $1', [id])).rows,
  );
  return rows.map((row) => sealedFilePath(app.filesFolder, row.id));
}

test('a report of somebody’s opinion is closed with the standard answer, and its content is gone', async () => {
  const { id, keys } = await newTip({ contact: '0912 345 678' });
  const files = await filesOf(id);
  expect(files.every((file) => existsSync(file))).toBe(true);
  const { version } = await describeTip(officer, id);
  const body = { step: 'redLine', baseVersion: version } as const;
  expect((await app.call(takeTipStep, { params: { id }, body }, officer.token)).code).toBe('forbidden');
  const closed = await step(app, leader, id, { step: 'redLine' });
  expect(closed).toMatchObject({ state: 'redLine', contentRemoved: true, can: [], clocks: [] });
  expect(closed.standardAnswer?.vi).toContain('không lưu giữ');
  expect(await filesOf(id)).toEqual([]);
  await dropTipFilesJob({ fileIds: files.map((file) => file.slice(-36)) }, job());
  expect(files.some((file) => existsSync(file))).toBe(false);
  const thread = await must(app, openTipThread, { body: { lookup: keys.lookup, access: keys.access } });
  expect(thread).toMatchObject({ state: 'returned', hasContact: false });
});

test('a duplicate names the other report and is closed as it is', async () => {
  const first = await newTip();
  const second = await newTip();
  for (const { id } of [first, second]) await step(app, officer, id, { step: 'register' });
  const { version } = await describeTip(officer, second.id);
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

test('who leaves the office sees none of its reports any more', async () => {
  const areaId = officer.areaId;
  const newcomer = await memberOf(app, areaId, 'Người mới');
  const { nameTipMember, dismissTipMember } = await import('../tip-office-members.contract.ts');
  const params = { id: office.id, userId: newcomer.userId };
  await must(app, nameTipMember, { params }, administrator.token);
  expect(await tips(newcomer, { show: 'all' })).toEqual([]);
  await admit(app, office, officer, newcomer);
  expect((await tips(newcomer, { show: 'all' })).length).toBeGreaterThan(0);
  await must(app, dismissTipMember, { params }, administrator.token);
  expect(await tips(newcomer, { show: 'all' })).toEqual([]);
  await nextKey(app, office, officer);
});
