import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { stripDiacritics } from '../../../platform/text.ts';
import { call } from '../../../platform/web/client.ts';
import { useMe } from '../../accounts/web/me.ts';
import { type AreaDetail, getArea, listAreaChildren, searchAreas } from '../../areas/areas.contract.ts';

/** An area to choose, with a second line that says where it is. */
export interface AreaChoice {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

interface OwnArea {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

const areaQuery = (id: string) =>
  queryOptions({
    queryKey: ['areas', 'detail', id],
    queryFn: ({ signal }) => call(getArea, { params: { id }, signal }),
    staleTime: 60_000,
  });

const childrenQuery = (id: string) =>
  queryOptions({
    queryKey: ['areas', 'children', id, 'today'],
    queryFn: ({ signal }) => call(listAreaChildren, { params: { id }, signal }),
    staleTime: 60_000,
  });

/** The areas in which the person has a role. */
export function useOwnAreas(): readonly OwnArea[] {
  const { assignments } = useMe();
  return useMemo(() => {
    const byId = new Map(
      assignments.map(({ areaId, areaName, areaKind }) => [
        areaId,
        { id: areaId, name: areaName, kind: areaKind },
      ]),
    );
    return [...byId.values()];
  }, [assignments]);
}

/** One area with its ancestors. */
export function useArea(id: string) {
  return useQuery(areaQuery(id));
}

/** The ancestors that lie within the person's own areas, from above: what a way back up may lead to. */
export function ancestorsInScope(area: AreaDetail, own: readonly OwnArea[]): AreaDetail['ancestors'] {
  if (own.some((each) => each.id === area.id)) return [];
  const first = area.ancestors.findIndex((ancestor) => own.some((each) => each.id === ancestor.id));
  return first === -1 ? [] : area.ancestors.slice(first);
}

/** Finds areas within the person's own ones: those directly below at once, deeper ones by name. */
export function useAreaSearch(): (query: string, signal: AbortSignal) => Promise<readonly AreaChoice[]> {
  const client = useQueryClient();
  const own = useOwnAreas();
  return useCallback((query, signal) => findAreas(client, own, query, signal), [client, own]);
}

const most = 30;

async function findAreas(
  client: QueryClient,
  own: readonly OwnArea[],
  query: string,
  signal: AbortSignal,
): Promise<readonly AreaChoice[]> {
  const near = (await Promise.all(own.map((area) => nearOf(client, area)))).flat();
  const words = stripDiacritics(query).split(' ').filter(Boolean);
  const local = near.filter((choice) => words.every((word) => stripDiacritics(choice.name).includes(word)));
  const wide = own.filter((area) => area.kind === 'province' || area.kind === 'country');
  const far = words.length > 0 && wide.length > 0 ? await searchDeep(wide, query, signal) : [];
  const found = new Map([...local, ...far].map((choice) => [choice.id, choice]));
  return [...found.values()].slice(0, most);
}

async function nearOf(client: QueryClient, area: OwnArea): Promise<AreaChoice[]> {
  const self: AreaChoice = { id: area.id, name: area.name, note: '' };
  if (area.kind === 'hamlet' || area.kind === 'cluster') return [self];
  const { children } = await client.fetchQuery(childrenQuery(area.id));
  const open = children.filter((child) => !child.closed);
  return [self, ...open.map((child) => ({ id: child.id, name: child.fullName, note: area.name }))];
}

async function searchDeep(wide: readonly OwnArea[], q: string, signal: AbortSignal): Promise<AreaChoice[]> {
  const { hits } = await call(searchAreas, {
    query: { q, kinds: 'province,commune,hamlet', limit: 30 },
    signal,
  });
  const isMine = (path: string): boolean =>
    wide.some((area) => area.kind === 'country' || path.split(', ').includes(area.name));
  return hits
    .filter((hit) => isMine(hit.path))
    .map((hit) => ({ id: hit.id, name: hit.fullName, note: hit.path }));
}
