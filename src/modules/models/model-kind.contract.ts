import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';
import { LocalText, normaliseLine } from '../../platform/text.ts';

/** For whom a kind of model is. */
export const ModelSubject = z
  .enum([
    'hamlet',
    'householdGroup',
    'school',
    'agency',
    'enterprise',
    'hospital',
    'lodgingHouse',
    'parish',
    'areaCluster',
  ])
  .meta({ id: 'ModelSubject' });
export type ModelSubject = z.infer<typeof ModelSubject>;

/** The eight steps of a model's life (Guidance 22/HD-BCA-V05 of 18/11/2022 and practice). */
export const MODEL_STEPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export const ModelStepNumber = z.int().min(1).max(8);

/** What counts as activity: so many records of any of these forms within so many days. `check` is a check of the model itself. */
export const ActivityNeed = z
  .strictObject({
    forms: z
      .array(z.string().regex(/^[a-z][A-Za-z0-9]*$/u))
      .min(1)
      .max(20),
    count: z.int().min(1).max(50).default(1),
    withinDays: z.int().min(7).max(1000),
  })
  .meta({ id: 'ModelActivityNeed' });
export type ActivityNeed = z.infer<typeof ActivityNeed>;

/** When a site of the kind counts as alive: all needs have to be met. No needs: it never turns dormant by itself. */
export const ActivityRule = z
  .strictObject({
    needs: z.array(ActivityNeed).max(6),
    /** For a site of a whole commune: records of its hamlets count as well. */
    looksBelow: z.boolean().default(true),
    checkEveryMonths: z.int().min(1).max(36).nullable().default(6),
    reviewEveryMonths: z.int().min(1).max(36).nullable().default(6),
  })
  .meta({ id: 'ModelActivityRule' });
export type ActivityRule = z.infer<typeof ActivityRule>;

/** One line of the checklist by which the kind is checked. */
export const ChecklistItem = z
  .strictObject({
    code: z
      .string()
      .max(40)
      .regex(/^[a-z][A-Za-z0-9]*$/u),
    text: LocalText,
  })
  .meta({ id: 'ModelChecklistItem' });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** A step that the kind's life asks for, with the papers that come out of it; `days` after the step before. */
export const KindStep = z
  .strictObject({
    step: ModelStepNumber,
    papers: z.array(LocalText).max(12),
    days: z.int().min(0).max(1000).nullable().default(null),
  })
  .meta({ id: 'ModelKindStep' });
export type KindStep = z.infer<typeof KindStep>;

/** Where something about the kind was read; `verified` is false until somebody held it against the full text. */
export const KindSource = z
  .strictObject({ text: LocalText, verified: z.boolean() })
  .meta({ id: 'ModelKindSource' });
export type KindSource = z.infer<typeof KindSource>;

const lines = (max: number) => z.array(LocalText).max(max);

/** All that a kind says, as data files and provinces write it. */
export const ModelKindDefinition = z
  .strictObject({
    name: LocalText,
    /** Other names by which books know it. */
    aliases: z.array(z.string().trim().min(1).max(200)).max(40).default([]),
    aim: LocalText,
    subjects: z.array(ModelSubject).min(1).max(9),
    legalBasis: lines(20).default([]),
    coreForces: lines(12).default([]),
    steps: z.array(KindStep).max(8).default([]),
    checklist: z.array(ChecklistItem).max(40).default([]),
    /** Forms that sites of this kind keep (their books), offered on the page of a site. */
    forms: z
      .array(z.string().regex(/^[a-z][A-Za-z0-9]*$/u))
      .max(20)
      .default([]),
    rule: ActivityRule,
    sources: z.array(KindSource).max(20).default([]),
  })
  .meta({ id: 'ModelKindDefinition' });
export type ModelKindDefinition = z.infer<typeof ModelKindDefinition>;

/** A file of data/models. */
export const ModelKindFile = ModelKindDefinition.extend({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/u),
  order: z.int(),
});
export type ModelKindFile = z.infer<typeof ModelKindFile>;

/** A kind in a line of a list. */
export const ModelKindSummary = z
  .object({
    id: z.uuid(),
    /** Of the kinds that ship with the program. */
    code: z.string().nullable(),
    name: LocalText,
    aim: LocalText,
    subjects: z.array(ModelSubject),
    /** The province whose own it is; null: everybody's. */
    owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    verified: z.boolean(),
    /** Sites at work within the caller's areas. */
    sites: z.int(),
    revision: z.int(),
  })
  .meta({ id: 'ModelKindSummary' });
export type ModelKindSummary = z.infer<typeof ModelKindSummary>;

export const ModelKind = ModelKindSummary.extend({
  definition: ModelKindDefinition,
  mergedInto: z.object({ id: z.uuid(), name: LocalText }).nullable(),
  /** Mergers that brought other names into this kind, the newest first. */
  mergers: z.array(
    z.object({
      id: z.uuid(),
      fromName: z.string(),
      areaName: z.string(),
      sites: z.int(),
      at: z.iso.datetime(),
      undone: z.boolean(),
      canUndo: z.boolean(),
    }),
  ),
  can: z.object({ edit: z.boolean(), merge: z.boolean(), copy: z.boolean(), propose: z.boolean() }),
}).meta({ id: 'ModelKind' });
export type ModelKind = z.infer<typeof ModelKind>;

export const Day = z.string().refine(isDate, 'must be a day YYYY-MM-DD');
export const Line = (max: number) => z.string().max(max).overwrite(normaliseLine);
export const ModelId = z.strictObject({ id: z.uuid() });
/** The revision on which a change was made: somebody else's later one is not written over. */
export const BaseRevision = z.int().min(1);
