import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  decimalOf,
  isDecimal,
  negateDecimal,
} from './decimal.ts';

const decimal = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, fraction]) => canonicalDecimal(`${whole}.${String(fraction).padStart(6, '0')}`));

describe('exact decimals', () => {
  it('adds what binary numbers cannot', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(addDecimals('-0.5', '0.50')).toBe('0');
    expect(canonicalDecimal('-0.0')).toBe('0');
    expect(canonicalDecimal('0012.500')).toBe('12.5');
    expect(decimalOf(12.5)).toBe('12.5');
    expect(decimalOf(1e21)).toBeUndefined();
    expect(decimalOf(Number.NaN)).toBeUndefined();
    expect(isDecimal('1,5')).toBe(false);
    expect(() => addDecimals('một', '1')).toThrow(RangeError);
  });

  it('is a commutative group with an order', () => {
    fc.assert(
      fc.property(decimal, decimal, decimal, (a, b, c) => {
        expect(addDecimals(a, b)).toBe(addDecimals(b, a));
        expect(addDecimals(addDecimals(a, b), c)).toBe(addDecimals(a, addDecimals(b, c)));
        expect(addDecimals(a, negateDecimal(a))).toBe('0');
        expect(compareDecimals(a, b)).toBe(-compareDecimals(b, a) + 0);
        expect(compareDecimals(addDecimals(a, c), addDecimals(b, c))).toBe(compareDecimals(a, b));
      }),
    );
  });
});
