import type { Indicator } from './indicator.contract.ts';
import { ratioOf } from './indicator.rules.ts';

/** Sums of one area and window by measure: `indicator` or `indicator|dimension=value`. */
export type MeasureSums = (indicator: string, slice?: string) => number;

/**
 * The value of an indicator from the sums of its sources. For a slice only facts of that value of the dimension count.
 * null where a ratio has no denominator. `slicesOf` lists the slices known of an indicator's dimension.
 */
export function evaluate(
  indicator: Indicator,
  sums: MeasureSums,
  slicesOf: (indicator: string, dimension: string) => readonly string[],
  slice?: string,
): number | null {
  const { formula } = indicator;
  if (formula.kind === 'ratio') {
    const total = (codes: readonly string[]) => codes.reduce((sum, code) => sum + sums(code, slice), 0);
    return ratioOf(total(formula.numerator), total(formula.denominator));
  }
  if (formula.kind === 'distinct') {
    return slicesOf(formula.of, formula.dimension).filter((each) => sums(formula.of, each) > 0).length;
  }
  return sums(indicator.code, slice);
}

/** The dimensions whose slices an indicator needs even where nobody asks for them. */
export function innerDimensions(indicator: Indicator): string[] {
  return indicator.formula.kind === 'distinct' ? [indicator.formula.dimension] : [];
}
