import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Team } from '../team.contract.ts';
import { type GivenTeam, inputOf } from '../team-input.rules.ts';
import { getTeam, putTeam } from '../teams.contract.ts';
import { teamsText } from './teams.text.ts';

export const teamKey = (id: string) => ['teams', 'one', id] as const;

export function useTeam(id: string) {
  return useQuery({
    queryKey: teamKey(id),
    queryFn: ({ signal }) => call(getTeam, { params: { id }, signal }),
  });
}

/** After a change of teams or people: their lists, committees and the figures are read again. */
export async function teamsChanged(client: QueryClient, team?: Team): Promise<void> {
  if (team) client.setQueryData(teamKey(team.id), team);
  await Promise.all(
    ['teams', 'persons', 'committees', 'figures', 'models'].map((key) =>
      client.invalidateQueries({
        queryKey: [key],
        predicate: ({ queryKey }) => !team || queryKey[1] !== 'one' || queryKey[2] !== team.id,
      }),
    ),
  );
}

/** Sends a changed team on top of the one that was read. Throws ApiProblem. */
export function sendTeam(team: Team, input: GivenTeam): Promise<Team> {
  return call(putTeam, { params: { id: team.id }, body: { baseRevision: team.revision, team: input } });
}

type Parts = ReturnType<typeof inputOf>;

/** Changes a part of a team at once, with words for it and a way back; what goes wrong is said. */
export function useTeamChange(
  team: Team,
): (change: (input: Parts) => GivenTeam, words: string) => Promise<void> {
  const client = useQueryClient();
  const toast = useToast();
  const text = useText(teamsText);
  const [language] = useLanguage();
  return useCallback(
    async (change, words) => {
      const before = inputOf(team);
      try {
        const after = await sendTeam(team, change(before));
        await teamsChanged(client, after);
        const undo = async (): Promise<void> => {
          await teamsChanged(client, await sendTeam(after, before));
          toast({ text: text.undone });
        };
        toast({ text: words, undo });
      } catch (error) {
        toast({ tone: 'error', text: problemText(error, language) });
      }
    },
    [team, client, toast, text, language],
  );
}
