import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

export const templateLimits = { bytes: 5 * 1024 * 1024 } as const;

const OfArea = z.object({ areaId: z.uuid() });

/** The Word template that the reports of an area are made with. */
export const ReportTemplate = z
  .object({
    /** The one that comes with the program; otherwise one that the office edited. */
    shipped: z.boolean(),
    fileName: z.string(),
    uploadedAt: z.iso.datetime().nullable(),
    uploadedBy: z.string(),
    can: z.object({ manage: z.boolean() }),
  })
  .meta({ id: 'ReportTemplate' });
export type ReportTemplate = z.infer<typeof ReportTemplate>;

export const getReportTemplate = endpoint({
  method: 'GET',
  path: '/api/v1/report-template',
  summary: 'Which Word template the reports of an area use',
  access: 'reports.read',
  query: OfArea,
  output: ReportTemplate,
});

export const downloadReportTemplate = endpoint({
  method: 'GET',
  path: '/api/v1/report-template/file',
  summary: 'That template, to edit in Word',
  access: 'reports.read',
  query: OfArea,
  output: 'file',
});

export const replaceReportTemplate = endpoint({
  method: 'PUT',
  path: '/api/v1/report-template',
  summary: 'Use an edited template; refused, naming the tag, where a report can not be made with it',
  access: 'documents.manage',
  query: OfArea,
  upload: { maxBytes: templateLimits.bytes },
  output: ReportTemplate,
});

export const resetReportTemplate = endpoint({
  method: 'DELETE',
  path: '/api/v1/report-template',
  summary: 'Go back to the template that comes with the program',
  access: 'documents.manage',
  query: OfArea,
  output: ReportTemplate,
});
