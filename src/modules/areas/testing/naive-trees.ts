import { type AreaLife, type ParentSpan, type Succession, spanHolds } from '../area-tree.rules.ts';

/** What the trees are made from. */
export interface TreeData {
  readonly areas: readonly AreaLife[];
  readonly parents: readonly ParentSpan[];
  readonly successions: readonly Succession[];
}

/** Where an area hangs today, by the definition word by word: slow, for tests to compare with. */
export function naiveParentToday(data: TreeData, id: string, today: string): string | null {
  const area = data.areas.find((one) => one.id === id);
  const own = data.parents
    .filter((span) => span.areaId === id)
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  if (area?.closedOn == null || area.closedOn > today) {
    return (own.find((span) => spanHolds(span, today)) ?? own[0])?.parentId ?? null;
  }
  const rows = data.successions.filter(
    (one) => one.predecessorId === id && one.effectiveOn === area.closedOn,
  );
  const heirs = [...new Set(rows.map((row) => row.successorId))];
  if (heirs.length === 0) return own.at(-1)?.parentId ?? null;
  if (heirs.length === 1) return heirs[0] ?? null;
  const chains = heirs.map((heir) => naiveChainToday(data, heir, today));
  return chains[0]?.find((one) => chains.every((other) => other.includes(one))) ?? null;
}

/** An area and everything above it today. */
export function naiveChainToday(data: TreeData, id: string, today: string): string[] {
  const parent = naiveParentToday(data, id, today);
  return parent === null ? [id] : [id, ...naiveChainToday(data, parent, today)];
}

/** An area and everything above it on a day, as it was. */
export function naiveChainThen(data: TreeData, id: string, day: string): string[] {
  const parent = data.parents.find((span) => span.areaId === id && spanHolds(span, day))?.parentId;
  return parent === undefined ? [id] : [id, ...naiveChainThen(data, parent, day)];
}
