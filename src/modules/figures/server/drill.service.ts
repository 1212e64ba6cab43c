import type { z } from 'zod';
import { isDate } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { FigureCell, listFigureRecords } from '../figures.contract.ts';
import type { Indicator } from '../indicator.contract.ts';
import { isStock, sourcesOf } from '../indicator.rules.ts';
import { countFactsBehind, type FactQuestion, listFactsBehind } from './drill.repo.ts';
import { getIndicator } from './figures.service.ts';
import { describeRecords } from './record-lines.service.ts';
import { settleFactsOf } from './settle.service.ts';
import { findMeasures } from './sums.repo.ts';

type Answer = z.input<(typeof listFigureRecords)['output']>;

const nothing: Answer = { records: [], total: 0, sum: 0, next: null };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/**
 * The records behind one figure, the newest first. Takes the cell as the figure was asked for, and the cursor of the
 * page before. Throws Problem `invalidInput` for an unknown indicator or a cursor that is none.
 */
export async function listRecordsBehind(
  context: Context,
  cell: z.output<typeof FigureCell>,
): Promise<Answer> {
  const indicator = getIndicator(cell.indicator, 'indicator');
  await settleFactsOf(context, [indicator]);
  const question = await askFor(context, cell, indicator);
  if (question === undefined) return nothing;
  const after = cell.cursor === undefined ? undefined : readCursor(cell.cursor);
  const found = await listFactsBehind(context.tx, question, { after, limit: cell.limit + 1 });
  const page = found.slice(0, cell.limit);
  const last = page.at(-1);
  const { total, sum, denominator } = await countFactsBehind(context.tx, question);
  const lines = await describeRecords(context, page);
  const isRatio = indicator.formula.kind === 'ratio';
  return {
    records: page.map(({ denominator: share, ...fact }) => {
      const line = lines.get(fact.recordId);
      return {
        ...fact,
        ...(isRatio ? { denominator: share } : {}),
        form: line?.form ?? null,
        state: line?.state ?? null,
        link: line?.link ?? null,
        text: line?.text ?? { vi: '', en: '' },
      };
    }),
    total,
    sum,
    ...(isRatio ? { denominator } : {}),
    next: found.length > cell.limit && last ? `${last.day}|${last.recordId}` : null,
  };
}

/** What to ask of the facts; undefined where nothing was ever counted for it. */
async function askFor(
  context: Context,
  cell: z.output<typeof FigureCell>,
  indicator: Indicator,
): Promise<FactQuestion | undefined> {
  const { formula } = indicator;
  const slice = cell.slice ?? '';
  const dimension = slice.slice(0, slice.indexOf('='));
  const measures = await findMeasures(context.tx, sourcesOf(indicator), dimension ? [dimension] : []);
  const idsOf = (codes: readonly string[]): number[] =>
    measures
      .filter((measure) => measure.slice === slice && codes.includes(measure.indicator))
      .map((measure) => measure.id);
  const ratio = formula.kind === 'ratio';
  const numerator = idsOf(ratio ? formula.numerator : sourcesOf(indicator));
  const denominator = ratio ? idsOf(formula.denominator) : [];
  if (numerator.length + denominator.length === 0) return undefined;
  return {
    areaId: cell.areaId,
    ownOnly: cell.part === 'own',
    lens: cell.lens,
    window: { from: isStock(indicator) ? null : cell.from, to: cell.to },
    numerator,
    denominator,
    verifiedOnly: cell.verifiedOnly,
  };
}

function readCursor(cursor: string): { day: string; recordId: string } {
  const [day, recordId] = cursor.split('|');
  if (isDate(day) && recordId !== undefined && uuid.test(recordId)) return { day, recordId };
  throw new Problem('invalidInput', { fields: [{ path: 'cursor', code: 'invalid', found: cursor }] });
}
