import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../platform/dates.ts';
import type { SiteStep } from './model-site.contract.ts';
import { addMonths, nextDue, planSteps, stageOf, stepFault } from './site-plan.rules.ts';

const made = (step: number, doneOn: string): SiteStep => ({
  step,
  doneOn: doneOn as Day,
  responsible: '',
  outputs: '',
  papers: [],
});
const today = '2024-12-01' as Day;

describe('the steps of a life', () => {
  test('survey, decision and launch carry a proposal on', () => {
    expect(stageOf([]).stage).toBe('proposed');
    expect(stageOf([made(1, '2024-01-10')]).stage).toBe('surveyed');
    expect(stageOf([made(1, '2024-01-10'), made(2, '2024-02-01')]).stage).toBe('approved');
    expect(stageOf([made(1, '2024-01-10'), made(2, '2024-02-01'), made(4, '2024-03-01')])).toEqual({
      stage: 'launched',
      launchedOn: '2024-03-01',
    });
  });

  test('no decision without a survey, no launch without a decision, no days out of order', () => {
    const site = { steps: [made(1, '2024-02-01')], isReplica: false, isLaunched: false };
    const fault = (step: number, on: string, of = site) => stepFault(of, { step, doneOn: on as Day }, today);
    expect(fault(2, '2024-03-01', { ...site, steps: [] })).toBe('surveyFirst');
    expect(fault(2, '2024-03-01', { ...site, steps: [], isReplica: true })).toBeUndefined();
    expect(fault(4, '2024-03-01')).toBe('decisionFirst');
    expect(fault(2, '2024-01-31')).toBe('beforeEarlierStep');
    expect(fault(2, '2025-01-01')).toBe('inFuture');
    expect(fault(7, '2024-06-01')).toBe('notLaunched');
    expect(fault(2, '2024-02-01')).toBeUndefined();
  });

  test('of a site that came launched from a book, earlier steps can be written down later', () => {
    const site = { steps: [], isReplica: false, isLaunched: true };
    expect(stepFault(site, { step: 2, doneOn: '2020-01-01' as Day }, today)).toBeUndefined();
    expect(stepFault(site, { step: 7, doneOn: '2024-06-01' as Day }, today)).toBeUndefined();
  });
});

test('months later keeps to the month', () => {
  expect(addMonths('2024-01-31' as Day, 1)).toBe('2024-02-29');
  expect(addMonths('2024-08-31' as Day, 6)).toBe('2025-02-28');
  expect(addMonths('2024-12-15' as Day, 12)).toBe('2025-12-15');
});

test('rounds run from the last one, or from where they begin', () => {
  expect(nextDue(6, null, '2024-12-01' as Day)).toBe('2025-06-01');
  expect(nextDue(6, '2025-05-20' as Day, '2024-12-01' as Day)).toBe('2025-11-20');
  expect(nextDue(null, null, '2024-12-01' as Day)).toBeNull();
});

test('deadlines follow the order of the steps and end with the launch', () => {
  const steps = fc.array(
    fc.record({
      step: fc.integer({ min: 1, max: 8 }),
      papers: fc.constant([] as { vi: string; en: string }[]),
      days: fc.option(fc.nat(100)),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(steps, fc.nat(400), fc.boolean(), (kindSteps, length, skip) => {
      const from = '2024-03-01' as Day;
      const launchBy = addDays(from, length);
      const plan = planSteps(kindSteps, from, launchBy, skip);
      expect(plan.map((each) => each.step)).toEqual(skip ? [2, 3, 4, 5] : [1, 2, 3, 4, 5]);
      expect(plan.map((each) => each.dueOn)).toEqual(plan.map((each) => each.dueOn).toSorted());
      expect(plan.find((each) => each.step === 4)?.dueOn).toBe(launchBy);
      expect((plan[0]?.dueOn ?? '') >= from).toBe(true);
    }),
  );
});
