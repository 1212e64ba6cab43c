import {
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../../../platform/web/client.ts';
import type { Import, ImportMend, ImportRow, ImportRowState } from '../import.contract.ts';
import { getImport, listImportRows, mendImport } from '../imports.contract.ts';

const PAGE = 100;

export function isMoving(state: Import['state']): boolean {
  return state === 'uploaded' || state === 'checking' || state === 'committing';
}

function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => call(getImport, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data.state) ? 700 : false),
  });
}

/** One import; asked for again and again as long as it is being read or taken in. */
export function useImport(id: string) {
  return useQuery(importQuery(id));
}

export function importIs(client: QueryClient, next: Import): void {
  client.setQueryData(importQuery(next.id).queryKey, next);
  void client.invalidateQueries({ queryKey: ['imports', 'list'] });
}

export function rowsKey(id: string, which: { state?: ImportRowState; position?: number } = {}) {
  return ['imports', 'rows', id, which.state ?? 'all', which.position ?? 'all'] as const;
}

/** Rows of an import page by page; rows that were mended stay in the list as they became, until it is asked for anew. */
export function useImportRows(
  id: string,
  which: { state?: ImportRowState; position?: number },
  enabled = true,
) {
  return useInfiniteQuery({
    queryKey: rowsKey(id, which),
    queryFn: ({ pageParam, signal }) =>
      call(listImportRows, { params: { id }, query: { ...which, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchOnWindowFocus: false,
    enabled,
  });
}

type Pages = { pages: { items: ImportRow[]; next: string | null }[]; pageParams: unknown[] };

/** Sends what a person said; the rows named are shown as they became. */
export function useMend(id: string) {
  const client = useQueryClient();
  return async (said: Partial<ImportMend>): Promise<ImportRow[]> => {
    const body = { rows: [], places: [], choices: [], ...said };
    const answer = await call(mendImport, { params: { id }, body });
    importIs(client, answer.import);
    client.setQueriesData<Pages>({ queryKey: ['imports', 'rows', id] }, (old) => patched(old, answer.rows));
    const concernsMore = body.places.length > 0 || body.choices.length > 0;
    // Words hold for rows that were not named; and whatever was left out shows in another list.
    await client.invalidateQueries({
      queryKey: ['imports', 'rows', id],
      predicate: ({ queryKey }) => concernsMore || queryKey[3] === 'left' || queryKey[3] === 'all',
    });
    return answer.rows;
  };
}

function patched(old: Pages | undefined, rows: readonly ImportRow[]): Pages | undefined {
  if (!old) return old;
  const news = new Map(rows.map((row) => [keyOf(row), row]));
  const pages = old.pages.map((page) => ({
    ...page,
    items: page.items.map((row) => news.get(keyOf(row)) ?? row),
  }));
  return { ...old, pages };
}

export function keyOf(row: { position: number; row: number }): string {
  return `${row.position}.${row.row}`;
}
