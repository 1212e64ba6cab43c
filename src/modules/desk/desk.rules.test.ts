import { expect, test } from 'vitest';
import type { DeskTask } from './desk.contract.ts';
import { isReportOnDesk, orderTasks } from './desk.rules.ts';

const name = { vi: 'Tuần tra', en: 'Patrols' };
const place = { areaId: '018f0000-0000-7000-8000-000000000001', areaName: 'Phường Hiệp Hòa' };

function report(daysLeft: number): DeskTask {
  return {
    kind: 'report',
    ...place,
    report: 'year',
    year: 2026,
    half: null,
    name,
    lastDay: '2026-12-14',
    daysLeft,
    reportId: null,
  };
}

test('what is late comes first, then what others wait for, then what is coming', () => {
  const returned: DeskTask = { kind: 'returned', form: 'patrol', formName: name, count: 1, more: false };
  const verify: DeskTask = { kind: 'verify', form: 'patrol', formName: name, count: 40, more: false };
  const few: DeskTask = { ...verify, form: 'mediation', count: 2 };
  const tasks = orderTasks([{ kind: 'secondStep' }, report(9), few, verify, returned, report(-3)], true);
  expect(tasks).toEqual([report(-3), returned, verify, few, report(9), { kind: 'secondStep' }]);
});

test('in a new installation the first steps are the work', () => {
  const steps: DeskTask[] = [
    { kind: 'invite' },
    { kind: 'importBooks', ...place },
    { kind: 'secondStep' },
    { kind: 'addHamlets', ...place },
  ];
  expect(orderTasks(steps, false).map((task) => task.kind)).toEqual([
    'addHamlets',
    'importBooks',
    'invite',
    'secondStep',
  ]);
});

test('what was begun comes before the first steps that are left', () => {
  const book: DeskTask = {
    kind: 'import',
    id: place.areaId,
    fileName: 'a.xlsx',
    state: 'checked',
    accepted: 9,
    problemRows: 1,
  };
  expect(orderTasks([{ kind: 'invite' }, book], false)).toEqual([book, { kind: 'invite' }]);
});

test.each([
  ['a month before the end', { state: 'notEnded', daysLeft: 30 }, true],
  ['long before', { state: 'notEnded', daysLeft: 31 }, false],
  ['over, not begun', { state: 'due', daysLeft: -20 }, true],
  ['over since long ago, from before there was a program', { state: 'due', daysLeft: -200 }, false],
  ['begun, the window still open', { state: 'draft', daysLeft: 3 }, true],
  ['begun, the window over: it is with the office', { state: 'draft', daysLeft: -3 }, false],
] as const)('a report %s', (_name, slot, expected) => {
  expect(isReportOnDesk(slot)).toBe(expected);
});
