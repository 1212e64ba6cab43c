import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridTarget } from './useGridKeys.ts';

const size = { rows: 25, columns: 7 };

describe('moving in a table by keyboard', () => {
  it('goes one cell with arrows, to the edge with Ctrl, ten rows with Page keys', () => {
    const at = { row: 12, column: 3 };
    expect(gridTarget('ArrowUp', false, at, size)).toEqual({ row: 11, column: 3 });
    expect(gridTarget('ArrowRight', true, at, size)).toEqual({ row: 12, column: 6 });
    expect(gridTarget('ArrowDown', true, at, size)).toEqual({ row: 24, column: 3 });
    expect(gridTarget('Home', true, at, size)).toEqual({ row: 0, column: 0 });
    expect(gridTarget('End', false, at, size)).toEqual({ row: 12, column: 6 });
    expect(gridTarget('PageDown', false, at, size)).toEqual({ row: 22, column: 3 });
  });

  it('leaves every other key to the browser', () => {
    expect(gridTarget('a', false, { row: 0, column: 0 }, size)).toBeUndefined();
    expect(gridTarget('Tab', false, { row: 0, column: 0 }, size)).toBeUndefined();
  });

  it('never leaves the table', () => {
    const keys = fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'Home',
      'End',
      'PageUp',
      'PageDown',
    );
    const moves = fc.array(fc.tuple(keys, fc.boolean()));
    const sizes = fc.record({
      rows: fc.integer({ min: 1, max: 40 }),
      columns: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(moves, sizes, (pressed, within) => {
        let at = { row: 0, column: 0 };
        for (const [key, control] of pressed) at = gridTarget(key, control, at, within) ?? at;
        expect(at.row).toBeGreaterThanOrEqual(0);
        expect(at.row).toBeLessThan(within.rows);
        expect(at.column).toBeGreaterThanOrEqual(0);
        expect(at.column).toBeLessThan(within.columns);
      }),
    );
  });
});
