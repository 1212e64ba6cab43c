import type { Context } from '../../../platform/server/context.ts';
import { measureTargets } from './measure.service.ts';
import type { TargetRow } from './targets.repo.ts';
import { findTargets } from './targets.repo.ts';

/** Beyond so many targets nobody's desk measures them all; the page of targets does. */
const most = 400;

/**
 * Targets of a year that are behind the calendar or were missed: those that an area received, or those that it gave to
 * its units.
 */
export async function targetsBehind(
  context: Context,
  areaId: string,
  which: 'given' | 'received',
): Promise<readonly Pick<TargetRow, 'id' | 'areaId'>[]> {
  const year = Number(context.today.slice(0, 4));
  const rows = await findTargets(context.tx, areaId, year, which);
  if (rows.length === 0 || rows.length > most) return [];
  const progress = await measureTargets(context, rows);
  return rows.filter((row) => ['behind', 'missed'].includes(progress.get(row.id)?.state ?? ''));
}
