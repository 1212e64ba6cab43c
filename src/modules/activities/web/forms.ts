import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../../platform/web/client.ts';
import { readFigureCatalogue } from '../../figures/figures.contract.ts';
import { listForms } from '../activities.contract.ts';

const formsQuery = queryOptions({
  queryKey: ['forms'],
  queryFn: async ({ signal }) => {
    const { forms } = await call(listForms, { signal });
    return forms.toSorted((a, b) => a.order - b.order);
  },
  staleTime: 600_000,
});

/** The registers, in the order of menus. */
export function useForms() {
  return useQuery(formsQuery);
}

// The same key and answer as the explorer of figures, so that one request serves both.
const calendarQuery = queryOptions({
  queryKey: ['figures', 'catalogue'],
  queryFn: ({ signal }) => call(readFigureCatalogue, { signal }),
  staleTime: 600_000,
});

/** The server's day and the calendar of administrative reports (months from the 15th to the 14th). */
export function useCalendar() {
  const { data } = useQuery(calendarQuery);
  if (!data) return undefined;
  const scheme = data.schemes.find((each) => each.code === 'ADMIN_0915') ?? data.schemes[0];
  return { today: data.today, scheme };
}

/** After a change of records: lists, single records and figures are read again. */
export async function recordsChanged(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['activities'] }),
    client.invalidateQueries({ queryKey: ['figures', 'answer'] }),
    client.invalidateQueries({ queryKey: ['figures', 'records'] }),
  ]);
}
