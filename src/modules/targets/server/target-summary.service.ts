import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { summariseTargets } from './target-summary.repo.ts';

/** A target in a line: the indicator, the amount and the year; the page of targets shows it. */
export async function describeTargets(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { text: LocalText; link: string }>> {
  const rows = await summariseTargets(context.tx, ids);
  const names = new Map(referenceData().indicators.map((indicator) => [indicator.code, indicator]));
  return new Map(
    rows.map((row) => {
      const indicator = names.get(row.indicator);
      const name = indicator?.name ?? { vi: row.indicator, en: row.indicator };
      const amount = indicator?.display === 'percent' ? `${row.amount * 100} %` : `${row.amount}`;
      const text = { vi: `${name.vi}: ${amount}, năm ${row.year}`, en: `${name.en}: ${amount}, ${row.year}` };
      return [row.id, { text, link: `/chi-tieu?noi=${row.areaId}&nam=${row.year}` }];
    }),
  );
}
