import { addDays } from '../../platform/dates.ts';
import type { LocalText } from '../../platform/text.ts';
import type { Figure, FigureAnswer, FigureQuery } from './figures.contract.ts';

/**
 * A row of the table of figures. own: what is recorded for the area itself; unattributed: what stayed with a unit that
 * was split; rest: what no value of the dimension was given for (it has no records of its own to show).
 */
export interface FigureTableRow {
  readonly key: string;
  readonly kind: 'area' | 'own' | 'unattributed' | 'period' | 'slice' | 'rest' | 'total';
  readonly areaId: string;
  readonly part: Figure['part'];
  readonly from: string;
  readonly to: string;
  readonly slice?: string;
  readonly name: LocalText;
  /** The last day of an area that no longer exists. */
  readonly until?: string;
  /** A period that the window cuts. */
  readonly partial?: boolean;
  /** By indicator. */
  readonly cells: ReadonlyMap<string, Figure>;
}

export interface FigureTable {
  readonly rows: readonly FigureTableRow[];
  /** The area and window as a whole; missing where several areas were asked for. */
  readonly total: FigureTableRow | undefined;
}

type Question = Pick<FigureQuery, 'areaIds' | 'by' | 'from' | 'to'>;

const moments = ['value', 'previous', 'lastYear'] as const;

/** The answer as rows and columns: a row for each area, period or slice, the whole of it at the foot. */
export function figureTable(query: Question, answer: FigureAnswer): FigureTable {
  const groups = groupFigures(answer.figures);
  const rows = groups.map((cells, index) => toRow(index, cells, { query, answer, groups }));
  const totals = rows.filter((row) => row.kind === 'total');
  const [total] = totals;
  if (total === undefined || query.areaIds.length > 1) return { rows, total: undefined };
  const body = rows.filter((row) => row !== total && (isAlwaysShown(row) || saysSomething(row)));
  if (query.by === 'dimension') body.sort((a, b) => leading(b, total) - leading(a, total));
  const rest = query.by === 'dimension' ? restOf(body, total) : undefined;
  return { rows: rest ? [...body, rest] : body, total };
}

/** Whether some figure of the answer says anything: a value that is neither nothing nor zero. */
export function hasFigures(answer: FigureAnswer): boolean {
  return answer.figures.some((figure) => moments.some((moment) => (figure[moment] ?? 0) !== 0));
}

// Areas that are gone, and what is nobody's, stand in the table only where there is something to say of them.
function isAlwaysShown(row: FigureTableRow): boolean {
  if (row.kind === 'area') return row.until === undefined;
  return row.kind === 'period';
}

function saysSomething(row: FigureTableRow): boolean {
  return [...row.cells.values()].some((figure) => moments.some((moment) => (figure[moment] ?? 0) !== 0));
}

/** The value of the first indicator that is asked for. */
function leading(row: FigureTableRow, total: FigureTableRow): number {
  const [first = ''] = total.cells.keys();
  return row.cells.get(first)?.value ?? 0;
}

type Cells = Map<string, Figure>;

/** Figures of one area, part, window and slice. A period that is the whole window stands twice. */
function groupFigures(figures: readonly Figure[]): Cells[] {
  const groups = new Map<string, Cells>();
  for (const figure of figures) {
    const place = [figure.area, figure.part, figure.from, figure.to, figure.slice ?? ''].join(' ');
    let key = place;
    while (groups.get(key)?.has(figure.indicator)) key += ' again';
    const cells = groups.get(key) ?? new Map<string, Figure>();
    cells.set(figure.indicator, figure);
    groups.set(key, cells);
  }
  return [...groups.values()];
}

interface Whole {
  readonly query: Question;
  readonly answer: FigureAnswer;
  readonly groups: readonly Cells[];
}

function toRow(index: number, cells: Cells, whole: Whole): FigureTableRow {
  const { query, answer } = whole;
  const figure = firstOf(cells);
  const area = answer.areas.find((each) => each.id === figure.area);
  const kind = kindOf(index, figure, whole);
  const period = answer.periods.find((each) => each.from === figure.from && each.to === figure.to);
  const own = { vi: area?.name ?? '', en: area?.name ?? '' };
  const named =
    kind === 'period'
      ? period?.name
      : kind === 'slice'
        ? answer.slices.find((slice) => slice.code === figure.slice)?.name
        : undefined;
  const several = query.areaIds.length > 1 && named !== undefined;
  return {
    key: String(index),
    kind,
    areaId: figure.area,
    part: figure.part,
    from: figure.from,
    to: figure.to,
    ...(figure.slice === undefined ? {} : { slice: figure.slice }),
    name: several ? { vi: `${own.vi} · ${named.vi}`, en: `${own.en} · ${named.en}` } : (named ?? own),
    ...(kind === 'area' && area?.closedOn ? { until: addDays(area.closedOn, -1) } : {}),
    ...(kind === 'period' && period?.partial ? { partial: true } : {}),
    cells,
  };
}

function kindOf(index: number, figure: Figure, { query, groups }: Whole): FigureTableRow['kind'] {
  if (figure.part !== 'whole') return figure.part;
  if (figure.slice !== undefined) return 'slice';
  if (query.by === undefined) return 'area';
  if (query.by === 'area') return figure.area === query.areaIds[0] ? 'total' : 'area';
  if (query.by === 'dimension') return 'total';
  // The whole window follows the periods of its area.
  const next = groups[index + 1];
  return next === undefined || firstOf(next).area !== figure.area ? 'total' : 'period';
}

function firstOf(cells: ReadonlyMap<string, Figure>): Figure {
  const [first] = cells.values();
  if (first === undefined) throw new RangeError('a row has a figure');
  return first;
}

/** What the slices leave over, where something is left; ratios and stocks of kinds leave nothing to say. */
function restOf(slices: readonly FigureTableRow[], total: FigureTableRow): FigureTableRow | undefined {
  const cells: Cells = new Map();
  for (const [indicator, figure] of total.cells) {
    const parts = slices.flatMap((row) => row.cells.get(indicator) ?? []);
    if (parts.length === 0) continue;
    const left = (moment: (typeof moments)[number]): number =>
      (figure[moment] ?? 0) - parts.reduce((sum, part) => sum + (part[moment] ?? 0), 0);
    if (moments.every((moment) => left(moment) === 0)) continue;
    const rest = moments.filter((moment) => figure[moment] !== undefined);
    cells.set(indicator, {
      ...figure,
      ...Object.fromEntries(rest.map((moment) => [moment, left(moment)])),
    });
  }
  if (cells.size === 0) return undefined;
  return { ...total, key: 'rest', kind: 'rest', cells };
}

/** Areas, periods or slices by a column; what is said of the whole (own, not stated) stays at the end. */
export function sortRows(
  rows: readonly FigureTableRow[],
  sort: { key: string; direction: 'asc' | 'desc' } | undefined,
): readonly FigureTableRow[] {
  if (sort === undefined) return rows;
  const isBody = (row: FigureTableRow): boolean => row.kind !== 'own' && row.kind !== 'rest';
  const sign = sort.direction === 'asc' ? 1 : -1;
  const amount = (row: FigureTableRow): number | null => row.cells.get(sort.key)?.value ?? null;
  const body = rows.filter(isBody).toSorted((a, b) => {
    const [left, right] = [amount(a), amount(b)];
    // What has no value comes last in both directions.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
  return [...body, ...rows.filter((row) => !isBody(row))];
}
