import { Problem } from '../../../platform/problems.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import {
  addReportedFigure,
  exportFigures,
  listFigureRecords,
  listReportedFigures,
  queryFigures,
  readFigureCatalogue,
  removeReportedFigure,
} from '../figures.contract.ts';
import { listRecordsBehind } from './drill.service.ts';
import { exportFigureTable } from './export.service.ts';
import { answerFigures } from './figures.service.ts';
import { deleteReported, findReported, insertReported, listReportedBelow } from './reported.repo.ts';
import { listDimensions } from './slice-names.service.ts';

export const figuresRoutes: readonly Route[] = [
  route({
    contract: readFigureCatalogue,
    handle: async (context) => {
      const { groups, periods } = referenceData();
      return {
        groups: [...groups],
        schemes: [...periods],
        dimensions: listDimensions(),
        today: context.today,
      };
    },
  }),
  route({
    contract: queryFigures,
    handle: (context) => answerFigures(context, context.input.body),
    // A question leaves no line: it shows numbers, never people.
    audit: () => undefined,
  }),
  route({
    contract: listFigureRecords,
    load: (context) => authorize(context, 'activities.read', context.input.query.areaId),
    handle: (context) => listRecordsBehind(context, context.input.query),
  }),
  route({
    contract: exportFigures,
    handle: (context) => exportFigureTable(context, context.input.body, context.input.query),
    audit: (_done, { input }) => ({
      action: 'figures.export',
      subject: 'figures',
      subjectId: input.body.areaIds[0] ?? '',
      details: { format: input.query.format, indicators: input.body.indicators.length },
    }),
  }),
  route({
    contract: listReportedFigures,
    load: (context) => authorize(context, 'figures.read', context.input.query.areaId),
    handle: async ({ tx, input }) => ({
      reported: await listReportedBelow(tx, input.query.areaId, input.query.indicator),
    }),
  }),
  route({
    contract: addReportedFigure,
    authorize: (context) => authorize(context, 'figures.report', context.input.body.areaId),
    handle: async ({ tx, input }, { authorized }) => {
      const known = referenceData().indicators.some((indicator) => indicator.code === input.body.indicator);
      if (!known)
        throw new Problem('invalidInput', {
          fields: [{ path: 'indicator', code: 'unknownIndicator', found: input.body.indicator }],
        });
      await insertReported(tx, authorized, { id: input.params.id, ...input.body });
      const row = await findReported(tx, input.params.id);
      if (!row) throw new Problem('alreadyExists');
      return row;
    },
    audit: ({ answer }) => ({
      action: 'reportedFigure.add',
      subject: 'reportedFigure',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: { indicator: answer.indicator },
    }),
  }),
  route({
    contract: removeReportedFigure,
    load: async ({ tx, input }) => {
      const row = await findReported(tx, input.params.id);
      if (!row) throw new Problem('notFound');
      return row;
    },
    authorize: (context, row) => authorize(context, 'figures.report', row.areaId),
    handle: async ({ tx, input }, { authorized }) => {
      await deleteReported(tx, authorized, input.params.id);
      return undefined;
    },
    audit: ({ loaded }) => ({
      action: 'reportedFigure.remove',
      subject: 'reportedFigure',
      subjectId: loaded.id,
      areaId: loaded.areaId,
      details: { indicator: loaded.indicator },
    }),
  }),
];
