import { minDay } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { type Figure, type FigureAnswer, type FigureQuery, figureLimits } from '../figures.contract.ts';
import { evaluate, innerDimensions } from '../formula.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import { isAdditive, isStock, sourcesOf } from '../indicator.rules.ts';
import type { PeriodScheme, PeriodWindow } from '../period.contract.ts';
import { previousPeriod, samePeriodLastYear, windowOfDays, windowsIn } from '../periods.rules.ts';
import type { SumWindow } from '../window-terms.rules.ts';
import { listReported } from './reported.repo.ts';
import { settleFactsOf } from './settle.service.ts';
import { sliceName } from './slice-names.service.ts';
import {
  type FigureArea,
  findFigureAreas,
  findFigureChildren,
  findMeasures,
  findSums,
  type Measure,
  type SumRequest,
} from './sums.repo.ts';

/** A row of the answer before it has values: an area, what part of it, and a window. */
interface Cell {
  readonly area: FigureArea;
  readonly part: Figure['part'];
  readonly window: SumWindow & { readonly from: string };
  /** The days to count where they are fewer than the window: a child that came or went within it. */
  readonly limits?: { readonly from: string | null; readonly to: string | null };
}

type Moment = 'value' | 'previous' | 'lastYear';

/** Figures as asked. Throws Problem `outOfArea`, `invalidInput` (unknown indicator, too many cells). */
export async function answerFigures(context: Context, asked: FigureQuery): Promise<FigureAnswer> {
  const indicators = asked.indicators.map((code, index) => getIndicator(code, `indicators.${index}`));
  const scheme = getScheme(asked.scheme);
  await settleFactsOf(context, indicators);
  const areas = await findFigureAreas(context.tx, asked.areaIds);
  // A closed area exists only as it was: in today's tree what lay below it hangs elsewhere.
  const query = areas.every((area) => area.closedOn !== null && area.closedOn <= context.today)
    ? { ...asked, lens: 'then' as const }
    : asked;
  if (areas.length < new Set(query.areaIds).size) throw new Problem('outOfArea');
  const periods = query.by === 'period' ? windowsIn(scheme, query.periodKind, query.from, query.to) : [];
  const cells = await listCells(context, query, scheme, areas, periods);
  if (cells.length * indicators.length > figureLimits.cells)
    throw new Problem('invalidInput', { detail: tooMany });
  const window = windowOfDays(scheme, query.from, query.to);
  const moments: Moment[] = ['value', ...query.compare];
  const figures = await evaluateCells(context, { query, indicators, cells, scheme, moments });
  return {
    lens: query.lens,
    figures: query.by === 'area' ? withRemainder(figures, indicators, cells) : figures,
    areas: uniqueAreas(cells),
    periods: periods.map(({ from, to, name, partial }) => ({ from, to, name, partial })),
    slices: slicesOf(figures),
    comparisons: {
      ...(query.compare.includes('previous') ? { previous: bounds(previousPeriod(scheme, window)) } : {}),
      ...(query.compare.includes('lastYear') ? { lastYear: bounds(samePeriodLastYear(scheme, window)) } : {}),
    },
    reported: await listReported(context.tx, { areaIds: query.areaIds, indicators: query.indicators }),
  };
}

function slicesOf(figures: readonly Figure[]): FigureAnswer['slices'] {
  const firstOf = new Map<string, string>();
  for (const { slice, indicator } of figures) if (slice && !firstOf.has(slice)) firstOf.set(slice, indicator);
  return [...firstOf].map(([code, indicator]) => ({ code, name: sliceName(indicator, code) }));
}

const tooMany = {
  vi: 'Bảng này quá lớn. Hãy chọn ít chỉ tiêu hoặc ít địa bàn hơn.',
  en: 'This table is too large. Choose fewer indicators or fewer areas.',
};

async function listCells(
  context: Context,
  query: FigureQuery,
  scheme: PeriodScheme,
  areas: FigureArea[],
  periods: PeriodWindow[],
): Promise<Cell[]> {
  const whole = { from: query.from, to: query.to };
  if (query.by === 'period') {
    return areas.flatMap((area) => [
      ...periods.map(
        (period): Cell => ({ area, part: 'whole', window: { from: period.from, to: period.to } }),
      ),
      { area, part: 'whole', window: whole },
    ]);
  }
  const cells = areas.map((area): Cell => ({ area, part: 'whole', window: whole }));
  const parent = areas[0];
  if (query.by !== 'area' || !parent) return cells;
  // A stock counts what came before the window too, and so from children that were there before it.
  // What the window is compared with may know children that were gone before it.
  const stock = query.indicators.some((code) => isStock(getIndicator(code, 'indicators')));
  const from = stock
    ? null
    : minOf(query.from, ...query.compare.map((moment) => momentWindow(scheme, whole, moment).from));
  const children = await findFigureChildren(context.tx, parent.id, query.lens, { from, to: query.to });
  const rows = children.map(
    (child): Cell => ({
      area: child,
      part: child.unattributed && query.lens === 'today' ? 'unattributed' : 'whole',
      window: whole,
      limits: { from: child.from, to: child.to },
    }),
  );
  return [...rows, ...cells];
}

interface Question {
  readonly query: FigureQuery;
  readonly indicators: readonly Indicator[];
  readonly cells: readonly Cell[];
  readonly scheme: PeriodScheme;
  readonly moments: readonly Moment[];
}

async function evaluateCells(context: Context, question: Question): Promise<Figure[]> {
  const { query, indicators, cells, scheme, moments } = question;
  const dimensions = [
    ...new Set([...indicators.flatMap(innerDimensions), ...(query.dimension ? [query.dimension] : [])]),
  ];
  const measures = await findMeasures(context.tx, [...new Set(indicators.flatMap(sourcesOf))], dimensions);
  const stockNeeded = indicators.some(isStock);
  const requests: SumRequest[] = [];
  const windows = new Map<string, { from: string; to: string }>();
  const windowAt = (window: { from: string; to: string }, moment: Moment): { from: string; to: string } => {
    const key = `${window.from} ${window.to} ${moment}`;
    const found = windows.get(key) ?? momentWindow(scheme, window, moment);
    windows.set(key, found);
    return found;
  };
  const ask = (cell: Cell, moment: Moment, stock: boolean): number => {
    const window = windowAt(cell.window, moment);
    const asked = stock ? { from: null, to: window.to } : window;
    const clipped = clip(asked, cell.limits);
    if (clipped === undefined) return -1;
    return requests.push({ areaId: cell.area.id, provinceId: cell.area.provinceId, stock, ...clipped }) - 1;
  };
  const asked = cells.map((cell) =>
    moments.map((moment) => ({
      flow: ask(cell, moment, false),
      stock: stockNeeded ? ask(cell, moment, true) : -1,
    })),
  );
  const sums = await findSums(context.tx, requests, {
    lens: query.lens,
    flowIds: idsFor(
      measures,
      indicators.filter((indicator) => !isStock(indicator)),
    ),
    stockIds: idsFor(measures, indicators.filter(isStock)),
    verifiedOnly: query.verifiedOnly,
  });
  const index = indexMeasures(measures);
  const valueAt = (row: number, moment: number, indicator: Indicator, slice?: string): number | null => {
    const at = asked[row]?.[moment];
    const found = sums.get((isStock(indicator) ? at?.stock : at?.flow) ?? -1);
    const sumOf = (code: string, of = ''): number => found?.get(index.id(code, of) ?? -1) ?? 0;
    return evaluate(indicator, sumOf, index.slices, slice);
  };
  return cells.flatMap((cell, row) => {
    // Records behind a number are asked for by these days: those on which the child was one.
    const counted = clip(cell.window, cell.limits) ?? cell.window;
    return indicators.flatMap((indicator) =>
      slicesToShow(query, indicator, indicators, index).map((slice): Figure => {
        const values = moments.map((moment, at) => [moment, valueAt(row, at, indicator, slice)] as const);
        return {
          indicator: indicator.code,
          area: cell.area.id,
          part: cell.part,
          from: counted.from ?? cell.window.from,
          to: counted.to,
          ...(slice ? { slice } : {}),
          value: null,
          ...Object.fromEntries(values),
        };
      }),
    );
  });
}

function idsFor(measures: readonly Measure[], indicators: readonly Indicator[]): number[] {
  const sources = new Set(indicators.flatMap(sourcesOf));
  return measures.filter((measure) => sources.has(measure.indicator)).map((measure) => measure.id);
}

/** The slices that an indicator has, or another of its group that is asked for: what it never counted is 0 there. */
function slicesToShow(
  query: FigureQuery,
  indicator: Indicator,
  all: readonly Indicator[],
  index: MeasureIndex,
): (string | undefined)[] {
  const { dimension } = query;
  if (query.by !== 'dimension' || !dimension) return [undefined];
  if (!indicator.dimensions?.includes(dimension)) return [undefined];
  const group = all.filter((each) => each.group === indicator.group && each.dimensions?.includes(dimension));
  const slices = group.flatMap((each) => index.slices(each.code, dimension));
  return [...[...new Set(slices)].toSorted(), undefined];
}

interface MeasureIndex {
  id(indicator: string, slice: string): number | undefined;
  slices(indicator: string, dimension: string): readonly string[];
}

function indexMeasures(measures: readonly Measure[]): MeasureIndex {
  const ids = new Map(measures.map((measure) => [`${measure.indicator}|${measure.slice}`, measure.id]));
  return {
    id: (indicator, slice) => ids.get(`${indicator}|${slice}`),
    slices: (indicator, dimension) =>
      measures
        .filter((measure) => measure.indicator === indicator && measure.slice.startsWith(`${dimension}=`))
        .map((measure) => measure.slice)
        .toSorted(),
  };
}

/**
 * Adds the row `own`: what belongs to the area but to none of its children (recorded for the whole commune, say),
 * so that every column adds up to its total. Only indicators that may be added over areas have it.
 */
function withRemainder(
  figures: Figure[],
  indicators: readonly Indicator[],
  cells: readonly Cell[],
): Figure[] {
  const children = figures.slice(0, (cells.length - 1) * indicators.length);
  const totals = figures.slice((cells.length - 1) * indicators.length);
  const own = totals.flatMap((total): Figure[] => {
    const indicator = indicators.find((each) => each.code === total.indicator);
    if (!indicator || !isAdditive(indicator, 'areas')) return [];
    const column = children.filter((figure) => figure.indicator === total.indicator);
    const rest = (moment: Moment): number =>
      (total[moment] ?? 0) - column.reduce((sum, figure) => sum + (figure[moment] ?? 0), 0);
    const compared = (['previous', 'lastYear'] as const).filter((moment) => total[moment] !== undefined);
    return [
      {
        ...total,
        part: 'own',
        value: rest('value'),
        ...Object.fromEntries(compared.map((moment) => [moment, rest(moment)])),
      },
    ];
  });
  return [...children, ...own, ...totals];
}

function minOf(...days: string[]): string {
  return days.reduce((least, day) => minDay(least, day));
}

function momentWindow(
  scheme: PeriodScheme,
  window: { from: string; to: string },
  moment: Moment,
): { from: string; to: string } {
  if (moment === 'value') return window;
  const found = windowOfDays(scheme, window.from, window.to);
  return bounds(moment === 'previous' ? previousPeriod(scheme, found) : samePeriodLastYear(scheme, found));
}

function clip(window: SumWindow, limits: Cell['limits']): SumWindow | undefined {
  if (!limits) return window;
  const from =
    window.from === null || (limits.from !== null && limits.from > window.from) ? limits.from : window.from;
  const to = limits.to !== null && limits.to < window.to ? limits.to : window.to;
  return from !== null && from > to ? undefined : { from, to };
}

function bounds(window: { from: string; to: string }): { from: string; to: string } {
  return { from: window.from, to: window.to };
}

function uniqueAreas(cells: readonly Cell[]): FigureAnswer['areas'] {
  const byId = new Map(cells.map(({ area }) => [area.id, area]));
  return [...byId.values()].map(({ id, name, kind, closedOn, unattributed }) => ({
    id,
    name,
    kind,
    closedOn,
    unattributed,
  }));
}

/** The indicator of that code. Throws Problem `invalidInput` naming the path. */
export function getIndicator(code: string, path: string): Indicator {
  const found = referenceData().indicators.find((indicator) => indicator.code === code);
  if (found) return found;
  throw new Problem('invalidInput', {
    fields: [
      {
        path,
        code: 'unknownIndicator',
        found: code,
        expected: { vi: 'một chỉ tiêu có trong danh mục', en: 'an indicator of the catalogue' },
      },
    ],
  });
}

/** The scheme of that code. Throws Problem `invalidInput`. */
export function getScheme(code: string): PeriodScheme {
  const found = referenceData().periods.find((scheme) => scheme.code === code);
  if (found) return found;
  throw new Problem('invalidInput', {
    fields: [
      {
        path: 'scheme',
        code: 'unknownScheme',
        found: code,
        expected: { vi: 'một kỳ báo cáo có trong danh mục', en: 'a period scheme of the catalogue' },
      },
    ],
  });
}
