import { generateSync } from 'otplib';
import { v7 as uuidv7 } from 'uuid';
import * as administration from '../../modules/accounts/accounts.contract.ts';
import { asSystem, signUp, testPassword } from '../../modules/accounts/accounts.factory.ts';
import { addPasskey, confirmTotp, passkeyOptions, startTotp } from '../../modules/accounts/me.contract.ts';
import * as setup from '../../modules/accounts/setup.contract.ts';
import * as signing from '../../modules/accounts/sign-in.contract.ts';
import { makeAuthenticator } from '../../modules/accounts/testing/authenticator.ts';
import { countryId } from '../../modules/areas/area-identity.rules.ts';
import { listAudit, listSignInCounts } from '../../modules/audit/audit.contract.ts';
import { getDesk } from '../../modules/desk/desk.contract.ts';
import { ask, askAs, ownSession, showing } from './walk.ts';
import { invited, type Side, type World } from './walk-world.ts';

const recorder = (world: World, side: Side) => signUp(world.app, { role: 'recorder', areaId: side.hamlet });
const tokenOf = (path: string): string => path.split('/').at(-1)?.split('=').at(-1) ?? '';

// Signing in ends the session that the browser had before: each walker does it with one that he can spare.
const doors = [
  ask(setup.getSetup, () => ({})),
  ask(setup.checkSetupLink, () => ({ query: { token: 'an-old-one' } })),
  // The installation is set up: whoever asks again is told so.
  ask(setup.setUp, () => ({
    body: {
      token: 'an-old-one',
      areaId: countryId,
      agencyName: 'Cơ quan',
      parentAgencyName: 'Cấp trên',
      placeName: 'Nơi',
      administrator: { username: 'ke.cuop', displayName: 'Kẻ cướp', password: testPassword },
    },
  })),
  ask(setup.getInstallation, () => ({})),
  askAs(signing.signIn, async (world, side, walker) => {
    const { username } = await recorder(world, side);
    return { token: await ownSession(walker), body: { username, password: testPassword } };
  }),
  askAs(signing.signInTotp, async (world, side, walker) => {
    const { username, token } = await recorder(world, side);
    const { secret } = await world.must(startTotp, { body: { password: testPassword } }, token);
    const { recoveryCodes } = await world.must(
      confirmTotp,
      { body: { code: generateSync({ secret }) } },
      token,
    );
    const begun = await world.must(signing.signIn, { body: { username, password: testPassword } }, '');
    const challengeId = begun.next === 'totp' ? begun.challengeId : uuidv7();
    return { token: await ownSession(walker), body: { challengeId, code: recoveryCodes[0] ?? '' } };
  }),
  ask(signing.passkeySignInOptions, () => ({})),
  askAs(signing.passkeySignIn, async (world, side, walker) => {
    const { token } = await recorder(world, side);
    const authenticator = makeAuthenticator({ origin: 'http://localhost:8080' });
    const made = await world.must(passkeyOptions, { body: { password: testPassword } }, token);
    const response = authenticator.create(made.options);
    await world.must(
      addPasskey,
      { body: { challengeId: made.challengeId, response, name: 'Điện thoại' } },
      token,
    );
    const { challengeId, options } = await world.must(signing.passkeySignInOptions, {}, '');
    return { token: await ownSession(walker), body: { challengeId, response: authenticator.get(options) } };
  }),
  askAs(signing.signOut, async (_world, _side, walker) => ({ token: await ownSession(walker) })),
  ask(signing.getLink, async (world, side) => ({
    params: { token: tokenOf((await invited(world, side)).link.path) },
  })),
  askAs(signing.acceptLink, async (world, side, walker) => ({
    token: await ownSession(walker),
    params: { token: tokenOf((await invited(world, side)).link.path) },
    body: { password: testPassword },
  })),
];

const managed = [
  showing(
    ask(administration.listAccounts, (_world, side) => ({
      query: { limit: 200, ...(side.name === 'A' ? { search: side.secret } : { areaId: side.commune }) },
    })),
    (side) => side.officer.userId,
  ),
  ask(administration.getAccount, (_world, side) => ({ params: { id: side.officer.userId } })),
  ask(administration.inviteAccount, (_world, side) => ({
    body: {
      username: `moi-${uuidv7().slice(-12)}`,
      displayName: 'Người mới',
      assignments: [{ role: 'recorder' as const, areaId: side.hamlet }],
    },
  })),
  ask(administration.renewInvitation, async (world, side) => ({
    params: { id: (await invited(world, side)).account.id },
  })),
  ask(administration.resetAccount, async (world, side) => ({
    params: { id: (await recorder(world, side)).userId },
    body: {},
  })),
  ask(administration.disableAccount, async (world, side) => ({
    params: { id: (await recorder(world, side)).userId },
  })),
  ask(administration.enableAccount, async (world, side) => {
    const { userId } = await recorder(world, side);
    await world.must(administration.disableAccount, { params: { id: userId } }, side.administrator.token);
    return { params: { id: userId } };
  }),
  ask(administration.endAccountSessions, async (world, side) => ({
    params: { id: (await recorder(world, side)).userId },
  })),
  ask(administration.grantRole, async (world, side) => ({
    params: { id: (await recorder(world, side)).userId },
    body: { role: 'officer' as const, areaId: side.commune },
  })),
  ask(administration.revokeRole, async (world, side) => {
    const { userId } = await recorder(world, side);
    const assignmentId = await asSystem(world.app, async ({ tx }) => {
      const query = tx.selectFrom('role_assignment').select('id').where('user_id', '=', userId);
      return (await query.executeTakeFirstOrThrow()).id;
    });
    return { params: { id: userId, assignmentId } };
  }),
  showing(
    ask(listAudit, (_world, side) => ({
      query: side.name === 'A' ? { limit: 200, action: 'activity' } : { subjectId: side.record },
    })),
    (side) => side.record,
  ),
  ask(listSignInCounts, () => ({ query: {} })),
  ask(getDesk, () => ({})),
];

/** Set-up, sign-in, administration, the log and the desk. */
export const accountWalks = [...doors, ...managed];
