import { z } from 'zod';
import { ActivityPlace } from '../activities/activity.contract.ts';
import { ActivityNeed, Day, Line, ModelKindSummary, ModelStepNumber } from './model-kind.contract.ts';

/** What was decided about a site. */
export const SiteStage = z
  .enum(['proposed', 'surveyed', 'approved', 'launched', 'merged', 'retired'])
  .meta({ id: 'ModelSiteStage' });
export type SiteStage = z.infer<typeof SiteStage>;

/**
 * What a site is today: its stage, and for one that was launched what its records say. `active`: a record counts since
 * the launch; `dormant`: the kind's rule is not met; `replicated`: alive, and others were founded after its pattern.
 */
export const SiteState = z
  .enum([
    'proposed',
    'surveyed',
    'approved',
    'launched',
    'active',
    'dormant',
    'replicated',
    'merged',
    'retired',
  ])
  .meta({ id: 'ModelSiteState' });
export type SiteState = z.infer<typeof SiteState>;

/** A paper of a step as it stands in the office's register; the file itself is linked in the module documents. */
export const StepPaper = z
  .strictObject({
    title: Line(300).min(1),
    /** Số, ký hiệu: '05/KH-UBND'. */
    codeNumber: Line(60),
    issuedOn: Day.nullable(),
    issuer: Line(200),
  })
  .meta({ id: 'ModelStepPaper' });
export type StepPaper = z.infer<typeof StepPaper>;

/** A step of the life of a site that was made. */
export const SiteStep = z
  .strictObject({
    step: ModelStepNumber,
    doneOn: Day,
    responsible: Line(200),
    outputs: z.string().trim().max(4000),
    papers: z.array(StepPaper).max(20),
  })
  .meta({ id: 'ModelSiteStep' });
export type SiteStep = z.infer<typeof SiteStep>;

const Level = z.int().min(1).max(3);
const Text = z.string().trim().max(4000);

/** The survey of the area before a model is founded (domain: Phiếu khảo sát địa bàn). Counts and facts only, no persons. */
export const SiteSurvey = z
  .strictObject({
    from: Day,
    to: Day,
    surveyedBy: Line(200),
    /** A nature, roads; B people; C economy; D political system and core forces; E movement and models; F security of the last 3 years; G rules and customs. */
    sections: z.strictObject({
      nature: Text,
      people: Text,
      economy: Text,
      forces: Text,
      movement: Text,
      security: Text,
      rules: Text,
    }),
    /** Level and likelihood: 1 low, 2 middle, 3 high. */
    risks: z
      .array(
        z.strictObject({
          risk: Line(300).min(1),
          cause: Line(500),
          level: Level,
          likelihood: Level,
          measure: Line(500),
        }),
      )
      .max(60),
    needs: Text,
    necessity: Text,
    proposal: Text,
  })
  .meta({ id: 'ModelSiteSurvey' });
export type SiteSurvey = z.infer<typeof SiteSurvey>;

/** Why a site counts as alive or as on paper, need by need. */
export const SiteLife = z
  .object({
    lastRecordOn: Day.nullable(),
    /** Code of the form of the last record that counts. */
    lastRecordForm: z.string().nullable(),
    /** The first day on which the rule is not met, also one to come; null: no rule, or not at work. */
    dormantFrom: Day.nullable(),
    needs: z.array(
      ActivityNeed.extend({
        /** Records within the days that count. */
        found: z.int(),
        lastOn: Day.nullable(),
        met: z.boolean(),
      }),
    ),
    checkDueOn: Day.nullable(),
    reviewDueOn: Day.nullable(),
  })
  .meta({ id: 'ModelSiteLife' });
export type SiteLife = z.infer<typeof SiteLife>;

/** A site in a line of a list. */
export const SiteSummary = z
  .object({
    id: z.uuid(),
    kind: z.object({ id: z.uuid(), name: z.string() }),
    name: z.string(),
    place: ActivityPlace,
    /** The commune and province above, nearest first. */
    path: z.string(),
    state: SiteState,
    stage: SiteStage,
    launchedOn: Day.nullable(),
    proposedOn: Day.nullable(),
    endedOn: Day.nullable(),
    lastRecordOn: Day.nullable(),
    dormantFrom: Day.nullable(),
    checkDueOn: Day.nullable(),
    reviewDueOn: Day.nullable(),
    coreForce: z.string(),
    /** As they count in figures: told, or from the lists. */
    teams: z.int().nullable(),
    members: z.int().nullable(),
    revision: z.int(),
  })
  .meta({ id: 'ModelSiteSummary' });
export type SiteSummary = z.infer<typeof SiteSummary>;

export const TaskKind = z.enum(['step', 'check', 'review']).meta({ id: 'ModelTaskKind' });
export type TaskKind = z.infer<typeof TaskKind>;

const Verdict = z.enum(['good', 'partly', 'poor', 'notApplicable']);

/** What a check found, line by line of the kind's checklist. */
export const CheckResult = z
  .strictObject({
    kind: z.literal('check'),
    responsible: Line(200),
    answers: z.array(z.strictObject({ code: z.string().max(40), verdict: Verdict, note: Line(500) })).max(40),
    findings: Text,
    /** What has to be put right, and until when. */
    demands: Text,
    until: Day.nullable(),
  })
  .meta({ id: 'ModelCheckResult' });
export type CheckResult = z.infer<typeof CheckResult>;

/** A half-year review of a site. */
export const ReviewResult = z
  .strictObject({
    kind: z.literal('review'),
    from: Day,
    to: Day,
    responsible: Line(200),
    results: Text,
    strengths: Text,
    weaknesses: Text,
    lessons: Text,
    nextTasks: Text,
    rating: z.enum(['good', 'fair', 'weak']),
    proposal: z.enum(['keep', 'replicate', 'merge', 'retire']),
  })
  .meta({ id: 'ModelReviewResult' });
export type ReviewResult = z.infer<typeof ReviewResult>;

export const TaskResult = z
  .discriminatedUnion('kind', [CheckResult, ReviewResult])
  .meta({ id: 'ModelTaskResult' });
export type TaskResult = z.infer<typeof TaskResult>;

/** Something to be done for a site until a day. */
export const ModelTask = z
  .object({
    id: z.uuid(),
    siteId: z.uuid(),
    kind: TaskKind,
    step: ModelStepNumber.nullable(),
    dueOn: Day,
    overdueDays: z.int(),
    assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
    note: z.string(),
    doneOn: Day.nullable(),
    doneBy: z.string(),
    result: TaskResult.nullable(),
  })
  .meta({ id: 'ModelTask' });
export type ModelTask = z.infer<typeof ModelTask>;

/** An area that takes part in a cluster. */
export const SiteArea = z
  .object({
    areaId: z.uuid(),
    areaName: z.string(),
    path: z.string(),
    confirmedOn: Day.nullable(),
    canConfirm: z.boolean(),
  })
  .meta({ id: 'ModelSiteArea' });
export type SiteArea = z.infer<typeof SiteArea>;

const SiteLink = z.object({ id: z.uuid(), title: z.string(), state: SiteState });

export const Site = SiteSummary.extend({
  kindInfo: ModelKindSummary.pick({ id: true, code: true, name: true, subjects: true, verified: true }),
  responsible: z.string(),
  note: z.string(),
  endReason: z.string(),
  steps: z.array(SiteStep),
  survey: SiteSurvey.nullable(),
  life: SiteLife,
  tasks: z.array(ModelTask),
  areas: z.array(SiteArea),
  /** declared: teams and members as they were told; listed: as their lists say. */
  counts: z.enum(['declared', 'listed']),
  declaredTeams: z.int().nullable(),
  declaredMembers: z.int().nullable(),
  pilot: SiteLink.nullable(),
  replicas: z.array(SiteLink),
  replicaCount: z.int(),
  /** The acts that founded replicas of this site, the newest first. */
  replications: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      sites: z.int(),
      undone: z.boolean(),
      canUndo: z.boolean(),
    }),
  ),
  mergedInto: SiteLink.nullable(),
  /** The entry of a book that it came from. */
  fromEntry: z.boolean(),
  voided: z.boolean(),
  changedBy: z.object({ id: z.string(), name: z.string() }),
  changedAt: z.iso.datetime(),
  can: z.object({
    edit: z.boolean(),
    step: z.boolean(),
    end: z.boolean(),
    replicate: z.boolean(),
    undo: z.boolean(),
  }),
}).meta({ id: 'ModelSite' });
export type Site = z.infer<typeof Site>;

/** A change of a site as its page tells it. */
export const SiteChange = z
  .object({
    revision: z.int(),
    action: z.string(),
    at: z.iso.datetime(),
    by: z.object({ id: z.string(), name: z.string() }),
    reason: z.string(),
  })
  .meta({ id: 'ModelSiteChange' });
export type SiteChange = z.infer<typeof SiteChange>;
