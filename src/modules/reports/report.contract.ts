import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { isDate } from '../../platform/dates.ts';
import { LocalText } from '../../platform/text.ts';
import { Lens } from '../figures/figures.contract.ts';
import { CountedSection, ReportContent, ReportHeading, ReportTexts } from './report-content.contract.ts';
import { REPORT_SECTIONS } from './report-document.contract.ts';

const Day = z.string().refine(isDate, 'must be a day YYYY-MM-DD');

export const ReportKind = z.enum(['halfYear', 'year']).meta({ id: 'ReportKind' });
export type ReportKind = z.infer<typeof ReportKind>;
const Half = z.union([z.literal(1), z.literal(2)]);
const Year = z.number().int().min(2000).max(2100);

/** Which official report of an area; `half` is null for the year. */
const which = { kind: ReportKind, year: Year, half: Half.nullable() };

/** What is shown of the area of a report. */
export const ReportArea = z
  .object({ id: z.uuid(), name: z.string(), closedOn: Day.nullable() })
  .meta({ id: 'ReportArea' });
export type ReportArea = z.infer<typeof ReportArea>;

const Window = z.object({ from: Day, to: Day, name: LocalText });

/**
 * notEnded: its window still runs. due: the window is over and nobody has begun. draft: begun.
 * Approved and locked come into this list when reports can be approved.
 */
export const ReportSlotState = z.enum(['notEnded', 'due', 'draft']).meta({ id: 'ReportSlotState' });
export type ReportSlotState = z.infer<typeof ReportSlotState>;

/** An official report that the area owes, begun or not. */
export const ReportSlot = z
  .object({
    ...which,
    window: Window,
    state: ReportSlotState,
    /** Days until the window's last day; negative after it. */
    daysLeft: z.number().int(),
    report: z
      .object({ id: z.uuid(), version: z.number().int(), changedAt: z.iso.datetime(), lens: Lens })
      .nullable(),
  })
  .meta({ id: 'ReportSlot' });
export type ReportSlot = z.infer<typeof ReportSlot>;

export const listReports = endpoint({
  method: 'GET',
  path: '/api/v1/reports',
  summary: 'The official reports of an area in a year and the year before: made, due and to come',
  access: 'reports.read',
  query: z.object({ areaId: z.uuid(), year: z.coerce.number().int().min(2000).max(2100).optional() }),
  output: z
    .object({
      area: ReportArea,
      year: Year,
      /** The area itself, then the closed units that hang under it today. */
      areas: z.array(ReportArea),
      slots: z.array(ReportSlot),
      can: z.object({ write: z.boolean(), manageTemplate: z.boolean() }),
    })
    .meta({ id: 'ReportList' }),
});

export const openReport = endpoint({
  method: 'POST',
  path: '/api/v1/reports',
  summary: 'Open the report of an area and period; the one that is there, or a new one',
  access: 'reports.write',
  body: z
    .strictObject({
      id: z.uuid(),
      areaId: z.uuid(),
      ...which,
      /** As it was, or as it is today; chosen by what the area is where left out. */
      lens: Lens.optional(),
    })
    .refine((given) => (given.kind === 'year') === (given.half === null), {
      path: ['half'],
      message: 'a half for a half-year report, none for a year',
    }),
  output: z.object({ id: z.uuid(), isNew: z.boolean() }),
});

export const ReportFigureView = z
  .object({
    indicator: z.string(),
    name: LocalText,
    unit: LocalText,
    kind: z.enum(['count', 'ratio']),
    /** null: nothing was recorded in that window at all, or a ratio of nothing. */
    value: z.number().nullable(),
    previous: z.number().nullable(),
    lastYear: z.number().nullable(),
  })
  .meta({ id: 'ReportFigureView' });
export type ReportFigureView = z.infer<typeof ReportFigureView>;

/** One heading of the report: its figures, the sentences made from them, and reported figures with their sources. */
export const ReportSectionView = z
  .object({
    code: z.enum(REPORT_SECTIONS),
    /** As in the document: 'III.4'; empty for the opening. */
    number: z.string(),
    title: LocalText,
    counted: CountedSection.nullable(),
    figures: z.array(ReportFigureView),
    /** In the language of the document. */
    sentences: z.array(z.string()),
    reported: z.array(z.string()),
  })
  .meta({ id: 'ReportSectionView' });
export type ReportSectionView = z.infer<typeof ReportSectionView>;

export const ReportAnnexRow = z
  .object({
    areaId: z.uuid(),
    part: z.enum(['whole', 'own', 'unattributed']),
    name: z.string(),
    /** What belongs to no hamlet. */
    outside: z.boolean(),
    households: z.number().int().nullable(),
    people: z.number().int().nullable(),
    values: z.record(z.string(), z.number().nullable()),
  })
  .meta({ id: 'ReportAnnexRow' });
export type ReportAnnexRow = z.infer<typeof ReportAnnexRow>;

export const ReportVersionInfo = z
  .object({ version: z.number().int(), savedAt: z.iso.datetime(), savedBy: z.string() })
  .meta({ id: 'ReportVersionInfo' });
export type ReportVersionInfo = z.infer<typeof ReportVersionInfo>;

export const ReportDetail = z
  .object({
    id: z.uuid(),
    ...which,
    state: z.enum(['draft', 'approved', 'locked']),
    lens: Lens,
    area: ReportArea,
    window: Window,
    previous: Window,
    lastYear: Window,
    sections: z.array(ReportSectionView),
    annex: z.object({
      columns: z.array(ReportFigureView.pick({ indicator: true, name: true, unit: true, kind: true })),
      rows: z.array(ReportAnnexRow),
      total: ReportAnnexRow,
    }),
    content: ReportContent,
    /** The version that `content` is; 0: nothing has been saved yet. */
    version: z.number().int(),
    versions: z.array(ReportVersionInfo),
    /** The texts of the period before, to take over. */
    earlier: z.object({ reportId: z.uuid(), name: LocalText, texts: ReportTexts }).nullable(),
    can: z.object({ write: z.boolean(), manageTemplate: z.boolean() }),
  })
  .meta({ id: 'ReportDetail' });
export type ReportDetail = z.infer<typeof ReportDetail>;

const ReportId = z.object({ id: z.uuid() });
const VersionId = z.object({ id: z.uuid(), version: z.coerce.number().int().min(1) });
/** `isNew` is false where the newest version said the same already. */
const Saved = z.object({ version: z.number().int(), isNew: z.boolean() });

export const getReport = endpoint({
  method: 'GET',
  path: '/api/v1/reports/:id',
  summary: 'A report with its figures as of now, its texts and its versions',
  access: 'reports.read',
  params: ReportId,
  output: ReportDetail,
});

export const saveReportVersion = endpoint({
  method: 'POST',
  path: '/api/v1/reports/:id/versions',
  summary: 'Save heading and texts as the next version; refused where somebody saved since baseVersion',
  access: 'reports.write',
  params: ReportId,
  body: z.strictObject({
    baseVersion: z.number().int().min(0),
    heading: ReportHeading,
    texts: ReportTexts,
    lens: Lens.optional(),
  }),
  output: Saved,
});

export const getReportVersion = endpoint({
  method: 'GET',
  path: '/api/v1/reports/:id/versions/:version',
  summary: 'Heading and texts of one version',
  access: 'reports.read',
  params: VersionId,
  output: ReportContent.extend({ ...ReportVersionInfo.shape }).meta({ id: 'ReportVersion' }),
});

export const restoreReportVersion = endpoint({
  method: 'POST',
  path: '/api/v1/reports/:id/versions/:version/restoration',
  summary: 'Make an earlier version the newest one again',
  access: 'reports.write',
  params: VersionId,
  body: z.strictObject({ baseVersion: z.number().int().min(0) }),
  output: Saved,
});

export const downloadReport = endpoint({
  method: 'GET',
  path: '/api/v1/reports/:id/document',
  summary: 'The report as a Word document',
  access: 'reports.read',
  params: ReportId,
  output: 'file',
});

export const downloadReportAnnex = endpoint({
  method: 'GET',
  path: '/api/v1/reports/:id/annex',
  summary: 'The annex by hamlet as a workbook',
  access: 'reports.read',
  params: ReportId,
  output: 'file',
});
