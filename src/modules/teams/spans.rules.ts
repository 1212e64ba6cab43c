import { type Day, maxDay } from '../../platform/dates.ts';

/** Days from `from` up to, not including, `to`; null: without end. */
export interface Span {
  readonly from: Day;
  readonly to: Day | null;
}

/** Whether the day lies in the span. */
export function spanHas(span: Span, day: Day): boolean {
  return span.from <= day && (span.to === null || day < span.to);
}

/** The days that both spans have; undefined where there are none. */
export function overlap(a: Span, b: Span): Span | undefined {
  const from = maxDay(a.from, b.from);
  const to = a.to === null ? b.to : b.to === null || a.to < b.to ? a.to : b.to;
  return to === null || from < to ? { from, to } : undefined;
}

/** The days that at least one of the spans has, as spans in order that neither touch nor overlap. */
export function unite(spans: readonly Span[]): Span[] {
  const united: { from: Day; to: Day | null }[] = [];
  const inOrder = spans
    .filter((span) => span.to === null || span.from < span.to)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const span of inOrder) {
    const last = united.at(-1);
    if (last && (last.to === null || span.from <= last.to)) {
      if (last.to !== null && (span.to === null || span.to > last.to)) last.to = span.to;
    } else united.push({ ...span });
  }
  return united;
}
