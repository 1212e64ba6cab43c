import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';
import { type FigureQuery, figureLimits, Lens } from './figures.contract.ts';
import { IndicatorCode, type IndicatorGroup } from './indicator.contract.ts';
import { PeriodKind, type PeriodScheme } from './period.contract.ts';
import { periodAt } from './periods.rules.ts';

const Day = z.string().refine(isDate);
const parts = z.string().transform((text) => text.split('_').filter((part) => part !== ''));

/** The address of the page of figures: the whole view stands in it, short names for what is long. */
export const FiguresSearch = z.object({
  area: z.uuid().optional(),
  /** Codes of indicators with _ between them. */
  i: parts.pipe(z.array(IndicatorCode).max(figureLimits.indicators)).optional(),
  from: Day.optional(),
  to: Day.optional(),
  scheme: z.string().optional(),
  by: z.enum(['area', 'period', 'dimension']).optional(),
  kind: PeriodKind.optional(),
  dim: z.string().max(40).optional(),
  lens: Lens.optional(),
  cmp: parts.pipe(z.array(z.enum(['previous', 'lastYear'])).max(2)).optional(),
  verified: z.literal('1').optional(),
  /** Column and direction: 'patrol.sessions:desc'. */
  sort: z
    .string()
    .regex(/^[\w.]+:(asc|desc)$/u)
    .optional(),
  /** The number whose records are open; see `cellText`. */
  cell: z.string().max(300).optional(),
  chart: IndicatorCode.optional(),
});
export type FiguresSearch = z.output<typeof FiguresSearch>;

/** What officers look at first: the indicators of every part of the report that a form feeds. */
const usual = [
  'outreach.sessions',
  'outreach.attendance',
  'training.sessions',
  'training.attendance',
  'model.sites',
  'model.members',
  'patrol.sessions',
  'patrol.nightSessions',
  'patrol.attendance',
  'patrol.incidents',
  'tip.received',
  'tip.valuable',
  'mediation.received',
  'mediation.agreed',
  'mediation.successRate',
];

/** The usual indicators as far as the catalogue has them, in the order of the report. */
export function usualIndicators(groups: readonly IndicatorGroup[]): string[] {
  const known = groups.flatMap((group) => group.indicators.map((indicator) => indicator.code));
  return known.filter((code) => usual.includes(code));
}

/** What is looked at, with every gap of the address filled in. */
export interface FiguresView {
  readonly areaId: string;
  readonly indicators: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly scheme: PeriodScheme;
  readonly by: 'area' | 'period' | 'dimension';
  readonly periodKind: PeriodKind;
  readonly dimension: string | undefined;
  readonly lens: Lens;
  readonly compare: readonly ('previous' | 'lastYear')[];
  readonly verifiedOnly: boolean;
}

/**
 * The view of an address: the usual indicators, the administrative year of `today`, rows by the areas below (by month
 * for a hamlet, which has none), as the areas are today (as they were, for one that is gone). Throws RangeError without a period scheme.
 */
export function viewOf(
  search: FiguresSearch,
  known: {
    groups: readonly IndicatorGroup[];
    schemes: readonly PeriodScheme[];
    today: string;
    areaId: string;
    isHamlet: boolean;
    /** It no longer exists: what it had hangs under its successors today. */
    isClosed: boolean;
  },
): FiguresView {
  const { groups, schemes, today } = known;
  const scheme = schemes.find((each) => each.code === search.scheme) ?? schemes[0];
  if (scheme === undefined) throw new RangeError('no period scheme');
  const year = periodAt(scheme, 'year', today) ?? { from: `${today.slice(0, 4)}-01-01`, to: today };
  const codes = new Set(groups.flatMap((group) => group.indicators.map((indicator) => indicator.code)));
  const asked = search.i?.filter((code) => codes.has(code));
  const given = search.from !== undefined && search.to !== undefined && search.from <= search.to;
  const by = search.by === 'dimension' && search.dim === undefined ? undefined : search.by;
  return {
    areaId: known.areaId,
    indicators: asked === undefined || asked.length === 0 ? usualIndicators(groups) : asked,
    from: given && search.from !== undefined ? search.from : year.from,
    to: given && search.to !== undefined ? search.to : year.to,
    scheme,
    by: by ?? (known.isHamlet ? 'period' : 'area'),
    periodKind: kindIn(scheme, search.kind),
    dimension: search.dim,
    lens: search.lens ?? (known.isClosed ? 'then' : 'today'),
    compare: search.cmp ?? [],
    verifiedOnly: search.verified === '1',
  };
}

/** The kinds of period that a scheme knows, from short to long. */
export function kindsOf(scheme: PeriodScheme): PeriodKind[] {
  return PeriodKind.options.filter((kind) => scheme.kinds[kind] !== undefined);
}

function kindIn(scheme: PeriodScheme, wanted: PeriodKind | undefined): PeriodKind {
  const kinds = kindsOf(scheme);
  return wanted !== undefined && kinds.includes(wanted) ? wanted : (kinds[0] ?? 'month');
}

/** The question to the server. Only indicators that can be split stand in one by a dimension. */
export function queryOf(
  view: FiguresView,
  dimensions: readonly { indicator: string; code: string }[],
): FigureQuery {
  const { by, dimension } = view;
  const splits = (code: string): boolean =>
    dimensions.some((each) => each.indicator === code && each.code === dimension);
  return {
    areaIds: [view.areaId],
    indicators: by === 'dimension' ? view.indicators.filter(splits) : [...view.indicators],
    from: view.from,
    to: view.to,
    lens: view.lens,
    by,
    scheme: view.scheme.code,
    periodKind: view.periodKind,
    ...(by === 'dimension' && dimension !== undefined ? { dimension } : {}),
    verifiedOnly: view.verifiedOnly,
    compare: [...view.compare],
  };
}

/** One number of the table, as it stands in the address. */
export interface CellAddress {
  readonly indicator: string;
  readonly areaId: string;
  readonly part: 'whole' | 'own' | 'unattributed';
  readonly from: string;
  readonly to: string;
  readonly slice: string | undefined;
}

/** A number as text for an address; `cellOf` reads it again. */
export function cellText(cell: CellAddress): string {
  return [cell.indicator, cell.areaId, cell.part, cell.from, cell.to, cell.slice ?? ''].join('_');
}

/** The number of an address; undefined where it is none. */
export function cellOf(text: string | undefined): CellAddress | undefined {
  const [indicator, areaId, part, from, to, ...slice] = (text ?? '').split('_');
  const isPart = part === 'whole' || part === 'own' || part === 'unattributed';
  if (!IndicatorCode.safeParse(indicator).success || !z.uuid().safeParse(areaId).success) return undefined;
  if (indicator === undefined || areaId === undefined || !isPart || !isDate(from) || !isDate(to))
    return undefined;
  return { indicator, areaId, part, from, to, slice: slice.join('_') || undefined };
}
