import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TestApp, TestReply } from '../../platform/server/testing/app.ts';
import type { PersonInput } from './person.contract.ts';
import type { MembershipInput, Team } from './team.contract.ts';
import type { GivenTeam } from './team-input.rules.ts';
import { putTeam } from './teams.contract.ts';

type GivenMember = z.input<typeof MembershipInput>;

/** A member who is new, with a name; more where it matters. */
export function newMember(
  name: string,
  more: Partial<GivenMember> & { person?: Partial<z.input<typeof PersonInput>> } = {},
): GivenMember {
  const { person, ...rest } = more;
  return {
    id: uuidv7(),
    personId: uuidv7(),
    newPerson: { name, ...person },
    role: 'teamMember',
    joinedOn: '2025-03-01',
    ...rest,
  };
}

/** A team of an area as it is put in. */
export function teamOf(areaId: string, more: Partial<GivenTeam> = {}): GivenTeam {
  return { areaId, kind: 'selfManagedGroup', name: 'Tổ tự quản số 1', foundedOn: '2025-03-01', ...more };
}

/** Saves a team through the whole pipeline; a new one unless it is a change of one that was read. */
export function save(
  app: TestApp,
  token: string,
  team: GivenTeam,
  base?: { readonly id: string; readonly revision: number },
): Promise<TestReply<Team>> {
  const params = { id: base?.id ?? uuidv7() };
  return app.call(putTeam, { params, body: { baseRevision: base?.revision ?? 0, team } }, token);
}
