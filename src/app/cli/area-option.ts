import { matchPlace } from '../../modules/areas/place-match.rules.ts';
import { getAreaIdByCode } from '../../modules/areas/server/areas.service.ts';
import { loadPlaceIndex } from '../../modules/areas/server/places.service.ts';
import { Problem } from '../../platform/problems.ts';
import type { Context } from '../../platform/server/context.ts';
import { CliError, exitCodes } from './session.ts';

/** The area that `--area` (and `--hamlet`, a hamlet of the day `on`) name. Throws CliError where there is none. */
export async function areaOf(
  context: Context,
  options: { area: string; hamlet?: string; on?: string },
): Promise<string> {
  const areaId = await getAreaIdByCode(context, options.area).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'notFound') {
      throw new CliError(
        `No unit has the code ${options.area}. Codes of before 1/7/2025 are written before:07846; “areas find” helps.`,
        exitCodes.notFound,
      );
    }
    throw error;
  });
  if (options.hamlet === undefined) return areaId;
  const index = await loadPlaceIndex(context, areaId);
  const { match, near } = matchPlace(index, options.hamlet, options.on ?? context.today);
  if (match) return match.areaId;
  throw new CliError(
    `No hamlet “${options.hamlet}” in ${options.area}.${near.length > 0 ? ` Near: ${near.join(', ')}` : ''}`,
    exitCodes.notFound,
  );
}
