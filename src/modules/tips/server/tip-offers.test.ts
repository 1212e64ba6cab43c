import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../../../platform/server/testing/app.ts';
import { openParcel } from '../crypto/parcel.ts';
import { offer, someSealed, step } from '../testing/desk-work.ts';
import { type OfficeWorld, officeWorld } from '../testing/office-world.ts';
import { admit, memberOf, must, nextKey, secretsOf, type TestMember, words } from '../testing/offices.ts';
import { fetchTipContact, fetchTipCopy, listTipMessages } from '../tip-messages.contract.ts';
import { answerTipOffer } from '../tip-offers.contract.ts';
import { dismissTipMember, nameTipMember } from '../tip-office-members.contract.ts';
import { openTipThread } from '../tip-thread.contract.ts';
import { getTip, takeTipStep } from '../tip-work.contract.ts';
import { dropTipFilesJob } from './tip-tending.service.ts';

let world: OfficeWorld;
let app: TestApp;
let office: OfficeWorld['office'];
let officer: TestMember;
let leader: TestMember;
let stranger: TestMember;
let other: OfficeWorld['other'];
const filesOf: OfficeWorld['filesOf'] = (...given) => world.filesOf(...given);
const job: OfficeWorld['job'] = () => world.job();
beforeAll(async () => {
  world = await officeWorld('2026-05-04');
  ({ app, office, officer, leader, stranger, other } = world);
});
afterAll(() => app.close());

const tips: OfficeWorld['tips'] = (...given) => world.tips(...given);
const describeTip: OfficeWorld['describeTip'] = (...given) => world.describeTip(...given);
const newTip: OfficeWorld['newTip'] = (...given) => world.newTip(...given);

describe('forwarding to another office', () => {
  test('sealed anew, offered, refused; offered again, accepted: then it is the other one’s, whole', async () => {
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
  expect(thread.standardAnswer?.vi).toContain('không lưu giữ');
});

test('who leaves the office sees none of its reports any more', async () => {
  const areaId = officer.areaId;
  const newcomer = await memberOf(app, areaId, 'Người mới');
  const params = { id: office.id, userId: newcomer.userId };
  await must(app, nameTipMember, { params }, world.administrator.token);
  expect(await tips(newcomer, { show: 'all' })).toEqual([]);
  await admit(app, office, officer, newcomer);
  expect((await tips(newcomer, { show: 'all' })).length).toBeGreaterThan(0);
  await must(app, dismissTipMember, { params }, world.administrator.token);
  expect(await tips(newcomer, { show: 'all' })).toEqual([]);
  await nextKey(app, office, officer);
});
