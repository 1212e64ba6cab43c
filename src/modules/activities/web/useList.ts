import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../platform/web/client.ts';
import { listActivities } from '../activities.contract.ts';
import { filtersOf, type ListSearch } from './list-search.ts';

export const pageSize = 50;

/** Where the pages that were opened begin, so that one can go back; by the filters that they belong to. */
const visited = new Map<string, (string | undefined)[]>();

/** A page of a book; the total is asked once and kept while one turns pages. */
export function useList(form: string, view: ListSearch) {
  const filters = filtersOf(view);
  const key = JSON.stringify([form, filters, view.sort]);
  const list = useQuery({
    queryKey: ['activities', 'list', form, filters, view.sort, view.cursor],
    queryFn: ({ signal }) =>
      call(listActivities, {
        query: { form, ...filters, sort: view.sort, cursor: view.cursor, limit: pageSize },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const total = useQuery({
    queryKey: ['activities', 'total', form, filters],
    queryFn: async ({ signal }) =>
      (await call(listActivities, { query: { form, ...filters, limit: 1 }, signal })).total,
    enabled: view.cursor !== undefined,
    placeholderData: keepPreviousData,
  });
  const starts = visited.get(key) ?? [];
  starts[view.page - 1] = view.cursor;
  visited.set(key, starts);
  return {
    list,
    total: view.cursor === undefined ? list.data?.total : total.data,
    /** The page before, as far as it is known; the first one otherwise. */
    previous: (): { cursor: string | undefined; page: number | undefined } => {
      const page = view.page - 1;
      const cursor = starts[page - 1];
      return page <= 1 || cursor === undefined ? { cursor: undefined, page: undefined } : { cursor, page };
    },
  };
}
