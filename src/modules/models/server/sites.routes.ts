import type { AuditEntry } from '../../../platform/server/audit.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import type { Site } from '../model-site.contract.ts';
import * as contract from '../models.contract.ts';
import { previewReplication, replicateModelSite, undoReplication } from '../replication.contract.ts';
import { listModelPeople, planModelTask } from '../tasks.contract.ts';
import { confirmPart, saveAreas } from './clusters.service.ts';
import {
  findReplication,
  previewReplicationOf,
  replicateSite,
  undoReplicationOf,
} from './replication.service.ts';
import { previewEnding } from './site-merger.service.ts';
import { getSite, getSiteRow, listChanges } from './site-page.service.ts';
import { undoSite } from './site-undo.service.ts';
import { changeSite, endSite, proposeSite, saveStep, saveSurvey } from './site-work.service.ts';
import { countSitesByState, listSites } from './sites.service.ts';
import { listPeople, planTask } from './tasks.service.ts';

type Written = Pick<Site, 'id' | 'revision' | 'stage'> & { readonly place: { readonly areaId: string } };

const lineOf = (action: string, site: Written): AuditEntry => ({
  action: `modelSite.${action}`,
  subject: 'modelSite',
  subjectId: site.id,
  areaId: site.place.areaId,
  details: { revision: site.revision, stage: site.stage },
});

/** Reading sites. */
const reading: readonly Route[] = [
  route({ contract: contract.listModelSites, handle: (context) => listSites(context, context.input.query) }),
  route({
    contract: contract.countModelSites,
    handle: (context) => countSitesByState(context, context.input.query),
  }),
  route({
    contract: contract.getModelSite,
    handle: (context) => getSite(context, context.input.params.id),
  }),
  route({
    contract: contract.listSiteChanges,
    handle: (context) => listChanges(context, context.input.params.id),
  }),
  route({
    contract: listModelPeople,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: async (context) => ({ people: await listPeople(context, context.input.params.id) }),
  }),
];

/** The life of a site. */
const working: readonly Route[] = [
  route({
    contract: contract.proposeModelSite,
    authorize: (context) => authorize(context, 'models.write', context.input.body.place.areaId),
    handle: (context, { authorized }) => proposeSite(context, authorized, context.input.body),
    audit: ({ answer }) => lineOf('propose', answer),
  }),
  route({
    contract: contract.changeModelSite,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) =>
      changeSite(context, authorized, context.input.params.id, context.input.body),
    audit: ({ answer }) => lineOf('change', answer),
  }),
  route({
    contract: contract.saveSiteStep,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) => {
      const { id, step } = context.input.params;
      return saveStep(context, authorized, id, { ...context.input.body, step });
    },
    audit: ({ answer }, context) => lineOf(`step${context.input.params.step}`, answer),
  }),
  route({
    contract: contract.saveSiteSurvey,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) =>
      saveSurvey(context, authorized, context.input.params.id, context.input.body),
    audit: ({ answer }) => lineOf('survey', answer),
  }),
  route({
    contract: contract.previewModelSiteEnding,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context) => previewEnding(context, context.input.params.id, context.input.body.intoId),
    audit: () => undefined,
  }),
  route({
    contract: contract.endModelSite,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) =>
      endSite(context, authorized, context.input.params.id, context.input.body),
    audit: ({ answer }) => lineOf(answer.stage === 'merged' ? 'merge' : 'retire', answer),
  }),
  route({
    contract: contract.undoSiteChange,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) =>
      undoSite(context, authorized, context.input.params.id, context.input.body.baseRevision),
    audit: ({ answer }) => lineOf('undo', answer),
  }),
  route({
    contract: contract.saveSiteAreas,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) =>
      saveAreas(context, authorized, context.input.params.id, context.input.body),
    audit: ({ answer }) => lineOf('areas', answer),
  }),
  route({
    contract: contract.confirmSiteArea,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'models.write', context.input.params.areaId),
    handle: (context, { authorized }) => confirmPart(context, authorized, context.input.params.id),
    audit: ({ answer, authorized }) => ({ ...lineOf('confirmArea', answer), areaId: authorized.areaId }),
  }),
  route({
    contract: planModelTask,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) =>
      planTask(context, authorized, context.input.params.id, context.input.body),
    audit: ({ answer }, { input: { body } }) => ({
      ...lineOf('plan', answer),
      details: { kind: body.kind, dueOn: body.dueOn },
    }),
  }),
];

/** One act for many places. */
const replicating: readonly Route[] = [
  route({
    contract: previewReplication,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context) => previewReplicationOf(context, context.input.params.id, context.input.body),
    audit: () => undefined,
  }),
  route({
    contract: replicateModelSite,
    load: (context) => getSiteRow(context, context.input.params.id),
    authorize: (context, site) => authorize(context, 'models.write', site.area_id),
    handle: (context, { authorized }) =>
      replicateSite(context, authorized, context.input.params.id, context.input.body),
    audit: ({ loaded, answer }) => ({
      action: 'modelSite.replicate',
      subject: 'modelSite',
      subjectId: loaded.id,
      areaId: loaded.area_id,
      details: { sites: answer.siteIds.length },
    }),
  }),
  route({
    contract: undoReplication,
    load: (context) => findReplication(context, context.input.params.id),
    authorize: (context, operation) => authorize(context, 'models.write', operation.area_id),
    handle: (context, { loaded, authorized }) => undoReplicationOf(context, authorized, loaded),
    audit: ({ loaded, answer }) => ({
      action: 'modelSite.undoReplication',
      subject: 'modelSite',
      subjectId: loaded.subject_id,
      areaId: loaded.area_id,
      details: { sites: answer.sites },
    }),
  }),
];

export const sitesRoutes: readonly Route[] = [...reading, ...working, ...replicating];
