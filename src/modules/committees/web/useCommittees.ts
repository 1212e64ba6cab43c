import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { type Committee, type CommitteeInput, getCommittee, putCommittee } from '../committees.contract.ts';

export type GivenCommittee = z.input<typeof CommitteeInput>;

export function useCommittee(id: string) {
  return useQuery({
    queryKey: ['committees', 'one', id],
    queryFn: ({ signal }) => call(getCommittee, { params: { id }, signal }),
    enabled: id !== '',
  });
}

/** After a change of committees: their lists, people and the figures are read again. */
export async function committeesChanged(client: QueryClient, committee?: Committee): Promise<void> {
  if (committee) client.setQueryData(['committees', 'one', committee.id], committee);
  await Promise.all(
    ['committees', 'persons', 'figures'].map((key) =>
      client.invalidateQueries({
        queryKey: [key],
        predicate: ({ queryKey }) => !committee || queryKey[1] !== 'one' || queryKey[2] !== committee.id,
      }),
    ),
  );
}

/** A committee that was read, as it is put in again. */
export function inputOf(committee: Committee): GivenCommittee {
  const { areaId, kind, name, standingBody, decision, foundedOn, note } = committee;
  const { endedOn, endReason, voidReason, tasks } = committee;
  return {
    ...{ areaId, kind, name, standingBody, decision, foundedOn, note, endedOn, endReason, voidReason, tasks },
    seats: committee.seats.map(({ id, person, role, office, from, to }) => ({
      ...{ id, personId: person.id, role, office, from, to },
    })),
    siteIds: committee.models.map((model) => model.id),
  };
}

/** Sends a changed committee on top of the one that was read. Throws ApiProblem. */
export function sendCommittee(
  id: string,
  baseRevision: number,
  committee: GivenCommittee,
): Promise<Committee> {
  return call(putCommittee, { params: { id }, body: { baseRevision, committee } });
}
