import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type { RequestOf } from '../../../platform/contract.ts';
import { call } from '../../../platform/web/client.ts';
import type { CellAddress } from '../figure-view.rules.ts';
import {
  type FigureAnswer,
  type Lens,
  listFigureRecords,
  queryFigures,
  readFigureCatalogue,
} from '../figures.contract.ts';

/** What is asked; `lens`, `scheme`, `compare` and the rest may be left out. */
export type FigureQuestion = RequestOf<typeof queryFigures>['body'];

const catalogueQuery = queryOptions({
  queryKey: ['figures', 'catalogue'],
  queryFn: ({ signal }) => call(readFigureCatalogue, { signal }),
  staleTime: 600_000,
});

/** Indicators by group, period schemes, dimensions, and the server's day. */
export function useFigureCatalogue() {
  return useQuery(catalogueQuery);
}

/** Figures as asked; nothing is asked while the question is undefined. The last answer stays until the next is there. */
export function useFigures(question: FigureQuestion | undefined): UseQueryResult<FigureAnswer> {
  return useQuery({
    queryKey: ['figures', 'answer', question],
    queryFn: ({ signal }) => {
      if (question === undefined) throw new RangeError('nothing asked');
      return call(queryFigures, { body: question, signal });
    },
    enabled: question !== undefined && question.indicators.length > 0,
    placeholderData: keepPreviousData,
  });
}

/** The records behind one number, page by page. */
export function useFigureRecords(cell: CellAddress, how: { lens: Lens; verifiedOnly: boolean }) {
  return useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: ['figures', 'records', cell, how],
      queryFn: ({ pageParam, signal }) =>
        call(listFigureRecords, {
          query: {
            ...cell,
            lens: how.lens,
            ...(how.verifiedOnly ? { verifiedOnly: 'true' } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
          signal,
        }),
      initialPageParam: '',
      getNextPageParam: (page) => page.next,
    }),
  );
}
