import { addDays, minDay } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import { FigureQuery } from '../../figures/figures.contract.ts';
import { answerFigures, getIndicator } from '../../figures/server/figures.service.ts';
import {
  ceilingOf,
  countedUntil,
  isRateOfWindow,
  type TargetProgress,
  targetProgress,
} from '../progress.rules.ts';
import type { TargetRow } from './targets.repo.ts';

/** Targets that are measured by the same figures: one question for all their units. */
export function boardKey(row: TargetRow): string {
  return [row.indicator, row.scheme, row.from, row.to, row.measure, row.direction].join(' ');
}

/** How far each of these targets has come today, by its id; figures are asked once for each board. */
export async function measureTargets(
  context: Context,
  rows: readonly TargetRow[],
): Promise<Map<string, TargetProgress>> {
  const found = new Map<string, TargetProgress>();
  for (const board of Map.groupBy(rows, boardKey).values()) {
    const [first] = board;
    if (!first) continue;
    const until = countedUntil(first, context.today);
    const before = addDays(first.from, -1);
    const now = await figuresOf(context, board, { from: minDay(until, first.from), to: until });
    const indicator = getIndicator(first.indicator, 'indicator');
    const isRateOfYear = isRateOfWindow(indicator);
    const isOfDay = first.measure !== 'sum' && !isRateOfYear;
    const start = isOfDay ? await figuresOf(context, board, { from: before, to: before }) : undefined;
    const ceiling = ceilingOf(indicator);
    for (const row of board) {
      // A year that has not begun has no sum and no rate of its own yet.
      const isBegun = context.today >= row.from;
      const figures = {
        start: start?.get(row.areaId) ?? null,
        now: isBegun || isOfDay ? (now.get(row.areaId) ?? null) : row.measure === 'sum' ? 0 : null,
      };
      found.set(row.id, targetProgress({ ...row, isRateOfYear }, figures, context.today, ceiling));
    }
  }
  return found;
}

const together = 200;

async function figuresOf(
  context: Context,
  board: readonly TargetRow[],
  window: { from: string; to: string },
): Promise<Map<string, number | null>> {
  const areaIds = [...new Set(board.map((row) => row.areaId))];
  const values = new Map<string, number | null>();
  for (let at = 0; at < areaIds.length; at += together) {
    const query = FigureQuery.parse({
      areaIds: areaIds.slice(at, at + together),
      indicators: [board[0]?.indicator],
      ...window,
      lens: 'today',
    });
    const { figures } = await answerFigures(context, query);
    for (const figure of figures) values.set(figure.area, figure.value);
  }
  return values;
}
