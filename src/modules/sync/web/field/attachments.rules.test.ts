import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Activity } from '../../../activities/activity.contract.ts';
import type { Tried } from '../../../documents/web/send-in-pieces.ts';
import {
  afterTry,
  arrivedLongAgo,
  type KeptAttachment,
  learnedFrom,
  onceMore,
  orphans,
  progressOf,
  saveWithout,
  toUpload,
  withoutAttachment,
} from './attachments.rules.ts';
import type { EntryItem } from './outbox.rules.ts';

const picture = (id: string, given: Partial<KeptAttachment> = {}): KeptAttachment => ({
  id,
  kind: 'photo',
  field: 'photos',
  size: 1000,
  sha256: '0'.repeat(64),
  takenAt: 0,
  state: 'kept',
  sent: 0,
  ...given,
});
const entry = (id: string, photos: string[], state: EntryItem['state'] = 'here'): EntryItem => ({
  kind: 'activity.save',
  id,
  recordId: `record-${id}`,
  save: { form: 'patrol', formVersion: 2, state: 'submitted', values: { photos } },
  madeAt: '2026-11-20T15:40:00.000Z',
  ahead: 0,
  byClock: { times: [] },
  state,
});

const reason = { vi: 'Không phải ảnh.', en: 'No picture.' };
const tried: fc.Arbitrary<Tried> = fc.constantFrom<Tried>(
  { outcome: 'arrived' },
  { outcome: 'later' },
  { outcome: 'again' },
  { outcome: 'refused', reason },
);

test('nothing of a picture is sent before the commune has its entry, and then it is', () => {
  const kept = [picture('p1')];
  expect(toUpload(kept)).toEqual([]);
  const [written] = learnedFrom(kept, [entry('a', ['p1'])]);
  expect(written).toMatchObject({ recordId: 'record-a' });
  expect(toUpload(written ? [written] : [])).toEqual([]);
  const [awaited] = learnedFrom(written ? [written] : [], [entry('a', ['p1'], 'arrived')]);
  expect(toUpload(awaited ? [awaited] : [])).toHaveLength(1);
  expect(learnedFrom(awaited ? [awaited] : [], [entry('a', ['p1'], 'arrived')])).toEqual([]);
});

test('old entries that arrived make room for new ones, but not before their pictures have arrived', () => {
  const items = Array.from({ length: 210 }, (_, n) => entry(`e${n}`, n === 3 ? ['p1'] : [], 'arrived'));
  const gone = Array.from({ length: 10 }, (_, n) => `e${n}`);
  const but = (id: string) => gone.filter((one) => one !== id);
  expect(arrivedLongAgo(items, [picture('p1')])).toEqual(but('e3'));
  expect(arrivedLongAgo(items, [picture('p1', { state: 'arrived' })])).toEqual(gone);
  expect(arrivedLongAgo([entry('open', []), ...items], [])).toEqual(gone);
});

test('however tries end, a picture is sent until it has arrived or was refused, and never after', () => {
  fc.assert(
    fc.property(fc.array(tried, { maxLength: 30 }), (tries) => {
      let one = picture('p1', { recordId: 'record-a', isAwaited: true });
      for (const each of tries) {
        const isWaiting = toUpload([one]).length === 1;
        expect(isWaiting).toBe(one.state === 'kept' || one.state === 'begun');
        if (!isWaiting) break;
        one = afterTry(one, each);
        expect(one.sent).toBeLessThanOrEqual(one.size);
        // Whatever happens, it stays awaited by its record, and is nobody's orphan before it has arrived.
        expect(one).toMatchObject({ recordId: 'record-a', isAwaited: true });
        const wanted = orphans([one], [entry('a', ['p1'], 'arrived')], '', Number.MAX_SAFE_INTEGER);
        expect(wanted).toEqual([]);
      }
      expect(progressOf([one], 'record-a').left).toBe(one.state === 'kept' || one.state === 'begun' ? 1 : 0);
    }),
  );
});

test('what nobody wants any more goes, what somebody waits for stays', () => {
  const later = 2 * 86_400_000;
  const all = [
    picture('named'),
    picture('begun'),
    picture('dropped'),
    picture('just', { takenAt: later }),
    picture('awaited', { recordId: 'record-x', isAwaited: true, state: 'begun' }),
    picture('there', { recordId: 'record-y', isAwaited: true, state: 'arrived' }),
  ];
  const gone = orphans(all, [entry('a', ['named'])], '{"photos":["begun"]}', later);
  expect(gone.map(({ id }) => id)).toEqual(['dropped', 'there']);
});

test('one that was refused goes once more from its beginning; given up, its entry names the others only', () => {
  const one = picture('a', { recordId: 'r', isAwaited: true, sent: 300 });
  const refused = afterTry(one, { outcome: 'refused', reason });
  expect(toUpload([refused, picture('b', { recordId: 'r', isAwaited: true })]).map(({ id }) => id)).toEqual([
    'b',
  ]);
  expect(onceMore(refused)).toEqual({ ...one, state: 'kept', sent: 0 });
  expect(toUpload([onceMore(refused)])).toHaveLength(1);
  const values = { content: 'a', photos: ['a', 'b'], voice: ['c'] };
  expect(withoutAttachment(values, 'a')).toEqual({ ...values, photos: ['b'] });
  expect(withoutAttachment(values, 'c')).toEqual({ content: 'a', photos: ['a', 'b'] });
  expect(withoutAttachment(values, 'd')).toBeUndefined();
});

test('giving up a picture hands nothing in: a draft stays one, what was sent back stays sent back', () => {
  const record = (state: Activity['state'], edit = true) => ({
    form: 'patrol',
    formVersion: 3,
    revision: 2,
    state,
    values: { photos: ['a', 'b'] },
    can: { edit },
  });
  const states = (['submitted', 'draft', 'returned'] as const).map(
    (one) => saveWithout(record(one), 'a')?.state,
  );
  expect(states).toEqual(['submitted', 'draft', 'draft']);
  expect(saveWithout(record('submitted'), 'a')).toMatchObject({ baseRevision: 2, values: { photos: ['b'] } });
  expect(saveWithout(record('verified', false), 'a')).toBeUndefined();
});
