import { formatChange, formatDate, formatNumber, formatPercent } from '../../../platform/web/format.ts';
import type { Language } from '../../../ui/language.ts';
import type { Indicator } from '../indicator.contract.ts';
import { sourcesOf } from '../indicator.rules.ts';
import type { PeriodKind } from '../period.contract.ts';

/** A value as people read it: 1.250, 70,0 %, and a dash where there is nothing to say. */
export function showFigure(
  indicator: Indicator,
  value: number | null | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return '–';
  return indicator.display === 'percent'
    ? formatPercent(value, language, indicator.decimals)
    : formatNumber(value, language, indicator.decimals);
}

/** How a figure moved; a per cent of a per cent would mislead, so ratios move in points. */
export function showChange(
  indicator: Indicator,
  now: number | null,
  before: number | null | undefined,
  language: Language,
): { direction: 'up' | 'down' | 'same'; text: string } | undefined {
  if (now === null || before === null || before === undefined) return undefined;
  if (indicator.display !== 'percent') return formatChange(now, before, language);
  const points = Math.round((now - before) * 1000) / 10;
  const sign = points > 0 ? '+' : '';
  const unit = language === 'vi' ? 'điểm %' : 'points';
  return {
    direction: points > 0 ? 'up' : points < 0 ? 'down' : 'same',
    text: `${sign}${formatNumber(points, language, 1)} ${unit}`,
  };
}

/** Whether records can feed it: what is only reported has no counted value, not even 0. */
export function isCountable(indicator: Indicator): boolean {
  return sourcesOf(indicator).length > 0;
}

/** The unit, unless the value carries it already. */
export function unitOf(indicator: Indicator, language: Language): string {
  return indicator.display === 'percent' ? '' : indicator.unit[language];
}

/** Writes days in one language. */
export function dayWriter(language: Language): (day: string) => string {
  return (day) => formatDate(day, language);
}

/** A period in a few letters, for the axis of a chart: T3, Q1, 2024. */
export function shortPeriod(kind: PeriodKind, to: string, language: Language): string {
  const [year = '', month = ''] = to.split('-');
  const number = Number(month);
  if (kind === 'month') return `${language === 'vi' ? 'T' : ''}${number}/${year.slice(2)}`;
  if (kind === 'quarter') return `Q${Math.ceil(number / 3)}/${year.slice(2)}`;
  if (kind === 'half') return `${language === 'vi' ? 'Nửa' : 'H'} ${number > 6 ? 2 : 1}/${year.slice(2)}`;
  return year;
}
