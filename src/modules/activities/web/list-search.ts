import { z } from 'zod';
import type { Language } from '../../../ui/language.ts';
import type { PeriodKind, PeriodScheme, PeriodWindow } from '../../figures/period.contract.ts';
import { periodAt, previousPeriod } from '../../figures/periods.rules.ts';
import { ActivityFilters } from '../activities.contract.ts';

/** The view of a list as its address says it: the filters of the list itself, and the page. */
export const ListSearch = ActivityFilters.omit({ form: true }).extend({
  cursor: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type ListSearch = z.output<typeof ListSearch>;

/** What a change of the view puts into the address. */
export type ChangeView = (
  change: Partial<Record<keyof ListSearch, unknown>>,
  how?: { replace?: boolean },
) => void;

/** The filters without page and order: what is looked for. */
export function filtersOf(view: ListSearch) {
  const { areaId, organizationId, from, to, state, q, importId, mine, choice } = view;
  return { areaId, organizationId, from, to, state, q, importId, mine, choice };
}

/** Whether anything is filtered at all. */
export function isFiltered(view: ListSearch): boolean {
  return Object.values(filtersOf(view)).some((value) => value !== undefined);
}

export interface QuickWindow {
  readonly key: string;
  readonly window: PeriodWindow;
}

const quickKinds: readonly PeriodKind[] = ['month', 'quarter', 'half', 'year'];

/** The official windows that people ask for most: this one and the one before, of each kind. */
export function quickWindows(scheme: PeriodScheme, today: string): QuickWindow[] {
  return quickKinds.flatMap((kind) => {
    const window = periodAt(scheme, kind, today);
    if (!window) return [];
    const windows = [window, previousPeriod(scheme, window)];
    return windows.map((each) => ({ key: `${each.from}/${each.to}`, window: each }));
  });
}

/** How a quick window is offered: its name with its days, "Tháng 11 năm 2026 (15/10–14/11)". */
export function windowLabel(window: PeriodWindow, language: Language): string {
  const short = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}`;
  return `${window.name[language]} (${short(window.from)}–${short(window.to)})`;
}

/** The choices made by field: `topic:drugs` twice and `channel:x` → { topic: [...], channel: [...] }. */
export function choicesByField(choice: readonly string[] | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const pair of choice ?? []) {
    const at = pair.indexOf(':');
    found[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return found;
}

/** The choices with one field's replaced; '' takes it out. */
export function withChoice(
  choice: readonly string[] | undefined,
  field: string,
  code: string,
): string[] | undefined {
  const others = (choice ?? []).filter((pair) => !pair.startsWith(`${field}:`));
  const next = code === '' ? others : [...others, `${field}:${code}`];
  return next.length > 0 ? next : undefined;
}
