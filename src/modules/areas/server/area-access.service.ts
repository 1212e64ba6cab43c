import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorizeInside } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { findInstallationArea } from './area-operations.repo.ts';
import { getOperationAreas, type MayChangeAreas } from './area-operations.service.ts';
import { getAreaRow, mayIn } from './areas.service.ts';

/** Official lists change units everywhere: only an administrator of the place that the installation serves takes them over. */
export async function mayLoadLists(context: Context): Promise<Authorized<'areas.manage'>> {
  const areaId = await findInstallationArea(context.tx);
  if (areaId === undefined && context.caller.kind !== 'system') throw new Problem('notSetUp');
  const inside = areaId === undefined || (await mayIn(context, 'areas.manage', areaId));
  return authorizeInside(context.caller, 'areas.manage', areaId ?? '', inside);
}

/** Hamlets are reorganised by whoever keeps them, units by an administrator; the right must hold in every area concerned. */
export async function mayReorganise(context: Context, areaIds: readonly string[]): Promise<MayChangeAreas> {
  let proof: MayChangeAreas | undefined;
  for (const areaId of new Set(areaIds)) {
    const area = await getAreaRow(context, areaId);
    if (area.kind === 'hamlet') {
      proof = authorizeInside(
        context.caller,
        'hamlets.write',
        areaId,
        await mayIn(context, 'hamlets.write', areaId),
      );
    } else {
      proof = authorizeInside(
        context.caller,
        'areas.manage',
        areaId,
        await mayIn(context, 'areas.manage', areaId),
      );
    }
  }
  if (!proof) throw new Problem('notFound');
  return proof;
}

/**
 * Where hamlets go to or come from another commune, whoever keeps both may do it: the communes themselves do not change.
 * `unitIds` are such communes.
 */
export async function mayMoveHamlets(
  context: Context,
  hamletIds: readonly string[],
  unitIds: readonly string[],
): Promise<MayChangeAreas> {
  for (const unitId of unitIds) {
    authorizeInside(context.caller, 'hamlets.write', unitId, await mayIn(context, 'hamlets.write', unitId));
  }
  return mayReorganise(context, hamletIds);
}

/** Whoever may do an operation may take it back. Throws Problem `notFound`. */
export async function mayUndo(context: Context, operationId: string): Promise<MayChangeAreas> {
  const { kind, areaIds } = await getOperationAreas(context, operationId);
  return kind === 'load' ? mayLoadLists(context) : mayReorganise(context, areaIds);
}
