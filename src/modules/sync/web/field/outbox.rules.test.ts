import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answers, byRightClock } from './entry.ts';
import {
  type ActItem,
  afterAnswer,
  byKnownClock,
  type EntryItem,
  isOnlyHere,
  toSend,
  waitingCount,
  withRightClock,
} from './outbox.rules.ts';

const item = (given: Partial<EntryItem> = {}): EntryItem => ({
  kind: 'activity.save',
  id: 'a',
  recordId: 'r',
  save: {
    form: 'patrol',
    formVersion: 1,
    values: { day: '2026-11-20', startTime: '22:40', endTime: '00:10', content: 'Yên tĩnh' },
    state: 'submitted',
  },
  madeAt: '2026-11-20T15:40:00.000Z',
  ahead: 0,
  byClock: { day: 'day', times: ['startTime', 'endTime'] },
  state: 'here',
  ...given,
});
const hour = 3_600_000;

test('a clock that was two days ahead is put right in what it filled in, and in nothing else', () => {
  const right = withRightClock(item(), 48 * hour);
  expect(right.save.values).toEqual({
    day: '2026-11-18',
    startTime: '22:40',
    endTime: '00:10',
    content: 'Yên tĩnh',
  });
  const behind = withRightClock(item(), -2 * hour);
  expect(behind.save.values).toMatchObject({ day: '2026-11-21', startTime: '00:40', endTime: '02:10' });
  const typed = withRightClock(item({ byClock: { times: [] } }), 48 * hour);
  expect(typed.save.values).toEqual(item().save.values);
  // A few minutes are nobody's fault, and what has left the phone is not changed any more.
  expect(withRightClock(item(), 9 * 60_000).save).toEqual(item().save);
  expect(withRightClock(item({ state: 'onWay' }), 48 * hour).save).toEqual(item().save);
});

test('it is put right once, at the first contact, whatever becomes of the clock before the entry is sent', () => {
  const off = fc.integer({ min: -60 * 24, max: 60 * 24 }).map((hours) => hours * hour);
  fc.assert(
    fc.property(off, off, (ahead, later) => {
      const once = withRightClock(item(), ahead);
      expect(withRightClock(once, later)).toEqual(once);
    }),
  );
});

test('what was filled in before a contact and kept after it is right before it is sent, and still moves with the next', () => {
  const off = fc.integer({ min: -60 * 24, max: 60 * 24 }).map((hours) => hours * hour);
  const [day, byClock] = ['2026-11-20', { day: 'day', times: [] }];
  const either = fc.constantFrom(item(), item({ save: { ...item().save, values: { day } }, byClock }));
  fc.assert(
    fc.property(either, off, off, (made, known, ahead) => {
      const kept = byKnownClock(made, known);
      expect(kept.ahead).toBe(known);
      expect(withRightClock(kept, ahead)).toEqual(withRightClock(made, ahead));
      // Filled in by what is known already, it stays as it is.
      expect(byKnownClock({ ...made, ahead: known }, known)).toEqual({ ...made, ahead: known });
    }),
  );
});

test('what is still being written when the right time is heard goes by it, as if it had been kept before; then it stays', () => {
  const off = fc.integer({ min: -60 * 24, max: 60 * 24 }).map((hours) => hours * hour);
  const { values } = item().save;
  const begun: Answers = {
    values,
    byClock: ['day', 'startTime', 'endTime'],
    ahead: 0,
    begunAt: item().madeAt,
  };
  fc.assert(
    fc.property(off, off, (ahead, later) => {
      const right = byRightClock(begun, 'day', ahead);
      expect(right.values).toEqual(withRightClock(item(), ahead).save.values);
      if (ahead !== 0) expect(byRightClock(right, 'day', later)).toEqual(right);
    }),
  );
  // What was typed stays, also beside what the clock gave.
  const typed = byRightClock({ ...begun, byClock: ['startTime'] }, 'day', 51 * hour);
  expect(typed.values).toMatchObject({ day: '2026-11-20', startTime: '19:40', endTime: '00:10' });
});

test('what was under way when the app was closed goes again, and counts as what the commune may have', () => {
  const [fresh, died] = [item(), item({ id: 'b', state: 'onWay' })];
  expect(toSend([fresh, died], 50).map(({ tried }) => tried)).toEqual([undefined, true]);
  const back = toSend([died], 50).map((one): EntryItem => ({ ...(one as EntryItem), state: 'here' }));
  expect([isOnlyHere(fresh), ...back.map(isOnlyHere)]).toEqual([true, false]);
});

test('the day of a pledge goes by the right clock too', () => {
  const { save: _none, byClock: _nor, ...rest } = item();
  const pledge: ActItem = {
    ...rest,
    kind: 'pledge.sign',
    payload: { signedOn: '2026-11-20', method: 'list' },
    byClock: { day: 'signedOn' },
    words: { vi: '', en: '' },
  };
  const right = withRightClock(pledge, 48 * hour);
  expect(right).toMatchObject({ payload: { signedOn: '2026-11-18', method: 'list' }, ahead: 48 * hour });
  expect(withRightClock(right, 0)).toEqual(right);
});

test('a day without a time goes by when the entry was made, also where a few hours are another day', () => {
  // 22:00 in Vietnam on the 20th; the clock, two days and three hours ahead, showed 01:00 on the 23rd.
  const late = (day: string, at?: string) =>
    item({
      save: { ...item().save, values: { day } },
      madeAt: '2026-11-22T18:00:00.000Z',
      byClock: { day: 'day', times: [], ...(at ? { at } : {}) },
    });
  const right = { day: '2026-11-20' };
  expect(withRightClock(late('2026-11-23'), 51 * hour).save.values).toEqual(right);
  // Begun before midnight of that clock.
  const begun = late('2026-11-22', '2026-11-22T16:30:00.000Z');
  expect(withRightClock(begun, 51 * hour).save.values).toEqual(right);
});

test('what an answer took on its way moves no entry by a minute, nor over midnight', () => {
  const late = item({ save: { ...item().save, values: { day: '2026-11-20', startTime: '00:00' } } });
  const onItsWay = fc.integer({ min: -20_000, max: 20_000 });
  fc.assert(
    fc.property(onItsWay, (ms) => {
      const { values } = withRightClock(late, 48 * hour + ms).save;
      expect(values).toEqual({ day: '2026-11-18', startTime: '00:00' });
    }),
  );
});

test('whatever the answers are, an entry stays until it has arrived, with all that was written', () => {
  const outcome = fc.constantFrom('accepted', 'known', 'conflict', 'refused') as fc.Arbitrary<
    'accepted' | 'known' | 'conflict' | 'refused'
  >;
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 8 }), (outcomes) => {
      const last = outcomes.reduce(
        (now, each) => afterAnswer(now, { id: now.id, outcome: each }, '2026-11-22T00:00:00.000Z'),
        item(),
      );
      expect(last.save).toEqual(item().save);
      const final = outcomes.at(-1);
      const state =
        final === undefined ? 'here' : final === 'accepted' || final === 'known' ? 'arrived' : 'needsYou';
      expect(last.state).toBe(state);
    }),
  );
});

test('what was under way when the app was closed goes again, in the order in which it was made', () => {
  const items = [
    item({ id: '1', state: 'arrived' }),
    item({ id: '2', state: 'onWay' }),
    item({ id: '3', state: 'needsYou' }),
    item({ id: '4' }),
  ];
  expect(toSend(items, 5).map(({ id }) => id)).toEqual(['2', '4']);
  expect(toSend(items, 1).map(({ id }) => id)).toEqual(['2']);
  expect(waitingCount(items)).toBe(2);
});

test('what is of the moment only is sent like all else, counts as nothing, and is gone with its answer', () => {
  const { save: _none, byClock: _nor, ...rest } = item();
  const act: ActItem = {
    ...rest,
    kind: 'patrol.begin',
    payload: {},
    words: { vi: '', en: '' },
    isPassing: true,
  };
  expect(toSend([act], 5)).toEqual([act]);
  expect(waitingCount([act])).toBe(0);
  for (const outcome of ['accepted', 'known', 'refused'] as const)
    expect(afterAnswer(act, { id: 'a', outcome }, '2026-11-20T16:00:00Z')).toBeUndefined();
});
