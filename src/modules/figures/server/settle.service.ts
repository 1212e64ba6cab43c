import type { Context } from '../../../platform/server/context.ts';
import { settleSites } from '../../models/server/site-life.service.ts';
import type { Indicator } from '../indicator.contract.ts';
import { sourcesOf } from '../indicator.rules.ts';

/** Indicators whose facts follow records of another kind a moment later, with what brings them up to now. */
const followers: Readonly<Record<string, (context: Context) => Promise<unknown>>> = {
  'model.dormant': settleSites,
};

/** Brings the facts of these indicators up to now, where something is pending; most have nothing to wait for. */
export async function settleFactsOf(context: Context, indicators: readonly Indicator[]): Promise<void> {
  const settles = new Set(indicators.flatMap(sourcesOf).flatMap((code) => followers[code] ?? []));
  for (const settle of settles) await settle(context);
}
