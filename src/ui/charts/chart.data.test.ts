import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisRange, drawingOrder } from './chart.data.ts';

const value = fc.option(fc.integer({ min: 0, max: 1_000_000 }));

describe('what a chart says', () => {
  it('begins counts at zero and has room for every value', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const [bottom, top] = axisRange([{ label: 'a', values }], true);
        expect(bottom).toBe(0);
        for (const one of values) expect(one ?? 0).toBeLessThanOrEqual(top);
        expect(top).toBeGreaterThan(0);
      }),
    );
  });

  it('may begin shares near their least value', () => {
    const [bottom, top] = axisRange([{ label: 'a', values: [70, 80, null] }], false);
    expect(bottom).toBeGreaterThan(60);
    expect(bottom).toBeLessThan(70);
    expect(top).toBeGreaterThan(80);
  });

  it('draws last year behind this year', () => {
    const order = drawingOrder([
      { label: '2024', values: [] },
      { label: '2023', values: [], kind: 'previous' },
    ]);
    expect(order.map((one) => one.label)).toEqual(['2023', '2024']);
  });
});
