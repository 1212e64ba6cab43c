import { expect, test } from 'vitest';
import type { TargetBoard, TargetLine } from '../targets.contract.ts';
import { amountsOf, linesOf, rebased } from './amounts.ts';

const units = ['a', 'b', 'c', 'd'].map((areaId) => ({ areaId }));
/** A board as far as giving targets looks at it. */
const board = (
  amounts: Readonly<Record<string, readonly [amount: number, version: number]>>,
): TargetBoard => {
  const lines = Object.entries(amounts).map(([areaId, [amount, version]]) => ({ areaId, amount, version }));
  return {
    display: 'number',
    lines: lines as Partial<TargetLine>[] as TargetLine[],
  } as Partial<TargetBoard> as TargetBoard;
};
const sent = (typed: ReadonlyMap<string, number>, before: TargetBoard) =>
  linesOf(units, { amounts: typed, times: 1 }, before, true);

test('only what was changed is sent, with the version that was read; an emptied field takes the target back', () => {
  const before = board({ a: [10, 1], b: [20, 4], c: [30, 2] });
  const typed = new Map([...amountsOf(before), ['a', 11] as const, ['d', 40] as const]);
  typed.delete('c');
  expect(sent(typed, before)).toEqual([
    { areaId: 'a', amount: 11, baseVersion: 1 },
    { areaId: 'c', amount: null, baseVersion: 2 },
    { areaId: 'd', amount: 40, baseVersion: 0 },
  ]);
});

test('after somebody was quicker what was typed stays, and nothing else of his is gone over by the next try', () => {
  const before = board({ a: [10, 1], b: [20, 1], c: [30, 1] });
  const typed = new Map([...amountsOf(before), ['a', 11] as const]);
  // He changed a and b, took c back and gave d.
  const now = board({ a: [12, 2], b: [25, 2], d: [45, 1] });
  const next = rebased(typed, before, now);
  expect(Object.fromEntries(next)).toEqual({ a: 11, b: 25, d: 45 });
  expect(sent(next, now)).toEqual([{ areaId: 'a', amount: 11, baseVersion: 2 }]);
  // One that was emptied here stays empty.
  const emptied = new Map(typed);
  emptied.delete('b');
  expect(sent(rebased(emptied, before, now), now)).toEqual([
    { areaId: 'a', amount: 11, baseVersion: 2 },
    { areaId: 'b', amount: null, baseVersion: 2 },
  ]);
});
