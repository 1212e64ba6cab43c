import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { PlaceValue } from '../activities/field.contract.ts';
import { BaseRevision, Day, Line, ModelId, ModelStepNumber } from './model-kind.contract.ts';
import { Site, SiteChange, SiteState, SiteStep, SiteSummary, SiteSurvey } from './model-site.contract.ts';

/** A parameter that may stand once or several times in an address. */
function several<T extends z.ZodType<string>>(one: T) {
  return z
    .union([one, z.array(one).max(20)])
    .transform((given): z.output<T>[] => (Array.isArray(given) ? given : [given]))
    .optional();
}

/** Counting of a search stops here: "more than 1,000" is all that a list has to say; the counts by state are exact. */
export const COUNT_LIMIT = 1000;

export const SiteFilters = z.strictObject({
  q: z.string().trim().max(200).optional(),
  /** An area and everything that hangs under it today. */
  areaId: z.uuid().optional(),
  kindId: z.uuid().optional(),
  state: several(SiteState),
  /** A check or a review is overdue. */
  overdue: z.enum(['true', 'false']).optional(),
});
export type SiteFilters = z.output<typeof SiteFilters>;

export const listModelSites = endpoint({
  method: 'GET',
  path: '/api/v1/model-sites',
  summary: 'Sites of models, the newest first',
  access: 'models.read',
  query: SiteFilters.extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z
    .object({
      items: z.array(SiteSummary),
      /** At most COUNT_LIMIT + 1. */
      total: z.int(),
      next: z.string().nullable(),
      can: z.object({ propose: z.boolean() }),
    })
    .meta({ id: 'ModelSiteList' }),
});

export const countModelSites = endpoint({
  method: 'GET',
  path: '/api/v1/model-site-counts',
  summary:
    'How many sites there are in each state, how many kinds, and how many sites have a check or review overdue',
  access: 'models.read',
  query: z.strictObject({ areaId: z.uuid().optional(), kindId: z.uuid().optional() }),
  output: z
    .object({
      states: z.record(SiteState, z.int()),
      kinds: z.int(),
      overdue: z.int(),
    })
    .meta({ id: 'ModelSiteCounts' }),
});

export const getModelSite = endpoint({
  method: 'GET',
  path: '/api/v1/model-sites/:id',
  summary: 'A site with its life: steps, tasks, records, replicas',
  access: 'models.read',
  params: ModelId,
  output: Site,
});

export const listSiteChanges = endpoint({
  method: 'GET',
  path: '/api/v1/model-sites/:id/changes',
  summary: 'What was done with a site, the newest first',
  access: 'models.read',
  params: ModelId,
  output: z.object({ changes: z.array(SiteChange) }).meta({ id: 'ModelSiteChanges' }),
});

/** What the office writes about a site beside its steps. */
const siteFields = {
  name: Line(200).optional(),
  coreForce: Line(200).optional(),
  responsible: Line(200).optional(),
  note: z.string().trim().max(4000).optional(),
  declaredTeams: z.int().min(0).max(1000).nullable().optional(),
  declaredMembers: z.int().min(0).max(100_000).nullable().optional(),
};

export const proposeModelSite = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites',
  summary: 'Propose a new site of a model',
  access: 'models.write',
  body: z.strictObject({
    id: z.uuid(),
    kindId: z.uuid(),
    place: PlaceValue,
    proposedOn: Day,
    ...siteFields,
    /** Days by which steps should be done. */
    plan: z
      .array(z.strictObject({ step: ModelStepNumber, dueOn: Day, assigneeId: z.uuid().optional() }))
      .max(8)
      .optional(),
  }),
  output: Site,
  status: 201,
});

export const changeModelSite = endpoint({
  method: 'PATCH',
  path: '/api/v1/model-sites/:id',
  summary: 'Change what is written about a site',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({
    baseRevision: BaseRevision,
    kindId: z.uuid().optional(),
    counts: z.enum(['declared', 'listed']).optional(),
    ...siteFields,
  }),
  output: Site,
});

export const saveSiteStep = endpoint({
  method: 'PUT',
  path: '/api/v1/model-sites/:id/steps/:step',
  summary: 'Say that a step of a site’s life was made: when, by whom, with which outputs and papers',
  access: 'models.write',
  params: z.strictObject({ id: z.uuid(), step: z.coerce.number().int().min(1).max(8) }),
  body: SiteStep.omit({ step: true }).extend({ baseRevision: BaseRevision }),
  output: Site,
});

export const saveSiteSurvey = endpoint({
  method: 'PUT',
  path: '/api/v1/model-sites/:id/survey',
  summary: 'Write the survey of the area; `done` makes step 1',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({ baseRevision: BaseRevision, survey: SiteSurvey, done: z.boolean() }),
  output: Site,
});

export const endModelSite = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/ending',
  summary: 'Retire a site, or merge it into another one',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({
    baseRevision: BaseRevision,
    on: Day,
    reason: Line(500),
    /** The site that goes on with its work; left out: retired. */
    intoId: z.uuid().optional(),
  }),
  output: Site,
});

/** What hangs on a site that is to end. */
export const SiteEndingPreview = z
  .object({
    /** The site that goes on; null where it is retired. `declared`: its teams are a number that was told, not lists. */
    into: z
      .object({ title: z.string(), counts: z.enum(['declared', 'listed']), teams: z.int().nullable() })
      .nullable(),
    teams: z.array(z.object({ id: z.uuid(), name: z.string(), areaName: z.string() })),
    committees: z.array(z.object({ id: z.uuid(), name: z.string() })),
    /** Steps, checks and reviews that fall away. */
    openTasks: z.int(),
    replicas: z.int(),
  })
  .meta({ id: 'ModelSiteEndingPreview' });
export type SiteEndingPreview = z.infer<typeof SiteEndingPreview>;

export const previewModelSiteEnding = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/ending/preview',
  summary:
    'What hangs on a site that is to end, and what goes over to the one it is merged into; changes nothing',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({ intoId: z.uuid().optional() }),
  output: SiteEndingPreview,
});

export const undoSiteChange = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/undo',
  summary: 'Take the last change of a site back; asked again, the one before it',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({ baseRevision: BaseRevision }),
  output: Site,
});

export const saveSiteAreas = endpoint({
  method: 'PUT',
  path: '/api/v1/model-sites/:id/areas',
  summary: 'The areas of a cluster beside the one that leads it',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({ baseRevision: BaseRevision, areaIds: z.array(z.uuid()).max(60) }),
  output: Site,
});

export const confirmSiteArea = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/areas/:areaId/confirmation',
  summary: 'Say that an area of the caller’s takes part in a cluster',
  access: 'models.write',
  params: z.strictObject({ id: z.uuid(), areaId: z.uuid() }),
  output: Site,
});
