import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { stripDiacritics } from '../../../platform/text.ts';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { useMe } from '../../accounts/web/me.ts';
import { getArea, searchAreas } from '../../areas/areas.contract.ts';
import { areaLine } from '../../areas/web/area-hit.ts';
import { booksText } from './books.text.ts';
import type { ChangeView, ListSearch } from './list-search.ts';
import { placeKey, placeLabel, placeOfKey, usePlaces } from './places.ts';

interface Item {
  readonly key: string;
  readonly label: string;
}

/** Limits a list to a place of the person's own, or, with a wider area, to any place in it. */
export function PlaceFilter(props: { view: ListSearch; change: ChangeView }): ReactNode {
  const text = useText(booksText);
  const { areaId, organizationId } = props.view;
  const items = usePlaceItems();
  const name = usePlaceName(props.view);
  const isWide = useMe().assignments.some((given) => !['commune', 'hamlet'].includes(given.areaKind));
  const key = areaId && placeKey({ areaId, ...(organizationId ? { organizationId } : {}) });

  async function search(query: string, signal: AbortSignal): Promise<readonly Item[]> {
    const wanted = stripDiacritics(query);
    const own = items.filter((item) => stripDiacritics(item.label).includes(wanted));
    const q = query.trim();
    if (!isWide || q.length < 2) return own;
    const kinds = 'province,commune,hamlet';
    const { hits } = await call(searchAreas, { query: { q, kinds, limit: 20 }, signal });
    const known = new Set(own.map((item) => item.key));
    return [
      ...own,
      ...hits.filter((hit) => !known.has(hit.id)).map((hit) => ({ key: hit.id, label: areaLine(hit) })),
    ];
  }

  return (
    <Combobox<Item>
      label={text.place}
      optional="unsaid"
      placeholder={text.everywhere}
      value={key ? { key, label: name ?? '…' } : null}
      onChange={(item) => {
        const place = item ? placeOfKey(item.key) : undefined;
        props.change({
          areaId: place?.areaId,
          organizationId: place?.organizationId,
          cursor: undefined,
          page: undefined,
        });
      }}
      search={search}
      itemKey={(item) => item.key}
      itemText={(item) => item.label}
    />
  );
}

function usePlaceItems(): Item[] {
  const [language] = useLanguage();
  const places = usePlaces().data ?? [];
  return places.map((place) => ({ key: place.key, label: placeLabel(place, language) }));
}

/** The name of the place that a list is limited to; undefined while it is looked up, or where there is none. */
export function usePlaceName({
  areaId,
  organizationId,
}: Pick<ListSearch, 'areaId' | 'organizationId'>): string | undefined {
  const items = usePlaceItems();
  const key = areaId && placeKey({ areaId, ...(organizationId ? { organizationId } : {}) });
  const own = items.find((item) => item.key === key)?.label;
  const places = usePlaces();
  const { data } = useQuery({
    queryKey: ['areas', 'name', areaId],
    queryFn: ({ signal }) => call(getArea, { params: { id: areaId ?? '' }, signal }),
    enabled: areaId !== undefined && own === undefined && !places.isPending,
    staleTime: 600_000,
  });
  return own ?? (data && areaLine(data));
}
