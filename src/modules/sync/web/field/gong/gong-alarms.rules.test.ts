import { expect, test } from 'vitest';
import type { Gong } from '../../../../gong/gong.contract.ts';
import { type ActItem, toSend } from '../outbox.rules.ts';
import { EVERY, isDue } from '../rounds.rules.ts';
import { alarmsAfter, ringing } from './gong-alarms.rules.ts';
import { noticeOf } from './notice.rules.ts';

const me = { id: 'me', name: 'Bà Lụa' };
const other = { id: 'other', name: 'Anh Bảy' };
const alarm = (id: string, given: Partial<Gong> = {}): Gong => ({
  id,
  areaId: 'a',
  areaName: 'Thôn Đông',
  hamlets: [{ id: 'a', name: 'Thôn Đông' }],
  kind: 'fire',
  place: '',
  isDrill: false,
  soundedBy: other,
  soundedAt: '2026-11-22T15:00:00.000Z',
  receivedAt: '2026-11-22T15:00:00.000Z',
  state: 'running',
  joinedTo: null,
  ended: null,
  counts: { reached: 0, answered: 0, coming: 0, cannot: 0 },
  answers: [],
  can: { answer: true, end: false, callBack: false },
  ...given,
});
const sounding = (recordId: string, given: Partial<ActItem> = {}): ActItem => ({
  kind: 'gong.sound',
  id: `c-${recordId}`,
  recordId,
  payload: {},
  words: { vi: 'Đánh mõ', en: 'Gong' },
  madeAt: '2026-11-22T15:00:00.000Z',
  ahead: 0,
  state: 'here',
  ...given,
});
const now = Date.parse('2026-11-22T15:00:10.000Z');

test('an own alarm stays until the commune tells of it; one that was refused goes, with its reason in the outbox', () => {
  const before = [alarm('mine', { soundedBy: me }), alarm('old')];
  const after = (items: ActItem[], heard: Gong[] = []) =>
    alarmsAfter(before, heard, items, now).map(({ id }) => id);
  expect(after([sounding('mine')])).toEqual(['mine']);
  expect(after([sounding('mine', { state: 'arrived', arrivedAt: '2026-11-22T15:00:05.000Z' })])).toEqual([
    'mine',
  ]);
  expect(after([sounding('mine', { state: 'arrived', arrivedAt: '2026-11-22T14:00:05.000Z' })])).toEqual([]);
  expect(after([sounding('mine', { state: 'needsYou' })])).toEqual([]);
  expect(after([sounding('mine')], [alarm('mine'), alarm('new')])).toEqual(['mine', 'new']);
});

test('what runs rings until it is answered, on any phone of the person; one’s own never does', () => {
  const all = [
    alarm('rings'),
    alarm('mine', { soundedBy: me }),
    alarm('over', { state: 'ended' }),
    alarm('seen'),
    alarm('said'),
    alarm('saidElsewhere', {
      answers: [{ person: me, reachedAt: '', reply: 'known', repliedAt: '' }],
    }),
  ];
  const replies = { seen: 'reached', said: 'coming' };
  expect(ringing(all, replies, 'me').map(({ id }) => id)).toEqual(['rings', 'seen']);
});

test('an alarm waits behind nothing, and what is sent is no reason to ask again', () => {
  const others = Array.from({ length: 80 }, (_, at) => sounding(`${at}`, { kind: 'patrol.end' }));
  expect(toSend([...others, sounding('fire')], 50).map(({ recordId }) => recordId)).toEqual(['fire']);
  expect(toSend(others, 50)).toHaveLength(50);
  expect([isDue(undefined, 5), isDue(5, EVERY + 4), isDue(5, EVERY + 5)]).toEqual([true, false, true]);
});

test('a notice says what and where and no more; a drill is told by its words, the end takes the alarm’s place', () => {
  const id = '01932b7e-7c1d-7000-8000-000000000001';
  const told = (what: string, drill: boolean, language = 'vi-VN') =>
    noticeOf({ alarm: id, what, kind: 'fire', area: 'Thôn Đông', drill }, language);
  expect(told('sounded', false)).toMatchObject({
    title: 'MÕ BÁO ĐỘNG: Cháy',
    options: {
      body: 'Thôn Đông',
      tag: id,
      requireInteraction: true,
      renotify: true,
      data: `/field/#/mo/${id}`,
    },
  });
  expect(told('sounded', true).title).toBe('DIỄN TẬP · MÕ BÁO ĐỘNG: Cháy');
  expect(told('mistake', false, 'en-US')).toMatchObject({
    title: 'Sounded by mistake: Fire',
    options: { tag: id, requireInteraction: false, renotify: false },
  });
  // A message that is none is shown all the same, and leads nowhere but to the app.
  expect(noticeOf(undefined, 'vi').options).toMatchObject({ data: '/field/' });
  expect(noticeOf({ alarm: '../../evil', what: 'x', kind: 'y' }, 'vi').options).toMatchObject({
    data: '/field/',
  });
});
