import { v7 as uuidv7 } from 'uuid';
import { type FieldProblem, Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { nameOn } from '../area-book.rules.ts';
import type {
  AreaOperation,
  AreaWarning,
  OperationPreview,
  Reorganisation,
  ReorganisationInput,
} from '../area-operations.contract.ts';
import {
  planReorganisation,
  ReorganisationError,
  type ReorganisationFault,
} from '../reorganisation.rules.ts';
import { findNeighbours, readBookOf } from './area-book.repo.ts';
import {
  applyChange,
  lockAreas,
  type MayChangeAreas,
  type PlannedChange,
  previewChange,
} from './area-operations.service.ts';

/** Every area that a step names: the caller must have the right in all of them. */
export function areasOfStep(step: Reorganisation): string[] {
  if (step.kind === 'merge') return [...step.areaIds, ...('areaId' in step.into ? [step.into.areaId] : [])];
  if (step.kind === 'split') {
    return [step.areaId, ...step.into.flatMap((heir) => ('areaId' in heir ? [heir.areaId] : []))];
  }
  return step.kind === 'transfer' ? [...step.areaIds, step.toId] : [step.areaId];
}

/** What a reorganisation would do. Changes nothing. Throws Problem `invalidInput` where it can't be done. */
export async function previewReorganisation(
  context: Context,
  input: ReorganisationInput,
): Promise<OperationPreview> {
  return previewChange(context, await plan(context, input));
}

/** Does a reorganisation as one operation. Throws like the preview. */
export async function applyReorganisation(
  context: Context,
  by: MayChangeAreas,
  input: ReorganisationInput,
): Promise<AreaOperation> {
  await lockAreas(context);
  const planned = await plan(context, input);
  const { title, instrument, on: effectiveOn } = input;
  return applyChange(context, by, planned, { kind: 'reorganisation', title, instrument, effectiveOn });
}

async function plan(context: Context, input: ReorganisationInput): Promise<PlannedChange> {
  const { tx } = context;
  const before = await readBookOf(tx, await findNeighbours(tx, areasOfStep(input.step)));
  try {
    const made = planReorganisation(before, input, () => uuidv7());
    const examples = made.unassigned
      .slice(0, 20)
      .map((id) => nameOn(made.book, id, input.on)?.fullName ?? '');
    const warnings: AreaWarning[] =
      made.unassigned.length > 0
        ? [{ code: 'unassignedHamlets', count: made.unassigned.length, examples }]
        : [];
    return { before, after: made.book, warnings };
  } catch (error) {
    if (!(error instanceof ReorganisationError)) throw error;
    throw new Problem('invalidInput', { fields: [faultField(error)] });
  }
}

const faultWords: Readonly<Record<ReorganisationFault, { vi: string; en: string }>> = {
  unknownArea: { vi: 'một địa bàn đã có', en: 'an area that exists' },
  notOpenOnThatDay: {
    vi: 'địa bàn đang tồn tại vào ngày có hiệu lực',
    en: 'an area that exists on the effective day',
  },
  differentKinds: { vi: 'các địa bàn cùng cấp', en: 'areas of one kind' },
  wrongParentKind: { vi: 'địa bàn ở cấp trên', en: 'an area of the level above' },
  alreadyThere: { vi: 'một địa bàn khác', en: 'another area' },
  nothingChanges: { vi: 'có điều thay đổi', en: 'something that changes' },
  codeTaken: { vi: 'mã chưa có đơn vị nào dùng', en: 'a code that no unit bears' },
  notAChild: { vi: 'địa bàn trực thuộc', en: 'an area directly below' },
};

function faultField(error: ReorganisationError): FieldProblem {
  return { path: 'step', code: error.fault, found: error.areaId, expected: faultWords[error.fault] };
}
