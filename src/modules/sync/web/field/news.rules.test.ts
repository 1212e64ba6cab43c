import { expect, test } from 'vitest';
import type { SyncItem } from '../../sync.contract.ts';
import { isNews, type Note, noteOfItem, notesAfter } from './news.rules.ts';
import type { EntryItem } from './outbox.rules.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 10, day)).toISOString();
const note = (id: string, day: number, more: Partial<Note> = {}): Note => ({
  ...{ id, what: 'edit', recordId: 'r', title: { vi: 'Tuần tra', en: 'Patrol' }, day: '2026-11-01' },
  ...{ at: at(day), by: 'Chị Hạnh', reason: '', changes: [], ...more },
});

test('what comes twice is told once, what was read leaves after a month, and what was not stays', () => {
  const kept = [note('read', 3, { read: true }), note('unread', 2)];
  const after = notesAfter(kept, [note('read', 3), note('new', 5)], Date.parse(at(6)));
  expect(after.map(({ id, read }) => [id, read])).toEqual([
    ['new', undefined],
    ['read', true],
    ['unread', undefined],
  ]);
  const later = notesAfter(after, [], Date.parse(at(3)) + 31 * 86_400_000);
  expect(later.map(({ id }) => id)).toEqual(['new', 'unread']);
});

const item: EntryItem = {
  ...{ kind: 'activity.save', id: 'i', recordId: 'r', madeAt: at(1), ahead: 0, state: 'needsYou' },
  save: { form: 'patrol', formVersion: 1, state: 'submitted', values: { day: '2026-11-01' } },
  byClock: { times: [] },
};
const found = (more: Partial<SyncItem>): SyncItem => ({
  broughtBy: null,
  ...{ id: 'i', kind: 'activity.save', recordId: 'r', areaId: 'a', areaName: 'Thôn Cấm', phoneName: 'Máy' },
  ...{ person: { id: 'me', name: 'Bà Lụa' }, outcome: 'refused', form: 'patrol', payload: {}, problem: null },
  ...{ conflicts: [], madeAt: at(1), receivedAt: at(1), successors: [], settlement: null, settledAt: null },
  ...{ settledBy: null, reason: '', ...more },
});
const known = { me: 'me', forms: [], records: [], placeName: () => '' };

test('what the commune settled is told with who and why; what waits, or was settled here, is not', () => {
  expect(noteOfItem(found({}), item, known)).toBeUndefined();
  const mine = found({ settlement: 'repaired', settledAt: at(2), settledBy: { id: 'me', name: 'Bà Lụa' } });
  expect(noteOfItem(mine, item, known)).toBeUndefined();
  const dropped = found({
    ...{
      settlement: 'dropped',
      settledAt: at(2),
      settledBy: { id: 'o', name: 'Chị Hạnh' },
      reason: 'Ghi thử',
    },
  });
  expect(noteOfItem(dropped, item, known)).toMatchObject({
    ...{ id: 'i.dropped', what: 'dropped', by: 'Chị Hạnh', reason: 'Ghi thử', day: '2026-11-01' },
  });
});

test('what the commune dropped is news also to a phone that never heard that it waits, and once', () => {
  const states = ['here', 'onWay', 'arrived', 'needsYou'] as const;
  for (const state of states) {
    expect(isNews({ settlement: 'dropped' }, { state })).toBe(true);
    expect(isNews({ settlement: null }, { state })).toBe(false);
    expect(isNews({ settlement: 'repaired' }, { state })).toBe(state === 'needsYou');
  }
  expect(isNews({ settlement: 'dropped' }, { state: 'arrived', dropped: 'Sổ này đã bỏ' })).toBe(false);
});
