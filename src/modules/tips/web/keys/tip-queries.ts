import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { getMyTipCustody, getMyTipKey } from '../../tip-member-key.contract.ts';
import { getTipOffice, listTipOffices } from '../../tip-office-members.contract.ts';
import { readTipWords } from '../../tip-work.contract.ts';
import { useMySecret } from './held-secret.ts';
import type { OpenedOffice } from './office-secrets.ts';
import { officeSecrets } from './office-secrets.ts';

export const myKeyQuery = queryOptions({
  queryKey: ['tips', 'my-key'],
  queryFn: async ({ signal }) => (await call(getMyTipKey, { signal })).key,
});

export const custodyQuery = queryOptions({
  queryKey: ['tips', 'custody'],
  queryFn: ({ signal }) => call(getMyTipCustody, { signal }),
});

export const officesQuery = queryOptions({
  queryKey: ['tips', 'offices'],
  queryFn: async ({ signal }) => (await call(listTipOffices, { signal })).offices,
});

export const officeQuery = (id: string) =>
  queryOptions({
    queryKey: ['tips', 'office', id],
    queryFn: ({ signal }) => call(getTipOffice, { params: { id }, signal }),
  });

export const wordsQuery = queryOptions({
  queryKey: ['tips', 'words'],
  queryFn: ({ signal }) => call(readTipWords, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The keys of an office that the person's open key gives; undefined while locked or on the way. Never cached. */
export function useOfficeSecrets(id: string | undefined): OpenedOffice | undefined {
  const mine = useMySecret();
  const office = useQuery({ ...officeQuery(id ?? ''), enabled: id !== undefined }).data;
  const [opened, setOpened] = useState<OpenedOffice | undefined>();
  useEffect(() => {
    let isOver = false;
    setOpened(undefined);
    if (office && mine !== undefined)
      void officeSecrets(office, mine).then((found) => isOver || setOpened(found));
    return () => {
      isOver = true;
    };
  }, [office, mine]);
  return opened;
}
