import { Problem } from '../../../platform/problems.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import {
  downloadReport,
  downloadReportAnnex,
  getReport,
  getReportVersion,
  listReports,
  openReport,
  restoreReportVersion,
  saveReportVersion,
} from '../report.contract.ts';
import { makeAnnex, makeDocument } from './document.service.ts';
import { findVersion } from './report.repo.ts';
import {
  describeReport,
  getReportRow,
  listOfficialReports,
  openOfficialReport,
  restoreVersion,
  saveVersion,
} from './report.service.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const reportRoutes: readonly Route[] = [
  route({
    contract: listReports,
    load: (context) => authorize(context, 'reports.read', context.input.query.areaId),
    handle: (context) =>
      listOfficialReports(context, { ...context.input.query, year: context.input.query.year }),
  }),
  route({
    contract: openReport,
    authorize: (context) => authorize(context, 'reports.write', context.input.body.areaId),
    handle: (context, { authorized }) => openOfficialReport(context, authorized, context.input.body),
    audit: ({ answer }, { input: { body } }) =>
      answer.isNew
        ? {
            action: 'report.open',
            subject: 'report',
            subjectId: answer.id,
            areaId: body.areaId,
            details: { kind: body.kind, year: body.year, half: body.half },
          }
        : undefined,
  }),
  route({
    contract: getReport,
    load: (context) => getReportRow(context, context.input.params.id),
    handle: (context, { loaded }) => describeReport(context, loaded),
  }),
  route({
    contract: saveReportVersion,
    load: (context) => getReportRow(context, context.input.params.id),
    authorize: (context, report) => authorize(context, 'reports.write', report.areaId),
    handle: (context, { loaded, authorized }) => {
      const { baseVersion, heading, texts, lens } = context.input.body;
      return saveVersion(context, authorized, {
        id: loaded.id,
        baseVersion,
        content: { heading, texts },
        lens,
      });
    },
    audit: ({ loaded, answer }) => versionLine('report.save', loaded, answer),
  }),
  route({
    contract: getReportVersion,
    load: (context) => getReportRow(context, context.input.params.id),
    handle: async ({ tx, input }, { loaded }) => {
      const found = await findVersion(tx, loaded.id, input.params.version);
      if (!found) throw new Problem('notFound');
      const { content, version, savedAt, savedBy } = found;
      return { ...content, version, savedBy, savedAt: savedAt.toISOString() };
    },
  }),
  route({
    contract: restoreReportVersion,
    load: (context) => getReportRow(context, context.input.params.id),
    authorize: (context, report) => authorize(context, 'reports.write', report.areaId),
    handle: (context, { loaded, authorized }) =>
      restoreVersion(context, authorized, {
        id: loaded.id,
        version: context.input.params.version,
        baseVersion: context.input.body.baseVersion,
      }),
    audit: ({ loaded, answer }) => versionLine('report.restore', loaded, answer),
  }),
  route({
    contract: downloadReport,
    load: (context) => getReportRow(context, context.input.params.id),
    handle: async (context, { loaded }) => ({
      ...(await makeDocument(context, loaded.areaId, loaded)),
      type: WORD,
    }),
  }),
  route({
    contract: downloadReportAnnex,
    load: (context) => getReportRow(context, context.input.params.id),
    handle: async (context, { loaded }) => ({
      ...(await makeAnnex(context, loaded.areaId, loaded)),
      type: WORKBOOK,
    }),
  }),
];

function versionLine(
  action: string,
  report: { id: string; areaId: string },
  saved: { version: number; isNew: boolean },
) {
  if (!saved.isNew) return undefined;
  return {
    action,
    subject: 'report',
    subjectId: report.id,
    areaId: report.areaId,
    details: { version: saved.version },
  };
}
