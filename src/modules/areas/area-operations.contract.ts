import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { normaliseLine } from '../../platform/text.ts';
import { AreaId } from './areas.contract.ts';
import { Day } from './day.contract.ts';

const line = (longest: number) => z.string().max(longest).transform(normaliseLine);
const fullName = line(160).pipe(z.string().min(1));

/** One thing that an operation does to one area, for people to read. */
export const AreaEffect = z
  .strictObject({
    kind: z.enum([
      'opened',
      'closed',
      'reopened',
      'removed',
      'renamed',
      'moved',
      'succeeded',
      'unsucceeded',
      'coded',
    ]),
    areaId: z.uuid(),
    name: z.string(),
    code: z.string().nullable(),
    /** The day it takes effect; null where it holds since ever. */
    on: Day.nullable(),
    before: z.string(),
    after: z.string(),
  })
  .meta({ id: 'AreaEffect' });
export type AreaEffect = z.infer<typeof AreaEffect>;

/** Something a person should know before he applies: a code, and how many are concerned. */
export const AreaWarning = z
  .strictObject({
    code: z.enum([
      'unassignedHamlets',
      'movedHamlets',
      'roleAssignments',
      'records',
      'organizations',
      'reportedFigures',
      'notInList',
      'nameDiffers',
      'identityDiffers',
      'takesEffectLater',
    ]),
    count: z.number().int(),
    examples: z.array(z.string()),
  })
  .meta({ id: 'AreaWarning' });
export type AreaWarning = z.infer<typeof AreaWarning>;

export const OperationPreview = z
  .strictObject({
    counts: z.record(z.string(), z.number().int()),
    /** At most 500; `counts` has them all. */
    effects: z.array(AreaEffect),
    warnings: z.array(AreaWarning),
  })
  .meta({ id: 'OperationPreview' });
export type OperationPreview = z.infer<typeof OperationPreview>;

export const AreaOperation = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['load', 'reorganisation', 'local']),
    title: z.string(),
    instrument: z.string(),
    effectiveOn: Day.nullable(),
    madeBy: z.string(),
    madeAt: z.string(),
    undoneAt: z.string().nullable(),
    /** Whether it can be taken back at all; whether something depends on it shows when one tries. */
    undoable: z.boolean(),
  })
  .meta({ id: 'AreaOperation' });
export type AreaOperation = z.infer<typeof AreaOperation>;

export const ListFile = z.strictObject({
  name: z.string().max(200),
  /** The CSV text, UTF-8. */
  content: z.string().max(3_500_000),
});
export type ListFile = z.infer<typeof ListFile>;

const LoadInput = z
  .strictObject({
    files: z.array(ListFile).min(1).max(10),
    instrument: line(300).default(''),
  })
  .meta({ id: 'AreaLoadInput' });

export const previewLoad = endpoint({
  method: 'POST',
  path: '/api/v1/area-operations/load/preview',
  summary: 'What official lists would change',
  access: 'areas.manage',
  body: LoadInput,
  output: OperationPreview,
});

export const applyLoad = endpoint({
  method: 'POST',
  path: '/api/v1/area-operations/load',
  summary: 'Take official lists over as one operation',
  access: 'areas.manage',
  body: LoadInput,
  output: AreaOperation,
  status: 201,
});

/** A unit that an operation opens, or one that is there already. */
export const Heir = z
  .union([
    z.strictObject({ areaId: z.uuid() }),
    z.strictObject({ fullName, unitType: line(40).optional(), code: line(12).optional() }),
  ])
  .meta({ id: 'Heir' });
export type Heir = z.infer<typeof Heir>;

/** What happens to areas, on a day, by an instrument. */
export const Reorganisation = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('merge'),
      areaIds: z.array(z.uuid()).min(1).max(200),
      into: Heir,
    }),
    z.strictObject({
      kind: z.literal('split'),
      areaId: z.uuid(),
      into: z.array(Heir).min(2).max(50),
      /** Which child goes to which successor (its place in `into`); a child that is not named waits. */
      children: z.array(z.strictObject({ areaId: z.uuid(), to: z.number().int().min(0) })).default([]),
    }),
    z.strictObject({
      kind: z.literal('transfer'),
      areaIds: z.array(z.uuid()).min(1).max(500),
      toId: z.uuid(),
    }),
    z.strictObject({
      kind: z.literal('rename'),
      areaId: z.uuid(),
      fullName,
      unitType: line(40).optional(),
    }),
    z.strictObject({ kind: z.literal('close'), areaId: z.uuid() }),
  ])
  .meta({ id: 'Reorganisation' });
export type Reorganisation = z.infer<typeof Reorganisation>;

export const ReorganisationInput = z
  .strictObject({
    on: Day,
    instrument: line(300),
    title: line(200).default(''),
    step: Reorganisation,
  })
  .meta({ id: 'ReorganisationInput' });
export type ReorganisationInput = z.infer<typeof ReorganisationInput>;

export const previewReorganisation = endpoint({
  method: 'POST',
  path: '/api/v1/area-operations/reorganisation/preview',
  summary: 'What a merger, split, transfer, renaming or closing would do',
  access: 'hamlets.write',
  body: ReorganisationInput,
  output: OperationPreview,
});

export const applyReorganisation = endpoint({
  method: 'POST',
  path: '/api/v1/area-operations/reorganisation',
  summary: 'Merge, split, transfer, rename or close areas as one operation',
  access: 'hamlets.write',
  body: ReorganisationInput,
  output: AreaOperation,
  status: 201,
});

export const listAreaOperations = endpoint({
  method: 'GET',
  path: '/api/v1/area-operations',
  summary: 'What was done to the areas, latest first',
  access: 'hamlets.write',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.strictObject({ operations: z.array(AreaOperation) }),
});

export const undoAreaOperation = endpoint({
  method: 'POST',
  path: '/api/v1/area-operations/:id/undo',
  summary: 'Take an operation back, as long as nothing depends on it',
  access: 'hamlets.write',
  params: AreaId,
  output: AreaOperation,
});
