import type { LocalText } from '../../platform/text.ts';
import type { FigureTableRow } from './figure-table.rules.ts';
import type { FigureQuery } from './figures.contract.ts';
import type { IndicatorGroup } from './indicator.contract.ts';

type Language = keyof LocalText;

const words = {
  vi: {
    own: 'Ghi chung cho cả địa bàn',
    unattributed: (name: string) => `${name}, chưa phân bổ`,
    rest: 'Không ghi',
    total: 'Tổng',
    until: (name: string, day: string) => `${name} (đến hết ${day})`,
    partial: (name: string, window: string) => `${name} (một phần: ${window})`,
    previous: 'kỳ trước',
    lastYear: 'cùng kỳ',
    count: (count: number) => `${count} chỉ tiêu`,
    byArea: 'theo địa bàn trực thuộc',
    byPeriod: 'theo kỳ',
    byDimension: (name: string) => `theo ${name.toLocaleLowerCase('vi')}`,
    lensThen: 'địa bàn như lúc ghi nhận',
    verified: 'chỉ bản ghi đã duyệt',
  },
  en: {
    own: 'Recorded for the whole area',
    unattributed: (name: string) => `${name}, not assigned`,
    rest: 'Not stated',
    total: 'Total',
    until: (name: string, day: string) => `${name} (until ${day})`,
    partial: (name: string, window: string) => `${name} (part: ${window})`,
    previous: 'previous period',
    lastYear: 'same period last year',
    count: (count: number) => `${count} indicators`,
    byArea: 'by area below',
    byPeriod: 'by period',
    byDimension: (name: string) => `by ${name.toLocaleLowerCase('en')}`,
    lensThen: 'areas as they were',
    verified: 'verified records only',
  },
} as const;

/** The name of a row as people read it, with until when a closed area was and what stays unassigned. */
export function rowName(row: FigureTableRow, language: Language, showDay: (day: string) => string): string {
  const say = words[language];
  const name = row.name[language];
  if (row.kind === 'own') return say.own;
  if (row.kind === 'rest') return say.rest;
  if (row.kind === 'total') return say.total;
  if (row.kind === 'unattributed') return say.unattributed(name);
  if (row.until !== undefined) return say.until(name, showDay(row.until));
  if (row.partial) return say.partial(name, `${showDay(row.from)}–${showDay(row.to)}`);
  return name;
}

/** 'kỳ trước' or 'cùng kỳ'. */
export function momentName(moment: 'previous' | 'lastYear', language: Language): string {
  return words[language][moment];
}

/**
 * What is asked for, in words, in the order: what, where, when, how split:
 * 'Tuần tra · Xã Lương Phong · 15/12/2023–14/12/2024 · theo thôn'. `childName` says what the areas below are called.
 */
export function questionWords(
  question: {
    query: Pick<FigureQuery, 'indicators' | 'from' | 'to' | 'by' | 'lens' | 'verifiedOnly'>;
    groups: readonly IndicatorGroup[];
    areaName: string;
    dimensionName?: string | undefined;
    childName?: string | undefined;
  },
  language: Language,
  showDay: (day: string) => string,
): string {
  const say = words[language];
  const { query, areaName } = question;
  const by =
    query.by === 'area'
      ? question.childName === undefined
        ? say.byArea
        : say.byDimension(question.childName)
      : query.by === 'period'
        ? say.byPeriod
        : query.by === 'dimension'
          ? say.byDimension(question.dimensionName ?? '')
          : undefined;
  return [
    indicatorWords(query.indicators, question.groups, language),
    areaName,
    query.from === query.to ? showDay(query.from) : `${showDay(query.from)}–${showDay(query.to)}`,
    by,
    query.lens === 'then' ? say.lensThen : undefined,
    query.verifiedOnly ? say.verified : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** One indicator by its name, a few groups by theirs, more by how many they are. */
function indicatorWords(
  codes: readonly string[],
  groups: readonly IndicatorGroup[],
  language: Language,
): string {
  const chosen = groups.filter((group) => group.indicators.some((each) => codes.includes(each.code)));
  const single =
    codes.length === 1 ? chosen[0]?.indicators.find((each) => each.code === codes[0]) : undefined;
  if (single) return single.name[language];
  if (chosen.length <= 2) return chosen.map((group) => group.name[language]).join(', ');
  return words[language].count(codes.length);
}
