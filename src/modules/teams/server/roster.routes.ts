import { authorize } from '../../../platform/server/authorize.ts';
import type { Download } from '../../../platform/server/route.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import { workbookOf, XLSX } from '../../imports/server/templates.service.ts';
import * as contract from '../roster.contract.ts';
import { chosenChoices, kindChoices, roleChoices } from '../roster-sheet.rules.ts';
import { discardRoster, getRosterRow, listRosters, receiveRoster, showRoster } from './roster.service.ts';
import { takeBackRoster, takeRoster } from './roster-commit.service.ts';

/** Lists of members as workbooks: read, shown, taken in, taken back. */
export const rosterRoutes: readonly Route[] = [
  route({
    contract: contract.uploadRoster,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context) => authorize(context, 'teams.write', context.input.query.areaId),
    handle: (context, { authorized }) =>
      receiveRoster(context, authorized, context.upload, context.input.query),
    audit: ({ answer }) => ({
      action: 'roster.received',
      subject: 'roster',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: answer.counts,
    }),
  }),
  route({
    contract: contract.listRosters,
    handle: async (context) => ({ rosters: await listRosters(context, context.input.query.limit) }),
  }),
  route({
    contract: contract.getRoster,
    handle: (context) => showRoster(context, context.input.params.id),
  }),
  route({
    contract: contract.commitRoster,
    load: (context) => getRosterRow(context, context.input.params.id, 'lock'),
    authorize: (context, row) => authorize(context, 'teams.write', row.areaId),
    handle: async (context, { loaded, authorized }) => {
      await takeRoster(context, authorized, loaded);
      return showRoster(context, loaded.id);
    },
    audit: ({ answer }) => ({
      action: 'roster.committed',
      subject: 'roster',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: answer.counts,
    }),
  }),
  route({
    contract: contract.undoRoster,
    load: (context) => getRosterRow(context, context.input.params.id, 'lock'),
    authorize: (context, row) => authorize(context, 'teams.write', row.areaId),
    handle: async (context, { loaded, authorized }) => {
      await takeBackRoster(context, authorized, loaded);
      return showRoster(context, loaded.id);
    },
    audit: ({ answer }) => ({
      action: 'roster.undone',
      subject: 'roster',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: answer.counts,
    }),
  }),
  route({
    contract: contract.discardRoster,
    load: (context) => getRosterRow(context, context.input.params.id, 'lock'),
    authorize: (context, row) => authorize(context, 'teams.write', row.areaId),
    handle: async (context, { loaded, authorized }) => {
      await discardRoster(context, authorized, loaded);
      return undefined;
    },
    audit: ({ loaded }) => ({
      action: 'roster.discarded',
      subject: 'roster',
      subjectId: loaded.id,
      areaId: loaded.areaId,
    }),
  }),
  route({ contract: contract.getRosterTemplate, handle: () => makeTemplate() }),
];

/** An empty list with the columns that are understood and the words to choose from. */
async function makeTemplate(): Promise<Download> {
  const words = (choices: readonly { labels: readonly string[] }[]): string[] =>
    choices.flatMap((choice) => choice.labels[0] ?? []);
  const content = await workbookOf([
    {
      name: 'Danh sách thành viên',
      preface: [
        '',
        'Danh sách thành viên các tổ (mẫu)',
        'Mỗi người một dòng. Không ghi số căn cước, dân tộc, tôn giáo. Thôn và Tên tổ có thể ghi một lần cho các dòng dưới.',
      ],
      columns: [
        { header: 'STT', width: 6, format: 'whole' },
        { header: 'Thôn', width: 22 },
        { header: 'Tên tổ', width: 34 },
        { header: 'Loại tổ', width: 28, choices: words(kindChoices) },
        { header: 'Họ và tên', width: 26 },
        { header: 'Năm sinh', width: 10 },
        { header: 'Giới tính', width: 10, choices: ['Nam', 'Nữ'] },
        { header: 'Chức vụ', width: 14, choices: words(roleChoices) },
        { header: 'Bầu hay cử', width: 12, choices: words(chosenChoices) },
        { header: 'Ngày tham gia', width: 14, format: 'day' },
        { header: 'Điện thoại', width: 16, format: 'text' },
      ],
      rows: [],
    },
  ]);
  return { fileName: 'Mẫu danh sách thành viên.xlsx', type: XLSX, content };
}
