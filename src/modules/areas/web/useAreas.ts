import { type QueryClient, useQuery } from '@tanstack/react-query';
import { call } from '../../../platform/web/client.ts';
import { getArea, type Lens, listAreaChildren } from '../areas.contract.ts';
import { listProfiles } from '../hamlets.contract.ts';

export function useArea(id: string) {
  return useQuery({
    queryKey: ['areas', 'one', id],
    queryFn: ({ signal }) => call(getArea, { params: { id }, signal }),
  });
}

export function useChildren(id: string, view: { lens: Lens; on: string | undefined }) {
  return useQuery({
    queryKey: ['areas', 'children', id, view.lens, view.on],
    queryFn: async ({ signal }) => {
      const query = view.lens === 'then' ? { lens: view.lens, on: view.on } : {};
      return (await call(listAreaChildren, { params: { id }, query, signal })).children;
    },
  });
}

export function useProfiles(id: string) {
  return useQuery({
    queryKey: ['areas', 'profiles', id],
    queryFn: async ({ signal }) => (await call(listProfiles, { params: { id }, signal })).profiles,
  });
}

/** After a change of places: they, the places of forms and the figures are read again. */
export async function areasChanged(client: QueryClient): Promise<void> {
  await Promise.all(
    ['areas', 'places', 'figures'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  );
}
