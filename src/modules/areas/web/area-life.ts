import { addDays } from '../../../platform/dates.ts';
import { formatDate } from '../../../platform/web/format.ts';
import type { Language } from '../../../ui/language.ts';
import type { AreaDetail, AreaLink, AreaSummary } from '../areas.contract.ts';
import { areasText } from './areas.text.ts';

/** One thing in the life of a place. */
export interface LifeEvent {
  readonly key: string;
  /** The day on which it took effect; null: since before the lists begin. */
  readonly on: string | null;
  readonly words: string;
  /** Other places that it is about. */
  readonly areas: readonly AreaSummary[];
  readonly instrument: string;
}

/** Names, parents, predecessors and successors in one line of time, the latest first. */
export function lifeOf(area: AreaDetail, language: Language): LifeEvent[] {
  const text = areasText[language];
  const names = area.names.map(
    (name): LifeEvent => ({
      key: `name ${name.from}`,
      on: name.from,
      words: text.named(name.fullName),
      areas: [],
      instrument: name.instrument,
    }),
  );
  const parents = area.parents.map(
    (parent): LifeEvent => ({
      key: `parent ${parent.from} ${parent.area.id}`,
      on: parent.from,
      words: text.under,
      areas: [parent.area],
      instrument: parent.instrument,
    }),
  );
  const closed: LifeEvent[] =
    area.closedOn === null
      ? []
      : [{ key: 'closed', on: area.closedOn, words: text.closedEvent, areas: [], instrument: '' }];
  const all = [
    ...closed,
    ...links(
      area.successors,
      { merge: text.mergedInto, split: text.splitInto, transfer: text.movedTo, rename: text.renamedTo },
      'to',
    ),
    ...links(
      area.predecessors,
      { merge: text.mergedFrom, split: text.splitFrom, transfer: text.movedFrom, rename: text.renamedFrom },
      'from',
    ),
    ...names,
    ...parents,
  ];
  return all.toSorted((a, b) => (b.on ?? '').localeCompare(a.on ?? ''));
}

/** What happened on one day by one instrument is one event, however many places took part. */
function links(
  all: readonly AreaLink[],
  words: Readonly<Record<AreaLink['kind'], string>>,
  side: string,
): LifeEvent[] {
  const groups = Map.groupBy(all, (link) => `${side} ${link.effectiveOn} ${link.kind} ${link.instrument}`);
  return [...groups].flatMap(([key, some]) => {
    const [first] = some;
    if (!first) return [];
    return [
      {
        key,
        on: first.effectiveOn,
        words: words[first.kind],
        areas: some.map((link) => link.area),
        instrument: first.instrument,
      },
    ];
  });
}

/** "từ 1/7/2025", "đến hết 30/6/2025", "1/7/2025 – …"; '' where nothing bounds it. */
export function lifeSpan(area: AreaSummary, language: Language): string {
  const text = areasText[language];
  const parts = [
    area.openedOn ? text.since(formatDate(area.openedOn, language)) : '',
    area.closedOn ? text.until(formatDate(addDays(area.closedOn, -1), language)) : '',
  ];
  return parts.filter(Boolean).join(', ');
}
