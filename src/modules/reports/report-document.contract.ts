import { z } from 'zod';
import { isDocumentNumber } from './document-number.contract.ts';

/** The free texts of a report, in the order in which they stand in it. Each may have several paragraphs. */
export const REPORT_SECTIONS = [
  'opening',
  'situation',
  'direction',
  'outreach',
  'coreForce',
  'models',
  'patrol',
  'mediation',
  'reintegration',
  'hotspotConversion',
  'recognition',
  'newRural',
  'coordination',
  'strengths',
  'weaknesses',
  'causes',
  'lessons',
  'plan',
  'proposals',
] as const;

/** The indicators that templates can always name, in figures and in the annex by hamlet. */
export const REPORT_INDICATORS = [
  'outreach.sessions',
  'outreach.attendance',
  'outreach.leaflets',
  'outreach.posts',
  'training.sessions',
  'training.attendance',
  'model.kinds',
  'model.sites',
  'model.teams',
  'model.members',
  'patrol.sessions',
  'patrol.nightSessions',
  'patrol.attendance',
  'patrol.incidents',
  'tip.received',
  'tip.valuable',
  'tip.valuableRate',
  'mediation.received',
  'mediation.agreed',
  'mediation.notAgreed',
  'mediation.inProgress',
  'mediation.referred',
  'mediation.successRate',
] as const;

const Line = z.string().trim().min(1).max(500);
const Day = z.iso.date();
const Count = z.number().int().nonnegative();

/** One indicator of the reporting area. Ratios are shares (0.815 is 81,5 %). null: not known. */
export const ReportFigure = z.object({
  indicator: z.string().regex(/^[a-z]\w*(\.[a-z]\w*)+$/),
  label: Line,
  unit: z.string().max(50),
  kind: z.enum(['count', 'ratio']),
  value: z.number().nullable(),
  previous: z.number().nullable(),
  lastYear: z.number().nullable(),
});
export type ReportFigure = z.infer<typeof ReportFigure>;

/** One row of the annex: a hamlet, or what belongs to no hamlet. An indicator left out is "not known". */
export const AnnexRow = z.object({
  name: Line,
  households: Count.nullable(),
  people: Count.nullable(),
  values: z.record(z.string(), z.number().nullable()),
  /** True for what belongs to no hamlet; such a row is not counted. */
  outside: z.boolean().default(false),
});
export type AnnexRow = z.infer<typeof AnnexRow>;

export const AnnexColumn = z.object({
  indicator: z.string().min(1),
  label: Line,
  unit: z.string().max(50),
  kind: z.enum(['count', 'ratio']),
});
export type AnnexColumn = z.infer<typeof AnnexColumn>;

/** All that a report template needs. Names of document parts are those of Decree 30/2020, Annex VI. */
export const ReportDocumentData = z.object({
  heading: z.object({
    /** Left out for people's committees, which name no parent agency. Lines are parted by \n. */
    parentAgency: Line.nullable(),
    /** As in a sentence, "Ủy ban nhân dân\nxã Lương Phong"; the document writes it in capitals. */
    agency: Line,
  }),
  codeNumber: z.number().int().min(1).max(99_999).nullable(),
  codeNotation: z
    .string()
    .max(30)
    .refine((notation) => isDocumentNumber(`1/${notation}`), { error: 'invalidCodeNotation' }),
  place: Line,
  issuedDate: Day.nullable(),
  subject: Line,
  period: z.object({ label: Line, from: Day, to: Day, previousLabel: Line, lastYearLabel: Line }),
  area: z.object({
    name: Line,
    hamletCount: Count,
    households: Count.nullable(),
    people: Count.nullable(),
  }),
  texts: z.partialRecord(z.enum(REPORT_SECTIONS), z.string().max(50_000)),
  figures: z.array(ReportFigure).max(500),
  annex: z.object({
    columns: z.array(AnnexColumn).max(100),
    rows: z.array(AnnexRow).max(2_000),
    total: AnnexRow,
  }),
  signature: z.object({
    /** "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH": one line each; none where the head signs for himself. */
    authority: z.array(Line).max(4),
    position: Line,
    name: z.string().max(200),
  }),
  recipients: z.array(Line).max(50),
});
export type ReportDocumentData = z.infer<typeof ReportDocumentData>;
export type ReportSection = (typeof REPORT_SECTIONS)[number];
