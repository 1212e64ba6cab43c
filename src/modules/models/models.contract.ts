import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { PlaceValue } from '../activities/field.contract.ts';
import {
  Day,
  Line,
  ModelKind,
  ModelKindDefinition,
  ModelKindSummary,
  ModelStepNumber,
  ModelSubject,
} from './model-kind.contract.ts';
import {
  ModelTask,
  Site,
  SiteChange,
  SiteState,
  SiteStep,
  SiteSummary,
  SiteSurvey,
  TaskKind,
  TaskResult,
} from './model-site.contract.ts';

export const ModelId = z.strictObject({ id: z.uuid() });
const BaseRevision = z.int().min(1);

/** A parameter that may stand once or several times in an address. */
function several<T extends z.ZodType<string>>(one: T) {
  return z
    .union([one, z.array(one).max(20)])
    .transform((given): z.output<T>[] => (Array.isArray(given) ? given : [given]))
    .optional();
}

/** Counting stops here: "more than 10,000" is all that a list has to say. */
export const COUNT_LIMIT = 10_000;

/* Kinds */

export const listModelKinds = endpoint({
  method: 'GET',
  path: '/api/v1/model-kinds',
  summary: 'The catalogue of kinds of model: those of the program, and provinces’ own',
  access: 'models.read',
  query: z.strictObject({
    q: z.string().trim().max(200).optional(),
    subject: ModelSubject.optional(),
    /** program: shipped; own: of the caller's provinces; others: of other provinces. */
    from: z.enum(['program', 'own', 'others']).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z
    .object({
      items: z.array(ModelKindSummary),
      total: z.int(),
      next: z.string().nullable(),
      can: z.object({ create: z.boolean() }),
    })
    .meta({ id: 'ModelKindList' }),
});

export const getModelKind = endpoint({
  method: 'GET',
  path: '/api/v1/model-kinds/:id',
  summary: 'A kind of model with all that its life asks for',
  access: 'models.read',
  params: ModelId,
  output: ModelKind,
});

export const createModelKind = endpoint({
  method: 'POST',
  path: '/api/v1/model-kinds',
  summary: 'Add a kind of a province’s own',
  access: 'models.kinds',
  body: z.strictObject({ id: z.uuid(), ownerId: z.uuid(), definition: ModelKindDefinition }),
  output: ModelKind,
  status: 201,
});

export const changeModelKind = endpoint({
  method: 'PUT',
  path: '/api/v1/model-kinds/:id',
  summary: 'Change a province’s own kind',
  access: 'models.kinds',
  params: ModelId,
  body: z.strictObject({ baseRevision: BaseRevision, definition: ModelKindDefinition }),
  output: ModelKind,
});

export const KindMergerPreview = z
  .object({
    from: z.object({ id: z.uuid(), name: LocalText }),
    into: z.object({ id: z.uuid(), name: LocalText }),
    areaName: z.string(),
    /** Sites of the area that change their kind; the first of them by name. */
    sites: z.int(),
    names: z.array(z.object({ id: z.uuid(), title: z.string() })),
    /** The kind itself ends with it (a province's own); a shipped kind goes on elsewhere. */
    ends: z.boolean(),
  })
  .meta({ id: 'ModelKindMergerPreview' });
export type KindMergerPreview = z.infer<typeof KindMergerPreview>;

const MergerBody = z.strictObject({
  fromId: z.uuid(),
  intoId: z.uuid(),
  /** The province in whose sites it is done. */
  areaId: z.uuid(),
});

export const previewKindMerger = endpoint({
  method: 'POST',
  path: '/api/v1/model-kind-mergers/preview',
  summary: 'What a merger of two kinds would change; changes nothing',
  access: 'models.kinds',
  body: MergerBody,
  output: KindMergerPreview,
});

export const mergeKinds = endpoint({
  method: 'POST',
  path: '/api/v1/model-kind-mergers',
  summary: 'Merge a kind into another, with its sites in a province',
  access: 'models.kinds',
  body: MergerBody.extend({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), sites: z.int() }),
  status: 201,
});

export const undoKindMerger = endpoint({
  method: 'POST',
  path: '/api/v1/model-kind-mergers/:id/undo',
  summary: 'Take a merger of kinds back',
  access: 'models.kinds',
  params: ModelId,
  output: z.object({ id: z.uuid(), sites: z.int() }),
});

/* Sites */

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
    'How many sites there are in each state, how many kinds, and how many checks and reviews are overdue',
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

export const undoSiteChange = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/undo',
  summary: 'Take the last change of a site back',
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

/* Replication */

const ReplicationBody = z.strictObject({
  places: z.array(PlaceValue).min(1).max(200),
  proposedOn: Day,
  /** By when each new site has to be launched. */
  launchBy: Day,
  assigneeId: z.uuid().optional(),
});

export const ReplicationPreview = z
  .object({
    sites: z.array(
      z.object({
        place: PlaceValue,
        name: z.string(),
        path: z.string(),
        /** A site of the kind is at work there already, or was proposed: nothing is founded. */
        existing: z.object({ id: z.uuid(), state: SiteState }).nullable(),
      }),
    ),
    /** The days by which each new site has its steps done. */
    steps: z.array(z.object({ step: ModelStepNumber, dueOn: Day })),
    founded: z.int(),
  })
  .meta({ id: 'ModelReplicationPreview' });
export type ReplicationPreview = z.infer<typeof ReplicationPreview>;

export const previewReplication = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/replications/preview',
  summary: 'Which sites and deadlines a replication would make; changes nothing',
  access: 'models.write',
  params: ModelId,
  body: ReplicationBody,
  output: ReplicationPreview,
});

export const replicateModelSite = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/replications',
  summary: 'Replicate a pilot to many places in one act: sites, tasks and deadlines for each',
  access: 'models.write',
  params: ModelId,
  body: ReplicationBody.extend({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), siteIds: z.array(z.uuid()) }).meta({ id: 'ModelReplication' }),
  status: 201,
});

export const undoReplication = endpoint({
  method: 'POST',
  path: '/api/v1/model-replications/:id/undo',
  summary: 'Take a replication back while nobody has worked on its sites',
  access: 'models.write',
  params: ModelId,
  output: z.object({ id: z.uuid(), sites: z.int() }),
});

/* Tasks */

export const ModelTaskLine = ModelTask.extend({
  siteTitle: z.string(),
  placeName: z.string(),
  path: z.string(),
}).meta({ id: 'ModelTaskLine' });
export type ModelTaskLine = z.infer<typeof ModelTaskLine>;

export const listModelTasks = endpoint({
  method: 'GET',
  path: '/api/v1/model-tasks',
  summary: 'Steps, checks and reviews to be done, the most urgent first',
  access: 'models.read',
  query: z.strictObject({
    areaId: z.uuid().optional(),
    kind: TaskKind.optional(),
    mine: z.enum(['true', 'false']).optional(),
    /** Only what is due by this day. */
    until: Day.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z
    .object({ items: z.array(ModelTaskLine), total: z.int(), overdue: z.int(), next: z.string().nullable() })
    .meta({ id: 'ModelTaskList' }),
});

export const getModelTask = endpoint({
  method: 'GET',
  path: '/api/v1/model-tasks/:id',
  summary: 'A task with its site and what was found',
  access: 'models.read',
  params: ModelId,
  output: z
    .object({
      task: ModelTaskLine,
      checklist: ModelKindDefinition.shape.checklist,
      can: z.object({ write: z.boolean(), reopen: z.boolean() }),
    })
    .meta({ id: 'ModelTaskPage' }),
});

export const planModelTask = endpoint({
  method: 'PUT',
  path: '/api/v1/model-sites/:id/tasks',
  summary: 'Set by when and by whom the next check, review or step of a site has to be done',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({
    kind: TaskKind,
    step: ModelStepNumber.optional(),
    dueOn: Day,
    assigneeId: z.uuid().nullable().optional(),
    note: Line(500).optional(),
  }),
  output: Site,
});

export const completeModelTask = endpoint({
  method: 'POST',
  path: '/api/v1/model-tasks/:id/completion',
  summary: 'Write down a check or a review that was done; the next one is scheduled by the kind’s rule',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({ doneOn: Day, result: TaskResult }),
  output: Site,
});

export const reopenModelTask = endpoint({
  method: 'POST',
  path: '/api/v1/model-tasks/:id/reopening',
  summary: 'Take back that a check or a review was done',
  access: 'models.write',
  params: ModelId,
  output: Site,
});

export const listModelPeople = endpoint({
  method: 'GET',
  path: '/api/v1/model-sites/:id/people',
  summary: 'Accounts to whom a task of a site can be given',
  access: 'models.write',
  params: ModelId,
  output: z
    .object({ people: z.array(z.object({ id: z.uuid(), name: z.string() })) })
    .meta({ id: 'ModelPeople' }),
});
