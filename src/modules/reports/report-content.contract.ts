import { z } from 'zod';
import { REPORT_SECTIONS, ReportDocumentData } from './report-document.contract.ts';

/** The sections whose sentences are made from figures; the officer may put his own in their place. */
export const COUNTED_SECTIONS = ['outreach', 'coreForce', 'models', 'patrol', 'mediation'] as const;
export const CountedSection = z.enum(COUNTED_SECTIONS).meta({ id: 'CountedReportSection' });
export type CountedSection = z.infer<typeof CountedSection>;

export const reportLimits = { text: 30_000, sentence: 5_000 } as const;

const { codeNumber, codeNotation, place, issuedDate, subject, recipients } = ReportDocumentData.shape;

/** What stands around the body of a report: numbers and names by Decree 30/2020. Lines of an agency are parted by \n. */
export const ReportHeading = z
  .strictObject({
    ...ReportDocumentData.shape.heading.shape,
    codeNumber,
    codeNotation,
    place,
    issuedDate,
    subject,
    ...ReportDocumentData.shape.signature.shape,
    recipients,
  })
  .meta({ id: 'ReportHeading' });
export type ReportHeading = z.infer<typeof ReportHeading>;

/** What the officer writes: additions to each section, and his own sentences in place of the counted ones. */
export const ReportTexts = z
  .strictObject({
    texts: z.partialRecord(z.enum(REPORT_SECTIONS), z.string().max(reportLimits.text)),
    sentences: z.partialRecord(CountedSection, z.string().max(reportLimits.sentence)),
  })
  .meta({ id: 'ReportTexts' });
export type ReportTexts = z.infer<typeof ReportTexts>;

/** All that a version keeps. */
export const ReportContent = z
  .strictObject({ heading: ReportHeading, texts: ReportTexts })
  .meta({ id: 'ReportContent' });
export type ReportContent = z.infer<typeof ReportContent>;

export const noTexts: ReportTexts = { texts: {}, sentences: {} };
