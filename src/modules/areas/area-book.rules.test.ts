import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../platform/dates.ts';
import { overlay, validOn } from './area-book.rules.ts';

interface Row {
  readonly from: string | null;
  readonly to: string | null;
  readonly name: string;
}

const start = '2024-01-01';
const day = fc.integer({ min: 0, max: 30 }).map((n) => addDays(start, n));
const row = fc
  .record({ from: fc.option(day), to: fc.option(day), name: fc.constantFrom('a', 'b', 'c') })
  .filter(({ from, to }) => from === null || to === null || from < to);

test('a row laid over others holds on its days, the others hold on theirs, and no day has two', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (laid) => {
      const same = (a: Row, b: Row) => a.name === b.name;
      const rows = laid.reduce<readonly Row[]>((all, one) => overlay(all, one, same), []);
      for (let n = -1; n <= 31; n += 1) {
        const on = addDays(start, n);
        const last = laid.findLast((one) => validOn([one], on) !== undefined);
        expect(validOn(rows, on)?.name).toBe(last?.name);
        expect(rows.filter((one) => validOn([one], on)).length).toBeLessThanOrEqual(1);
      }
      rows.forEach((one, index) => {
        const next = rows[index + 1];
        if (next) expect(one.to === next.from && one.name === next.name).toBe(false);
      });
    }),
  );
});
