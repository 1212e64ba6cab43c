import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import {
  BaseRevision,
  ModelId,
  ModelKind,
  ModelKindDefinition,
  ModelKindSummary,
  ModelSubject,
} from './model-kind.contract.ts';

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
    /** Sites beside which one of the other kind stands at the same place: two of one kind afterwards, to be merged as sites. */
    doubles: z.array(z.object({ id: z.uuid(), title: z.string() })),
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
