import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../activities/entry.rules.ts';
import type { EntryValues } from '../../../activities/field.contract.ts';
import { type FieldTask, TaskAnswer } from '../../../models/field-tasks.contract.ts';
import { openTasks } from './open-tasks.rules.ts';
import type { ActItem } from './outbox.rules.ts';
import { answerOf, firstValues, taskFields, valuesOf } from './task-form.rules.ts';

const id = '00000000-0000-7000-8000-000000000001';
const task = (kind: 'check' | 'review'): FieldTask => ({
  ...{ id, siteId: id, kind, dueOn: '2026-08-01', note: '', siteTitle: '4 an toàn', placeName: 'Thôn Cấm' },
  since: '2026-02-01',
  checklist: [
    { code: 'place', text: { vi: 'An toàn về khuôn viên', en: 'Safe grounds' } },
    { code: 'people', text: { vi: 'An toàn về người', en: 'Safe people' } },
  ],
});
const form = (kind: 'check' | 'review') => ({
  ...{ code: 'task', version: 1, name: { vi: '', en: '' }, purpose: { vi: '', en: '' }, order: 0 },
  ...{
    sheetNames: ['x'],
    dayField: 'doneOn',
    placeField: '',
    contributions: [],
    listColumns: [],
    searchable: [],
  },
  fields: taskFields(task(kind)),
});
const faults = (kind: 'check' | 'review', values: EntryValues): string[] => {
  const checked = checkEntry(form(kind), values, {
    today: '2026-08-10',
    isKnownPlace: () => true,
    commune: undefined,
  });
  return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
};

describe('a check at the place', () => {
  const values = {
    ...firstValues(task('check'), '2026-08-10'),
    ...{ verdict_place: 'good', verdict_people: 'poor', note_people: 'Cổng không có người trực' },
    ...{ demands: 'Bố trí trực cổng', until: '2026-09-01' },
  };

  it('asks for a verdict on every line, and gives none beforehand', () => {
    expect(faults('check', firstValues(task('check'), '2026-08-10'))).toEqual([
      'verdict_place required',
      'verdict_people required',
    ]);
    expect(faults('check', values)).toEqual([]);
    expect(faults('check', { ...values, doneOn: '2026-01-01' })).toHaveLength(1);
    expect(faults('check', { ...values, note_place: 'x' })).toEqual(['note_place notShown']);
  });

  it('is what the commune takes, and comes back as it was', () => {
    const answer = TaskAnswer.parse(answerOf(task('check'), values));
    expect(answer.result).toMatchObject({ kind: 'check', until: '2026-09-01' });
    expect(answerOf(task('check'), valuesOf(answer))).toEqual(answer);
  });
});

describe('a half-year review', () => {
  it('begins with the half year that is due, and is what the commune takes', () => {
    const first = firstValues(task('review'), '2026-08-10');
    expect(first).toEqual({ doneOn: '2026-08-10', from: '2026-02-02', to: '2026-08-01' });
    expect(faults('review', first)).toEqual(['rating required', 'proposal required']);
    const answer = TaskAnswer.parse(answerOf(task('review'), { ...first, rating: 'good', proposal: 'keep' }));
    expect(answerOf(task('review'), valuesOf(answer))).toEqual(answer);
  });
});

describe('what is due', () => {
  it('is gone from the phone once it was answered there, and back where the answer came back', () => {
    const answer = (state: ActItem['state'], more: Partial<ActItem> = {}): ActItem => ({
      ...{
        id: 'lệnh',
        kind: 'task.answer',
        recordId: id,
        payload: {},
        madeAt: '2026-08-10T01:00:00Z',
        ahead: 0,
      },
      ...{ words: { vi: '', en: '' }, state, ...more },
    });
    const models = { tasks: [task('check')], sites: [] };
    const open = (items: readonly ActItem[]): number => openTasks({ models, items }).length;
    expect([open([]), open([answer('here')]), open([answer('arrived')])]).toEqual([1, 0, 0]);
    expect([open([answer('needsYou')]), open([answer('arrived', { dropped: 'Ghi nhầm' })])]).toEqual([1, 1]);
    expect(openTasks({ models: undefined, items: [] })).toEqual([]);
  });
});
