import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { getAreaRow, mayIn, provinceOn } from '../../areas/server/areas.service.ts';
import { windowOf } from '../../figures/periods.rules.ts';
import { removeFacts } from '../../figures/server/facts.service.ts';
import { getIndicator, getScheme } from '../../figures/server/figures.service.ts';
import { elapsedShare, measuresOf, ranks } from '../progress.rules.ts';
import type {
  giveTargets,
  readTargetChoices,
  TargetAnswer,
  TargetBoard,
  TargetLine,
  TargetState,
} from '../targets.contract.ts';
import { boardKey, measureTargets } from './measure.service.ts';
import { settleTargets } from './settle.service.ts';
import {
  deleteTargets,
  findAnswers,
  findInside,
  findTarget,
  findTargets,
  findUnitsOf,
  insertAnswer,
  lockTargets,
  type NewTarget,
  putTargets,
  type TargetRow,
} from './targets.repo.ts';

type Given = z.output<(typeof giveTargets)['body']>;

/** Targets of a year that an area gave its units, and those that it was given, with how far they have come today. */
export async function readTargets(
  context: Context,
  areaId: string,
  year: number,
): Promise<{ today: string; given: TargetBoard[]; received: TargetBoard[]; can: { give: boolean } }> {
  const area = await getAreaRow(context, areaId);
  const given = await findTargets(context.tx, areaId, year, 'given');
  const received = await findTargets(context.tx, areaId, year, 'received');
  return {
    today: context.today,
    given: await boardsOf(context, given),
    received: await boardsOf(context, received),
    can: { give: area.kind !== 'hamlet' && (await mayIn(context, 'targets.write', areaId)) },
  };
}

async function boardsOf(context: Context, rows: readonly TargetRow[]): Promise<TargetBoard[]> {
  if (rows.length === 0) return [];
  const progress = await measureTargets(context, rows);
  const ids = rows.map((row) => row.id);
  const answers = await findAnswers(context.tx, ids, true);
  const answerable = await mayAnswer(context, rows);
  const order = referenceData().indicators.map((indicator) => indicator.code);
  const boards = [...Map.groupBy(rows, boardKey).values()].map((board): TargetBoard => {
    const lines = board.flatMap((row): TargetLine[] => {
      const found = progress.get(row.id);
      if (!found) return [];
      const { id, areaName, givenByAreaId, givenByName, amount, metOn, version } = row;
      const line = { id, areaId: row.areaId, areaName, givenByAreaId, givenByName, amount, metOn, version };
      const can = { answer: answerable.has(row.areaId) };
      return [{ ...line, ...found, rank: 0, answer: answers.get(id)?.[0] ?? null, can }];
    });
    return boardOf(context, board, lines);
  });
  return boards.toSorted((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator));
}

function boardOf(context: Context, board: readonly TargetRow[], lines: readonly TargetLine[]): TargetBoard {
  const [first] = board;
  if (!first) throw new Error('a board without targets');
  const indicator = getIndicator(first.indicator, 'indicator');
  const scheme = getScheme(first.scheme);
  const places = ranks(
    lines.map((line) => line.progress),
    first.direction,
  );
  const states: Record<TargetState, number> = { notBegun: 0, met: 0, onTrack: 0, behind: 0, missed: 0 };
  for (const line of lines) states[line.state] += 1;
  return {
    indicator: first.indicator,
    name: indicator.name,
    unit: indicator.unit,
    display: indicator.display,
    decimals: indicator.decimals,
    scheme: first.scheme,
    schemeName: scheme.name,
    from: first.from,
    to: first.to,
    measure: first.measure,
    direction: first.direction,
    elapsed: elapsedShare(first, context.today),
    states,
    lines: lines.map((line, at) => ({ ...line, rank: places[at] ?? 0 })).toSorted((a, b) => a.rank - b.rank),
  };
}

/** The areas of these targets for which the caller may answer. */
async function mayAnswer(context: Context, rows: readonly TargetRow[]): Promise<Set<string>> {
  const areaIds = [...new Set(rows.map((row) => row.areaId))];
  const scope = scopeFor(context.caller, 'targets.answer');
  return scope === '*' ? new Set(areaIds) : findInside(context.tx, areaIds, scope);
}

/** The units that an area can give targets to, and by which indicators. Throws Problem `notFound`. */
export async function readChoices(
  context: Context,
  areaId: string,
): Promise<z.input<(typeof readTargetChoices)['output']>> {
  await getAreaRow(context, areaId);
  const { groups, indicators, periods } = referenceData();
  const names = new Map(groups.map((group) => [group.code, group.name]));
  return {
    units: await findUnitsOf(context.tx, areaId),
    indicators: indicators.flatMap((indicator) => {
      const measures = measuresOf(indicator);
      const group = names.get(indicator.group);
      if (measures.length === 0 || !group) return [];
      const { code, name, unit, display } = indicator;
      const direction = indicator.betterWhen === 'less' ? ('atMost' as const) : ('atLeast' as const);
      return [{ code, group, name, unit, display, measures, direction }];
    }),
    schemes: periods
      .filter((scheme) => scheme.kinds.year !== undefined)
      .map((scheme) => ({ code: scheme.code, name: scheme.name })),
  };
}

/**
 * Gives units of the area of the proof a target, changes it, or takes it back where the amount is null.
 * Throws Problem `invalidInput` (an indicator that can not be a target so, a unit twice), `outOfArea` (a unit elsewhere),
 * `conflict` (somebody else changed these targets since they were read).
 */
export async function putTargetsFor(
  context: Context,
  may: Authorized<'targets.write'>,
  given: Given,
): Promise<{ given: number; removed: number }> {
  const { tx, today } = context;
  const indicator = getIndicator(given.indicator, 'indicator');
  if (!measuresOf(indicator).includes(given.measure))
    throw new Problem('invalidInput', {
      fields: [{ path: 'measure', code: 'notPossible', expected: otherMeasure }],
    });
  const areaIds = given.targets.map((one) => one.areaId);
  if (new Set(areaIds).size < areaIds.length)
    throw new Problem('invalidInput', { fields: [{ path: 'targets', code: 'duplicate' }] });
  const inside = await findInside(tx, areaIds, [may.areaId]);
  if (inside.size < areaIds.length || inside.has(may.areaId)) throw new Problem('outOfArea');
  const { scheme, year, measure, direction } = given;
  const { from, to } = yearOf(scheme, year);
  const before = await lockTargets(
    tx,
    { givenBy: may.areaId, indicator: indicator.code, scheme, year },
    areaIds,
  );
  const known = new Map(before.map((row) => [row.areaId, row]));
  refuseStale(given, known);
  const rows: NewTarget[] = [];
  for (const one of given.targets) {
    const { areaId, amount } = one;
    if (amount === null || isAsGiven(given, one, known.get(areaId))) continue;
    const id = known.get(areaId)?.id ?? uuidv7();
    const provinceId = await provinceOn(context, areaId, today);
    rows.push({
      id,
      provinceId,
      areaId,
      indicator: indicator.code,
      scheme,
      year,
      from,
      to,
      measure,
      direction,
      amount,
    });
  }
  const gone = given.targets.flatMap((one) => (one.amount === null ? (known.get(one.areaId)?.id ?? []) : []));
  await putTargets(tx, may, rows);
  await deleteTargets(tx, may, gone);
  await removeFacts(tx, gone);
  const settled = await lockTargets(
    tx,
    { givenBy: may.areaId, indicator: indicator.code, scheme, year },
    areaIds,
  );
  await settleTargets(context, settled);
  return { given: given.targets.filter((one) => one.amount !== null).length, removed: gone.length };
}

/** Whether a unit's target stands already as it is given; the same request twice changes nothing. */
function isAsGiven(
  { measure, direction }: Given,
  { amount }: Given['targets'][number],
  stored: TargetRow | undefined,
): boolean {
  if (!stored) return amount === null;
  return stored.amount === amount && stored.measure === measure && stored.direction === direction;
}

/**
 * Two who give targets at once: nobody goes over what he has not seen. Throws Problem `conflict`, with the units in
 * `changed`.
 */
function refuseStale(given: Given, known: ReadonlyMap<string, TargetRow>): void {
  const stale = given.targets.filter((one) => {
    const stored = known.get(one.areaId);
    return one.baseVersion !== (stored?.version ?? 0) && !isAsGiven(given, one, stored);
  });
  if (stale.length === 0) return;
  const detail = {
    vi: `Người khác vừa đổi chỉ tiêu của ${stale.length} đơn vị. Chưa có gì được ghi: hãy xem số mới rồi giao lại.`,
    en: `Somebody else has just changed the targets of ${stale.length} units. Nothing is written yet: look at them, then give them again.`,
  };
  throw new Problem('conflict', { detail, extra: { changed: stale.map(({ areaId }) => areaId) } });
}

const otherMeasure = {
  vi: 'Chỉ tiêu này không giao theo cách đó.',
  en: 'A target by this indicator is not measured so.',
};

function yearOf(schemeCode: string, year: number): { from: string; to: string } {
  const scheme = getScheme(schemeCode);
  if (scheme.kinds.year === undefined)
    throw new Problem('invalidInput', {
      fields: [{ path: 'scheme', code: 'unknownScheme', found: schemeCode }],
    });
  return windowOf(scheme, 'year', year, 1);
}

/** One target. Throws Problem `notFound`. */
export async function getTarget(context: Context, id: string): Promise<TargetRow> {
  const row = await findTarget(context.tx, id);
  if (!row) throw new Problem('notFound');
  return row;
}

/** Keeps what a unit says about its target. */
export async function answer(
  context: Context,
  may: Authorized<'targets.answer'>,
  target: TargetRow,
  given: { id: string; reason: string },
): Promise<TargetAnswer> {
  const madeBy = context.caller.name ?? '';
  await insertAnswer(context.tx, may, { ...given, target, madeOn: context.today, madeBy });
  return { ...given, madeOn: context.today, madeBy };
}

/** Everything that a unit has said about a target, the latest first. */
export async function listAnswers(context: Context, targetId: string): Promise<TargetAnswer[]> {
  return (await findAnswers(context.tx, [targetId], false)).get(targetId) ?? [];
}
