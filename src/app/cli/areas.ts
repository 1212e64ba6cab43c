import { readFileSync } from 'node:fs';
import path from 'node:path';
import { searchAreas } from '../../modules/areas/server/area-search.service.ts';
import { applyLists, previewLists } from '../../modules/areas/server/areas-load.service.ts';
import { authorizeEverywhere } from '../../platform/server/authorize.ts';
import { CliError, exitCodes, print, withProgram } from './session.ts';

/** `areas find`: today's units, and by which former name they were found. */
export async function findAreas(text: string, options: { json?: boolean }): Promise<void> {
  await withProgram(async (context) => {
    const hits = await context.transact((inside) => searchAreas(inside, { q: text, limit: 20 }));
    if (hits.length === 0) throw new CliError(`No unit is called “${text}”.`, exitCodes.notFound);
    print(options.json, { hits }, () =>
      hits.map((hit) => {
        const former = hit.matched
          ? `  ← ${hit.matched.fullName}, ${hit.matched.path}, until ${hit.matched.until ?? '?'} (before:${hit.matched.code ?? '?'})`
          : '';
        return `${hit.code ?? '-----'}  ${hit.fullName}, ${hit.path}${former}`;
      }),
    );
  });
}

/** `areas load`: shows what official lists would change, or takes them over. */
export async function loadAreas(
  names: string[],
  options: { apply?: boolean; instrument: string; json?: boolean },
): Promise<void> {
  const files = names.map((name) => ({ name: path.basename(name), content: readFileSync(name, 'utf8') }));
  await withProgram(async (context) => {
    const preview = await context.transact((inside) => previewLists(inside, files));
    const changes = Object.values(preview.counts).reduce((sum, count) => sum + count, 0);
    if (!options.apply || changes === 0) {
      print(options.json, preview, () => [
        `${changes} changes${changes === 0 ? '' : '; add --apply to make them'}`,
        ...Object.entries(preview.counts).map(([kind, count]) => `  ${kind}: ${count}`),
        ...preview.effects.map((effect) => `  ${JSON.stringify(effect)}`),
        ...preview.warnings.map((warning) => `! ${JSON.stringify(warning)}`),
      ]);
      return;
    }
    const operation = await context.transact((inside) =>
      applyLists(inside, authorizeEverywhere(inside.caller, 'areas.manage'), files, options.instrument),
    );
    print(options.json, operation, () => [`Done as operation ${operation.id}: ${operation.title}`]);
  });
}
