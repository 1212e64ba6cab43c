import { accountsRoutes } from '../modules/accounts/server/accounts.routes.ts';
import { makeSetupLink } from '../modules/accounts/server/setup.service.ts';
import { tidyTimer } from '../modules/accounts/server/tidy.service.ts';
import { activitiesRoutes } from '../modules/activities/server/activities.routes.ts';
import { areaOperationsRoutes } from '../modules/areas/server/area-operations.routes.ts';
import { startTreeWatch } from '../modules/areas/server/area-tree.service.ts';
import { areasRoutes } from '../modules/areas/server/areas.routes.ts';
import { hamletsRoutes } from '../modules/areas/server/hamlets.routes.ts';
import { organizationsRoutes } from '../modules/areas/server/organizations.routes.ts';
import { auditRoutes } from '../modules/audit/server/audit.routes.ts';
import { readLogRoutes } from '../modules/audit/server/read-log.routes.ts';
import { readLogTimer } from '../modules/audit/server/read-log-anchors.service.ts';
import { committeesRoutes } from '../modules/committees/server/committees.routes.ts';
import { deskRoutes } from '../modules/desk/server/desk.routes.ts';
import { attachmentsRoutes } from '../modules/documents/server/attachments.routes.ts';
import { documentsRoutes } from '../modules/documents/server/documents.routes.ts';
import { papersRoutes } from '../modules/documents/server/papers.routes.ts';
import { uploadRoutes } from '../modules/documents/server/upload.routes.ts';
import { uploadTimer } from '../modules/documents/server/upload-store.ts';
import { figuresRoutes } from '../modules/figures/server/figures.routes.ts';
import { startFolding } from '../modules/figures/server/rollup.service.ts';
import { callPhonesJob } from '../modules/gong/server/call-phones.service.ts';
import { gongRoutes } from '../modules/gong/server/gong.routes.ts';
import { settleGongJob } from '../modules/gong/server/gong-facts.service.ts';
import { gongTidyTimer } from '../modules/gong/server/gong-tidy.service.ts';
import { importsRoutes } from '../modules/imports/server/imports.routes.ts';
import { checkImportJob, commitImportJob, resumeImports } from '../modules/imports/server/resume.service.ts';
import { fieldTaskRoutes } from '../modules/models/server/field-tasks.routes.ts';
import { kindsRoutes } from '../modules/models/server/kinds.routes.ts';
import { startSettling } from '../modules/models/server/site-life.service.ts';
import { sitesRoutes } from '../modules/models/server/sites.routes.ts';
import { modelTasksRoutes } from '../modules/models/server/tasks.routes.ts';
import { campaignRoutes } from '../modules/pledges/server/campaign.routes.ts';
import { fieldPledgeRoutes } from '../modules/pledges/server/field-pledges.routes.ts';
import { householdRoutes } from '../modules/pledges/server/household.routes.ts';
import { pledgeRoutes } from '../modules/pledges/server/pledge.routes.ts';
import { registrationRoutes } from '../modules/pledges/server/registration.routes.ts';
import { reportRoutes } from '../modules/reports/server/report.routes.ts';
import { templateRoutes } from '../modules/reports/server/template.routes.ts';
import { fieldTidyTimer } from '../modules/sync/server/field-tidy.service.ts';
import { messageRoutes } from '../modules/sync/server/messages.routes.ts';
import { syncRoutes } from '../modules/sync/server/sync.routes.ts';
import { syncTidyTimer } from '../modules/sync/server/tidy.service.ts';
import { targetTimer } from '../modules/targets/server/settle.service.ts';
import { targetsRoutes } from '../modules/targets/server/targets.routes.ts';
import { settlePersonsJob } from '../modules/teams/server/person-facts.service.ts';
import { rosterRoutes } from '../modules/teams/server/roster.routes.ts';
import { teamsRoutes } from '../modules/teams/server/teams.routes.ts';
import { tipFiguresRoutes } from '../modules/tips/server/tip-figures.routes.ts';
import { tipIntakeRoutes } from '../modules/tips/server/tip-intake.routes.ts';
import { tipKeysRoutes } from '../modules/tips/server/tip-keys.routes.ts';
import { tipOfficesRoutes } from '../modules/tips/server/tip-offices.routes.ts';
import { tipPublicRoutes } from '../modules/tips/server/tip-public.routes.ts';
import { dropTipFilesJob, tipTimer } from '../modules/tips/server/tip-tending.service.ts';
import { tipWorkRoutes } from '../modules/tips/server/tip-work.routes.ts';
import type { Job, JobContext } from '../platform/server/jobs.ts';
import type { Route } from '../platform/server/route.ts';
import type { StreamRoute } from '../platform/server/stream-route.ts';

/** Every route of the program: an explicit list, module by module. */
export const routes: readonly Route[] = [
  ...accountsRoutes,
  ...activitiesRoutes,
  ...areasRoutes,
  ...hamletsRoutes,
  ...organizationsRoutes,
  ...areaOperationsRoutes,
  ...auditRoutes,
  ...readLogRoutes,
  ...deskRoutes,
  ...documentsRoutes,
  ...attachmentsRoutes,
  ...papersRoutes,
  ...figuresRoutes,
  ...gongRoutes,
  ...importsRoutes,
  ...kindsRoutes,
  ...sitesRoutes,
  ...modelTasksRoutes,
  ...householdRoutes,
  ...campaignRoutes,
  ...pledgeRoutes,
  ...registrationRoutes,
  ...targetsRoutes,
  ...reportRoutes,
  ...syncRoutes,
  ...fieldPledgeRoutes,
  ...fieldTaskRoutes,
  ...messageRoutes,
  ...templateRoutes,
  ...tipPublicRoutes,
  ...tipFiguresRoutes,
  ...tipIntakeRoutes,
  ...tipWorkRoutes,
  ...tipOfficesRoutes,
  ...tipKeysRoutes,
  ...teamsRoutes,
  ...rosterRoutes,
  ...committeesRoutes,
];

/** Routes that take in bytes as they come. */
export const streamRoutes: readonly StreamRoute[] = uploadRoutes;

/** Every job of the program, by name. */
export const jobs: Readonly<Record<string, Job>> = {
  callPhones: callPhonesJob,
  checkImport: checkImportJob,
  commitImport: commitImportJob,
  dropTipFiles: dropTipFilesJob,
  settleGong: settleGongJob,
  settlePersons: settlePersonsJob,
};

/** Starts something that goes on beside the requests; gives back how to stop it. */
export type Timer = (context: JobContext) => () => Promise<void>;

export const timers: readonly Timer[] = [
  startTreeWatch,
  startFolding,
  startSettling,
  tidyTimer,
  readLogTimer,
  targetTimer,
  tipTimer,
  uploadTimer,
  fieldTidyTimer,
  syncTidyTimer,
  gongTidyTimer,
];

/** What happens once the server listens; gives the lines to print. */
export async function onStart(context: JobContext, address: string): Promise<string[]> {
  await resumeImports(context);
  const token = await context.transact(makeSetupLink);
  if (token === undefined) return [`Tiếng Mõ: ${address}`];
  return [
    `Tiếng Mõ: ${address}`,
    'Cài đặt lần đầu, mở liên kết dùng một lần này / First set-up, open this one-time link:',
    `  ${new URL(`/cai-dat?ma=${token}`, address)}`,
  ];
}
