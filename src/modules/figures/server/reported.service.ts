import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { NewReportedFigure } from '../figures.contract.ts';
import { deleteReportedOf, insertReported } from './reported.repo.ts';

/** A reported figure that a file brings, under an id that was made with its row. */
export interface ImportedFigure extends NewReportedFigure {
  readonly id: string;
}

/** Enters the reported figures of an import; gives the ids of those that were there already (same window and source). */
export async function addReportedOfImport(
  context: Context,
  authorized: Authorized<'figures.report'>,
  importId: string,
  figures: readonly ImportedFigure[],
): Promise<string[]> {
  const known: string[] = [];
  for (const figure of figures) {
    const outcome = await insertReported(context.tx, authorized, { ...figure, importId });
    if (outcome === 'known') known.push(figure.id);
  }
  return known;
}

/** Takes back what an import brought; gives how many. */
export function removeReportedOfImport(
  context: Context,
  authorized: Authorized<'figures.report'>,
  importId: string,
): Promise<number> {
  return deleteReportedOf(context.tx, authorized, importId);
}
