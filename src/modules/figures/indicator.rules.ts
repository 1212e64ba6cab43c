import type { Indicator } from './indicator.contract.ts';

/**
 * Ratio of two exact totals, unrounded; null where the denominator is 0 (there is nothing to have a rate of).
 */
export function ratioOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

/**
 * Codes of the indicators whose facts a figure needs: itself for sum, count and last, its parts for a ratio, the
 * stock for a distinct count, none for one that is only reported.
 */
export function sourcesOf(indicator: Indicator): string[] {
  if (indicator.reportedOnly === true) return [];
  const { formula } = indicator;
  if (formula.kind === 'ratio') return [...new Set([...formula.numerator, ...formula.denominator])];
  return formula.kind === 'distinct' ? [formula.of] : [indicator.code];
}

/** True where the figure is about the window's last day and not about what happened within the window. */
export function isStock(indicator: Indicator): boolean {
  const { formula } = indicator;
  return (
    formula.kind === 'last' ||
    formula.kind === 'distinct' ||
    (formula.kind === 'ratio' && formula.stock === true)
  );
}

/** Whether figures of child areas, or of following windows, may be added up to one of the whole. */
export function isAdditive(indicator: Indicator, over: 'areas' | 'windows'): boolean {
  const { kind } = indicator.formula;
  return kind === 'sum' || kind === 'count' || (kind === 'last' && over === 'areas');
}

/** Difference and relative change (0.25 is +25 %) to an earlier value; null where there is nothing to compare. */
export function changeOf(
  current: number | null,
  earlier: number | null,
): { difference: number | null; relative: number | null } {
  if (current === null || earlier === null) return { difference: null, relative: null };
  const difference = current - earlier;
  return { difference, relative: ratioOf(difference, Math.abs(earlier)) };
}

/** The value as people read it: '1.250', '81,5%' (vi) or '1,250', '81.5%' (en); '–' where there is none. */
export function formatFigure(indicator: Indicator, value: number | null, lang: 'vi' | 'en'): string {
  if (value === null) return '–';
  return new Intl.NumberFormat(lang === 'vi' ? 'vi-VN' : 'en-GB', {
    style: indicator.display === 'percent' ? 'percent' : 'decimal',
    minimumFractionDigits: 0,
    maximumFractionDigits: indicator.decimals,
  }).format(value);
}
