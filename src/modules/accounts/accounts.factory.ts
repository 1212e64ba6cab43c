import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../platform/permissions.ts';
import { system } from '../../platform/server/caller.ts';
import { type Context, inTransaction, makeClock } from '../../platform/server/context.ts';
import type { HttpEdge } from '../../platform/server/route.ts';
import type { TestApp } from '../../platform/server/testing/app.ts';
import type { SessionStrength } from './me.contract.ts';
import { addUser } from './server/accounts.service.ts';
import type { PasswordCost } from './server/passwords.service.ts';
import { asProven, startSession } from './server/sessions.service.ts';
import { makeSetupLink } from './server/setup.service.ts';
import { setUp } from './setup.contract.ts';

/** Argon2 as cheap as it gets: tests make hundreds of accounts. */
export const cheapCost: PasswordCost = { memoryCost: 8, timeCost: 1 };

/** Passes every rule; for test accounts alone. */
export const testPassword = 'cối xay gạo bên sông';

/** Runs a piece of a service as the system, as the command line does. */
export function asSystem<T>(
  app: Pick<TestApp, 'database'>,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const options = { caller: system, access: 'signedIn', clock: makeClock() } as const;
  return inTransaction(app.database.db, options, work);
}

/** The id of an area by its code: `07840` of today, `before:07846` of before 1/7/2025. */
export async function areaIdOf(app: Pick<TestApp, 'database'>, code: string): Promise<string> {
  const [areaSystem, bare] = code.startsWith('before:') ? ['before', code.slice(7)] : ['2025', code];
  return asSystem(app, async ({ tx }) => {
    const found = await sql<{ area_id: string }>`
      select area_id from area_code where system = ${areaSystem} and code = ${bare}`.execute(tx);
    const id = found.rows[0]?.area_id;
    if (id === undefined) throw new Error(`no area has the code ${code}`);
    return id;
  });
}

/** Somebody with a role, signed in: `token` is what `app.call` takes. */
export interface SignedUp {
  readonly token: string;
  readonly userId: string;
  readonly username: string;
  readonly areaId: string;
}

/**
 * Makes an account with a role in an area (`areaCode`, or `areaId` for one without code, e.g. a hamlet) and signs it in.
 * The area's kind must fit the role (roleAreaKinds): recorder in a hamlet, officer and leader in a commune, staff in a
 * province. The password is `testPassword`.
 */
export async function signUp(
  app: Pick<TestApp, 'database'>,
  given: {
    role: Role;
    areaCode?: string;
    areaId?: string;
    username?: string;
    displayName?: string;
    /** How the session began; with a second step unless said. */
    strength?: SessionStrength;
  },
): Promise<SignedUp> {
  const areaId = given.areaId ?? (await areaIdOf(app, given.areaCode ?? '07840'));
  const username = given.username ?? `${given.role}-${uuidv7().slice(-12)}`;
  return asSystem(app, async (context) => {
    const { userId } = await addUser(context, {
      username,
      displayName: given.displayName ?? username,
      password: testPassword,
      cost: cheapCost,
      assignments: [{ role: given.role, areaId }],
    });
    const token = await asProven(context, userId, (own) =>
      startSession(own, silentEdge, { strength: given.strength ?? 'second', device: 'own' }),
    );
    return { token, userId, username, areaId };
  });
}

const silentEdge: HttpEdge = {
  sessionToken: undefined,
  deviceToken: undefined,
  address: '127.0.0.1',
  userAgent: '',
  setCookie: () => undefined,
  clearSession: () => undefined,
};

/** Sets the installation up through its link, as the wizard does; gives the administrator, signed in. */
export async function completeSetup(
  app: Pick<TestApp, 'database' | 'call'>,
  areaId: string,
): Promise<SignedUp> {
  const link = await asSystem(app, makeSetupLink);
  if (link === undefined) throw new Error('this installation is set up already');
  const username = 'quantri';
  const reply = await app.call(setUp, {
    body: {
      token: link,
      areaId,
      agencyName: 'Công an xã Hiệp Hòa',
      parentAgencyName: 'Công an tỉnh Bắc Ninh',
      placeName: 'Hiệp Hòa',
      administrator: { username, displayName: 'Nguyễn Thị Quản', password: testPassword },
    },
  });
  const token = reply.cookies.find((cookie) => cookie.name === 'session')?.value;
  if (reply.status !== 201 || token === undefined)
    throw new Error(`set-up failed: ${JSON.stringify(reply.body)}`);
  return { token, userId: reply.body.userId, username, areaId };
}
