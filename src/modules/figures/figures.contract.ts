import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { isDate } from '../../platform/dates.ts';
import { LocalText } from '../../platform/text.ts';
import { Lens } from '../areas/areas.contract.ts';
import { FactSource } from './fact-source.contract.ts';
import { IndicatorCode, IndicatorGroup } from './indicator.contract.ts';
import { PeriodKind, PeriodScheme } from './period.contract.ts';

const Day = z.string().refine(isDate, 'must be a day YYYY-MM-DD');

/** Figures are asked through the lenses of areas. */
export { Lens };

export const figureLimits = { areas: 500, indicators: 60, cells: 60_000 } as const;

/** What is asked: indicators over areas and a window of days, both ends included. */
export const FigureQuery = z
  .strictObject({
    areaIds: z.array(z.uuid()).min(1).max(figureLimits.areas),
    indicators: z.array(IndicatorCode).min(1).max(figureLimits.indicators),
    from: Day,
    to: Day,
    lens: Lens.default('today'),
    /** Rows by child area (of the one area asked for), by period of the scheme, or by one dimension. */
    by: z.enum(['area', 'period', 'dimension']).optional(),
    scheme: z.string().default('ADMIN_0915'),
    periodKind: PeriodKind.default('month'),
    dimension: z.string().max(40).optional(),
    verifiedOnly: z.boolean().default(false),
    compare: z
      .array(z.enum(['previous', 'lastYear']))
      .max(2)
      .default([]),
  })
  .refine((query) => query.from <= query.to, { path: ['to'], message: 'ends before it begins' })
  .refine((query) => query.by !== 'area' || query.areaIds.length === 1, {
    path: ['areaIds'],
    message: 'one area, where rows are its children',
  })
  .refine((query) => query.by !== 'dimension' || query.dimension !== undefined, {
    path: ['dimension'],
    message: 'required',
  })
  .meta({ id: 'FigureQuery' });
export type FigureQuery = z.output<typeof FigureQuery>;

/**
 * One number. `part` says what of the area: all of it; `own` is what is recorded for the area itself and not for
 * one of its children; `unattributed` stayed with a unit that was split ("chưa phân bổ").
 */
export const Figure = z
  .object({
    indicator: z.string(),
    area: z.string(),
    part: z.enum(['whole', 'own', 'unattributed']),
    from: Day,
    to: Day,
    slice: z.string().optional(),
    /** null where a ratio has nothing to be a ratio of. */
    value: z.number().nullable(),
    previous: z.number().nullable().optional(),
    lastYear: z.number().nullable().optional(),
  })
  .meta({ id: 'Figure' });
export type Figure = z.infer<typeof Figure>;

export const FigureAreaRef = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.string(),
    closedOn: Day.nullable(),
    unattributed: z.boolean(),
  })
  .meta({ id: 'FigureArea' });
export type FigureAreaRef = z.infer<typeof FigureAreaRef>;

/** A figure that somebody reported, shown beside the counted ones and never added to them. */
export const ReportedFigure = z
  .object({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    indicator: z.string(),
    value: z.number(),
    denominator: z.number().nullable(),
    from: Day.nullable(),
    to: Day.nullable(),
    asOf: Day.nullable(),
    source: z.string(),
    note: z.string(),
    enteredAt: z.string(),
  })
  .meta({ id: 'ReportedFigure' });
export type ReportedFigure = z.infer<typeof ReportedFigure>;

export const FigureAnswer = z
  .object({
    lens: Lens,
    figures: z.array(Figure),
    areas: z.array(FigureAreaRef),
    periods: z.array(z.object({ from: Day, to: Day, name: LocalText, partial: z.boolean() })),
    slices: z.array(z.object({ code: z.string(), name: LocalText })),
    comparisons: z.object({
      previous: z.object({ from: Day, to: Day }).optional(),
      lastYear: z.object({ from: Day, to: Day }).optional(),
    }),
    reported: z.array(ReportedFigure),
  })
  .meta({ id: 'FigureAnswer' });
export type FigureAnswer = z.infer<typeof FigureAnswer>;

export const queryFigures = endpoint({
  method: 'POST',
  path: '/api/v1/figures/query',
  summary: 'Figures of indicators over areas and a window, through a lens',
  access: 'figures.read',
  body: FigureQuery,
  output: FigureAnswer,
});

/** What the explorer and the forms of reports need to know: indicators, their groups, and the calendars. */
export const readFigureCatalogue = endpoint({
  method: 'GET',
  path: '/api/v1/figures/catalogue',
  summary: 'Indicators by group, and the period schemes',
  access: 'figures.read',
  output: z
    .object({
      groups: z.array(IndicatorGroup),
      schemes: z.array(PeriodScheme),
      /** By which fields which indicators can be split. */
      dimensions: z.array(z.object({ indicator: z.string(), code: z.string(), name: LocalText })),
      today: Day,
    })
    .meta({ id: 'FigureCatalogue' }),
});

/** The question behind one number. */
export const FigureCell = z.object({
  areaId: z.uuid(),
  part: z.enum(['whole', 'own', 'unattributed']).default('whole'),
  indicator: IndicatorCode,
  from: Day,
  to: Day,
  lens: Lens.default('today'),
  slice: z.string().max(120).optional(),
  verifiedOnly: z.stringbool().default(false),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const FigureRecord = z
  .object({
    recordId: z.uuid(),
    source: FactSource,
    day: Day,
    areaId: z.uuid(),
    areaName: z.string(),
    organizationName: z.string().nullable(),
    /** What it adds to the figure (to the numerator, for a ratio). */
    amount: z.number(),
    /** For a ratio: what it adds to the denominator. */
    denominator: z.number().optional(),
    verified: z.boolean(),
    form: z.string().nullable(),
    state: z.string().nullable(),
    /** The page of the web that shows the record; null where the place's own page does. */
    link: z.string().nullable(),
    /** The record in a line, in the reader's language; empty where there is nothing to say. */
    text: z.object({ vi: z.string(), en: z.string() }),
  })
  .meta({ id: 'FigureRecord' });
export type FigureRecord = z.infer<typeof FigureRecord>;

export const listFigureRecords = endpoint({
  method: 'GET',
  path: '/api/v1/figures/records',
  summary: 'The records behind one figure, page by page, as far as the caller may see them',
  access: 'activities.read',
  query: FigureCell,
  output: z
    .object({
      records: z.array(FigureRecord),
      total: z.number().int(),
      /** What all of them add up to (for a ratio: its numerator), not only those of this page. */
      sum: z.number(),
      denominator: z.number().optional(),
      next: z.string().nullable(),
    })
    .meta({ id: 'FigureRecords' }),
});

export const exportFigures = endpoint({
  method: 'POST',
  path: '/api/v1/figures/export',
  summary: 'The same figures as a workbook or as text with commas',
  access: 'figures.read',
  query: z.object({ format: z.enum(['xlsx', 'csv']), language: z.enum(['vi', 'en']).default('vi') }),
  body: FigureQuery,
  output: 'file',
});

export const NewReportedFigure = z
  .strictObject({
    areaId: z.uuid(),
    indicator: IndicatorCode,
    value: z.number(),
    denominator: z.number().positive().nullable().default(null),
    from: Day.nullable().default(null),
    to: Day.nullable().default(null),
    asOf: Day.nullable().default(null),
    source: z.string().trim().min(3).max(500),
    note: z.string().trim().max(1000).default(''),
  })
  .refine((given) => (given.from === null) === (given.to === null), {
    path: ['to'],
    message: 'both days, or neither',
  })
  .refine((given) => given.from !== null || given.asOf !== null, {
    path: ['asOf'],
    message: 'a window or an as-of day',
  })
  .refine((given) => given.from === null || given.to === null || given.from <= given.to, {
    path: ['to'],
    message: 'ends before it begins',
  });
export type NewReportedFigure = z.output<typeof NewReportedFigure>;

export const addReportedFigure = endpoint({
  method: 'PUT',
  path: '/api/v1/figures/reported/:id',
  summary: 'Enter a reported figure with its source; the same one twice is one',
  access: 'figures.report',
  params: z.object({ id: z.uuid() }),
  body: NewReportedFigure,
  output: ReportedFigure,
});

export const removeReportedFigure = endpoint({
  method: 'DELETE',
  path: '/api/v1/figures/reported/:id',
  summary: 'Take a reported figure out again',
  access: 'figures.report',
  params: z.object({ id: z.uuid() }),
  output: 'none',
});

export const listReportedFigures = endpoint({
  method: 'GET',
  path: '/api/v1/figures/reported',
  summary: 'Reported figures of an area and the areas below it today',
  access: 'figures.read',
  query: z.object({ areaId: z.uuid(), indicator: IndicatorCode.optional() }),
  output: z.object({ reported: z.array(ReportedFigure) }),
});
