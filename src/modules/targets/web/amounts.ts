import type { TargetBoard } from '../targets.contract.ts';

/** The board of an indicator, where there is one. */
export function boardOf(
  boards: readonly TargetBoard[],
  indicator: string | undefined,
  scheme: string,
): TargetBoard | undefined {
  return boards.find((board) => board.indicator === indicator && board.scheme === scheme);
}

/**
 * What is sent: of targets that stay as they were nothing, since a colleague may be changing them just now. Empty where
 * there was a number: the target is taken back.
 */
export function linesOf(
  units: readonly { areaId: string }[],
  { amounts, times }: { amounts: ReadonlyMap<string, number>; times: number },
  before: TargetBoard | undefined,
  isSameKind: boolean,
): { areaId: string; amount: number | null; baseVersion: number }[] {
  const shown = amountsOf(before);
  const all = units.flatMap(({ areaId }) => {
    const stored = before?.lines.find((line) => line.areaId === areaId);
    const typed = amounts.get(areaId);
    if (typed === undefined && !stored) return [];
    const amount = typed === undefined ? null : typed / times;
    return [{ areaId, amount, baseVersion: stored?.version ?? 0 }];
  });
  const changed = all.filter(({ areaId }) => !isSameKind || amounts.get(areaId) !== shown.get(areaId));
  return changed.length > 0 ? changed : all;
}

/**
 * The numbers after somebody else's came in between: what was typed stays, and where nothing was, his stand. Without it
 * the next try would take back what was never looked at.
 */
export function rebased(
  amounts: ReadonlyMap<string, number>,
  before: TargetBoard | undefined,
  now: TargetBoard | undefined,
): ReadonlyMap<string, number> {
  const [shown, stored] = [amountsOf(before), amountsOf(now)];
  const next = new Map(stored);
  for (const areaId of new Set([...amounts.keys(), ...shown.keys()])) {
    const typed = amounts.get(areaId);
    if (typed === shown.get(areaId)) continue;
    if (typed === undefined) next.delete(areaId);
    else next.set(areaId, typed);
  }
  return next;
}

/** Rates are typed in per cent. */
export function timesOf(display: TargetBoard['display'] | undefined): number {
  return display === 'percent' ? 100 : 1;
}

/** The numbers of a board as they are typed. */
export function amountsOf(board: TargetBoard | undefined): ReadonlyMap<string, number> {
  const times = timesOf(board?.display);
  return new Map(board?.lines.map((line) => [line.areaId, Math.round(line.amount * times * 1000) / 1000]));
}
