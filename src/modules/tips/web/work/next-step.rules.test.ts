import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TipClock, TipStepName } from '../../tip-work.contract.ts';
import { nextStep, otherSteps } from './next-step.rules.ts';

const clock = (code: TipClock['code'], dueAt: string, endedAt: string | null = null): TipClock => ({
  code,
  name: { vi: code, en: code },
  help: { vi: '', en: '' },
  source: '',
  verified: true,
  dueAt,
  dueDay: dueAt.slice(0, 10),
  endedAt,
  state: endedAt ? 'met' : 'running',
  extended: 0,
  extensions: 0,
});

test('a new report is registered, then classified, then whatever is due first is done', () => {
  const clocks = [clock('receiptNotice', '2026-11-25T10:00:00Z'), clock('transfer', '2026-11-23T10:00:00Z')];
  expect(nextStep({ can: ['register', 'note', 'redLine'], clocks })).toBe('register');
  expect(nextStep({ can: ['classify', 'assign', 'sendNotice', 'transfer'], clocks })).toBe('classify');
  const working = ['classify', 'assign', 'sendNotice', 'handleLocally', 'transfer', 'conclude'] as const;
  expect(nextStep({ can: [...working], clocks })).toBe('handleLocally');
  const kept = [clock('transfer', '2026-11-23T10:00:00Z', '2026-11-22T10:00:00Z'), clocks[0] as TipClock];
  expect(nextStep({ can: ['classify', 'sendNotice', 'conclude'], clocks: kept })).toBe('sendNotice');
  expect(nextStep({ can: ['classify', 'conclude'], clocks: [] })).toBe('conclude');
  expect(nextStep({ can: ['notifyResult', 'close', 'reopen'], clocks: [] })).toBe('notifyResult');
  expect(nextStep({ can: ['reopen', 'note'], clocks: [] })).toBeUndefined();
});

test('every step that can be taken is offered exactly once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...TipStepName.options)), (can) => {
      const work = { can, clocks: [] };
      const offered = [nextStep(work), ...otherSteps(work)].filter((step) => step !== undefined);
      expect(offered.toSorted()).toEqual(can.toSorted());
    }),
  );
});
