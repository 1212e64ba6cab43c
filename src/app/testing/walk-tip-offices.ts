import { v4 as uuidv4 } from 'uuid';
import { signUp } from '../../modules/accounts/accounts.factory.ts';
import { makeHamlet } from '../../modules/areas/areas.factory.ts';
import { makeKeyPair } from '../../modules/tips/crypto/keys.ts';
import { makeHandover, makeOfficeKey, sealOfficeSecret } from '../../modules/tips/crypto/office.ts';
import { makeRecovery } from '../../modules/tips/crypto/recovery.ts';
import { ownSecretsOf, someLock } from '../../modules/tips/testing/offices.ts';
import * as mine from '../../modules/tips/tip-member-key.contract.ts';
import * as offices from '../../modules/tips/tip-office-members.contract.ts';
import * as recovery from '../../modules/tips/tip-recovery.contract.ts';
import {
  answerOf,
  askCustodians,
  closingOffice,
  keyHolder,
  memberLike,
  namedOfficer,
  officeOf,
  recovered,
  recoveryFor,
} from './tip-world.ts';
import { ask, askAs } from './walk.ts';
import type { Side, Walker, World } from './walk-world.ts';

const idOf = async (world: World, side: Side) => ({ id: (await officeOf(world, side)).id });

/** An officer of the side who is nobody's member yet. */
const someOfficer = (world: World, side: Side) =>
  signUp(world.app, { role: 'officer', areaId: side.commune });

const leaderOf = (world: World, side: Side): Walker => ({
  name: 'leader',
  token: 'x',
  userId: undefined,
  twin: () => signUp(world.app, { role: 'leader', areaId: side.commune }),
});

const officerOf = (world: World, side: Side): Walker => ({
  name: 'officer',
  token: 'x',
  userId: undefined,
  twin: () => someOfficer(world, side),
});

async function named(world: World, side: Side) {
  const params = { ...(await idOf(world, side)), userId: (await someOfficer(world, side)).userId };
  await world.must(offices.nameTipMember, { params }, side.administrator.token);
  return { params };
}

async function nextKeyOf(world: World, side: Side) {
  const office = await officeOf(world, side);
  const detail = await world.must(offices.getTipOffice, { params: { id: office.id } }, office.founder.token);
  const made = await makeOfficeKey(office.id, (await ownSecretsOf(world.app, office, office.founder)).at(-1));
  const wraps = [];
  for (const { state, userId, recipient } of detail.members)
    if (state === 'active' && recipient)
      wraps.push({ userId, sealed: (await sealOfficeSecret(made, recipient)).sealed });
  // With custodians from earlier requests the next key has shares for them again.
  const custodians = detail.recovery?.custodians ?? [];
  const keepers = custodians.flatMap(({ userId, recipient }) => (recipient ? [{ userId, recipient }] : []));
  return { made, wraps, custodians: keepers };
}

/** Two custodians: the walker's like and another one. */
async function custodiansWith(world: World, side: Side, one: Awaited<ReturnType<typeof keyHolder>>) {
  const other = await keyHolder(world, leaderOf(world, side));
  return [one, other].flatMap((person) => (person ? [person] : []));
}

async function twoCustodians(world: World, side: Side) {
  const first = await keyHolder(world, leaderOf(world, side));
  return custodiansWith(world, side, first);
}

/** A request for recovery by somebody of the walker's kind who was named; nobody's where his kind may not. */
async function ownRequest(world: World, side: Side, walker: Walker) {
  const asker = await memberLike(world, side, walker, 'named');
  const params = { ...(await idOf(world, side)), requestId: uuidv4() };
  if (!asker) return { asker, params, custodians: [] };
  const custodians = await twoCustodians(world, side);
  const { officeId, requestId } = await askCustodians(world, side, asker, custodians);
  return { asker, params: { id: officeId, requestId }, custodians };
}

/** Offices, their members and keys, and one's own key. Who belongs to an office works there; who does not, does not. */
export const tipOfficeWalks = [
  ask(offices.listTipOffices, () => ({})),
  ask(offices.getTipOffice, async (world, side) => ({ params: await idOf(world, side) })),
  ask(offices.listTipCandidates, async (world, side) => ({ params: await idOf(world, side) })),
  ask(offices.createTipOffice, async (world, side) => {
    const hamlet = await makeHamlet(world.app.database.db, side.commune, `Thôn ${uuidv4()}`);
    const body = { id: uuidv4(), areaId: hamlet.id, kind: 'commune' as const, name: 'Công an xã mới' };
    return { body };
  }),
  ask(offices.nameTipMember, async (world, side) => ({
    params: { ...(await idOf(world, side)), userId: (await someOfficer(world, side)).userId },
  })),
  ask(offices.dismissTipMember, named),
  ask(offices.chooseTipHeir, async (world, side) => ({
    params: await idOf(world, side),
    body: { heirId: null },
  })),
  askAs(offices.leaveTipOffice, async (world, side, walker) => ({
    params: await idOf(world, side),
    token: (await memberLike(world, side, walker, 'active'))?.token ?? walker.token,
  })),
  askAs(offices.admitTipMember, async (world, side, walker) => {
    const office = await officeOf(world, side);
    const newcomer = await keyHolder(world, officerOf(world, side));
    if (!newcomer) throw new Error('nobody new');
    const params = { id: office.id, userId: newcomer.userId };
    await world.must(offices.nameTipMember, { params }, side.administrator.token);
    const wraps = [];
    for (const secret of await ownSecretsOf(world.app, office, office.founder))
      wraps.push(await sealOfficeSecret(secret, newcomer.pair.recipient));
    const token = (await memberLike(world, side, walker, 'active'))?.token ?? walker.token;
    return { params, body: { recipient: newcomer.pair.recipient, wraps }, token };
  }),
  askAs(offices.makeTipOfficeKey, async (world, side, walker) => {
    const office = await officeOf(world, side);
    const member = await memberLike(world, side, walker, 'active');
    const { made, wraps, custodians } = await nextKeyOf(world, side);
    const all = [...(await ownSecretsOf(world.app, office, office.founder)), made];
    const shares = custodians.length > 1 ? await makeRecovery(custodians, 2, all) : null;
    const body = { key: made.key, wraps, recovery: shares };
    return { params: { id: office.id }, body, token: member?.token ?? walker.token };
  }),
  askAs(offices.handOverTipOffice, async (world, side, walker) => {
    const member = await memberLike(world, side, walker, 'named');
    if (!member)
      return { params: await idOf(world, side), body: await someHandover(world, side), token: walker.token };
    const { id, heir } = await closingOffice(world, side, member);
    const own = await ownSecretsOf(world.app, { id }, member);
    const to = (await ownSecretsOf(world.app, heir, heir.founder)).at(-1);
    const newest = own.at(-1);
    if (!to || !newest) throw new Error('no keys');
    const keys = [];
    for (const secret of own) keys.push(await sealOfficeSecret(secret, to.key.recipient));
    const body = { keys, handover: makeHandover(newest, to.key, null) };
    return { params: { id }, body, token: member.token };
  }),

  askAs(recovery.setTipRecovery, async (world, side, walker) => {
    const member = await memberLike(world, side, walker, 'active');
    const body = await recoveryFor(world, side, await twoCustodians(world, side));
    return { params: await idOf(world, side), body, token: member?.token ?? walker.token };
  }),
  askAs(recovery.askTipRecovery, async (world, side, walker) => {
    const member = await memberLike(world, side, walker, 'named');
    const office = await officeOf(world, side);
    const body = await recoveryFor(world, side, await twoCustodians(world, side));
    await world.must(recovery.setTipRecovery, { params: { id: office.id }, body }, office.founder.token);
    const recipient = (member ?? office.founder).pair.recipient;
    return {
      params: { id: office.id },
      body: { id: uuidv4(), recipient, reason: 'Quên cụm mật khẩu' },
      token: member?.token ?? walker.token,
    };
  }),
  askAs(recovery.getTipRecovery, async (world, side, walker) => {
    const { asker, params } = await ownRequest(world, side, walker);
    return { params, token: asker?.token ?? walker.token };
  }),
  askAs(recovery.finishTipRecovery, async (world, side, walker) => {
    const { asker, params, custodians } = await ownRequest(world, side, walker);
    if (asker) {
      const request = { officeId: params.id, requestId: params.requestId };
      return { ...(await recovered(world, asker, custodians, request)), token: asker.token };
    }
    const [secret] = await ownSecretsOf(
      world.app,
      await officeOf(world, side),
      (await officeOf(world, side)).founder,
    );
    if (!secret) throw new Error('no key');
    const wraps = [await sealOfficeSecret(secret, secret.key.recipient)];
    return { params, body: { wraps, proof: 'a'.repeat(128) }, token: walker.token };
  }),
  askAs(recovery.withdrawTipRecovery, async (world, side, walker) => {
    const { asker, params } = await ownRequest(world, side, walker);
    return { params, token: asker?.token ?? walker.token };
  }),

  askAs(mine.getMyTipKey, () => ({})),
  askAs(mine.putMyTipKey, async (_world, _side, walker) => ({
    body: { recipient: (await makeKeyPair()).recipient, locks: [someLock()], replaces: null },
    token: walker.token && (await walker.twin()).token,
  })),
  askAs(mine.addMyTipLock, async (world, _side, walker) => ({
    body: someLock(),
    token: (await keyHolder(world, walker))?.token,
  })),
  askAs(mine.removeMyTipLock, async (world, side, walker) => {
    const own = await keyHolder(world, walker);
    const owner = (side.name === 'A' && own) || (await keyHolder(world, leaderOf(world, side)));
    const second = someLock();
    if (!owner) throw new Error('nobody has a key');
    await world.must(mine.addMyTipLock, { body: second }, owner.token);
    return { params: { id: second.id }, token: own?.token };
  }),
  askAs(mine.getMyTipCustody, () => ({})),
  askAs(mine.answerTipRecovery, async (world, side, walker) => {
    const own = await keyHolder(world, walker);
    const custodians = await custodiansWith(
      world,
      side,
      side.name === 'A' && own ? own : await keyHolder(world, leaderOf(world, side)),
    );
    const asker = await namedOfficer(world, side);
    const { requestId } = await askCustodians(world, side, asker, custodians);
    const [first] = custodians;
    if (!first) throw new Error('no custodian');
    return {
      params: { id: requestId },
      body: { sealed: await answerOf(world, first, requestId) },
      token: own?.token,
    };
  }),
];

async function someHandover(world: World, side: Side) {
  const office = await officeOf(world, side);
  const [secret] = await ownSecretsOf(world.app, office, office.founder);
  if (!secret) throw new Error('no key');
  const keys = [await sealOfficeSecret(secret, secret.key.recipient)];
  return { keys, handover: makeHandover(secret, secret.key, null) };
}
