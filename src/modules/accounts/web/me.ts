import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { Permission } from '../../../platform/permissions.ts';
import { call } from '../../../platform/web/client.ts';
import { getMe, type Me } from '../me.contract.ts';
import { getInstallation, getSetup, type Installation } from '../setup.contract.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(getMe, { signal }),
  staleTime: 60_000,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(getSetup, { signal }),
});

const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => call(getInstallation, { signal }),
  staleTime: 600_000,
});

/** Who is signed in. For pages below the signed-in layout, which has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether some role of the person allows this, somewhere; for a record ask its `can`. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

/** The agency and the place that the installation serves; undefined while it is loaded. */
export function useInstallation(): Installation | undefined {
  return useQuery(installationQuery).data;
}
