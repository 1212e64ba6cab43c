import { generateSync } from 'otplib';
import { signUp, testPassword } from '../../modules/accounts/accounts.factory.ts';
import * as me from '../../modules/accounts/me.contract.ts';
import { makeAuthenticator } from '../../modules/accounts/testing/authenticator.ts';
import { askAs, ownSession } from './walk.ts';
import type { Side, Walker, World } from './walk-world.ts';

const again = { password: testPassword };

async function withTotp(world: World, walker: Walker): Promise<string | undefined> {
  const token = await ownSession(walker);
  if (!token) return undefined;
  const { secret } = await world.must(me.startTotp, { body: again }, token);
  await world.must(me.confirmTotp, { body: { code: generateSync({ secret }) } }, token);
  return token;
}

async function newPasskey(world: World, token: string) {
  const authenticator = makeAuthenticator({ origin: 'http://localhost:8080' });
  const { challengeId, options } = await world.must(me.passkeyOptions, { body: again }, token);
  return { challengeId, response: authenticator.create(options), name: 'Điện thoại' };
}

/** The walker's own passkey on side A, somebody else's on side B. */
async function somePasskey(world: World, side: Side, walker: Walker) {
  const token = await ownSession(walker);
  const other = (await signUp(world.app, { role: 'recorder', areaId: side.hamlet })).token;
  const owner = (side.name === 'A' ? token : undefined) ?? other;
  const { id } = await world.must(me.addPasskey, { body: await newPasskey(world, owner) }, owner);
  return { token, params: { id } };
}

/** One's own account: the same everywhere; on side B the ids are somebody else's. */
export const meWalks = [
  askAs(me.getMe, () => ({})),
  askAs(me.updateMe, async (_world, _side, walker) => ({
    token: await ownSession(walker),
    body: { displayName: 'Tên mới' },
  })),
  askAs(me.changePassword, async (_world, _side, walker) => ({
    token: await ownSession(walker),
    body: { oldPassword: testPassword, newPassword: 'gà gáy canh ba đầu xóm' },
  })),
  askAs(me.listSessions, () => ({})),
  askAs(me.endSession, async (world, side, walker) => {
    const token = await ownSession(walker);
    const other = (await signUp(world.app, { role: 'recorder', areaId: side.hamlet })).token;
    const owner = (side.name === 'A' ? token : undefined) ?? other;
    const { session } = await world.must(me.getMe, {}, owner);
    return { token, params: { id: session.id } };
  }),
  askAs(me.endOtherSessions, async (_world, _side, walker) => ({ token: await ownSession(walker) })),
  askAs(me.startTotp, async (_world, _side, walker) => ({ token: await ownSession(walker), body: again })),
  askAs(me.confirmTotp, async (world, _side, walker) => {
    const token = await ownSession(walker);
    const begun = token && (await world.must(me.startTotp, { body: again }, token));
    return { token, body: { code: begun ? generateSync({ secret: begun.secret }) : '000000' } };
  }),
  askAs(me.removeTotp, async (world, _side, walker) => ({
    token: await withTotp(world, walker),
    body: again,
  })),
  askAs(me.renewRecoveryCodes, async (world, _side, walker) => ({
    token: await withTotp(world, walker),
    body: again,
  })),
  askAs(me.listPasskeys, () => ({})),
  askAs(me.passkeyOptions, async (_world, _side, walker) => ({
    token: await ownSession(walker),
    body: again,
  })),
  askAs(me.addPasskey, async (world, side, walker) => {
    const token = await ownSession(walker);
    return { token, body: await newPasskey(world, token ?? side.officer.token) };
  }),
  askAs(me.renamePasskey, async (world, side, walker) => ({
    ...(await somePasskey(world, side, walker)),
    body: { name: 'Tên khác' },
  })),
  askAs(me.removePasskey, async (world, side, walker) => ({
    ...(await somePasskey(world, side, walker)),
    body: again,
  })),
];
