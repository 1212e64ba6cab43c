import { v7 as uuidv7 } from 'uuid';
import { signUp } from '../../modules/accounts/accounts.factory.ts';
import * as gong from '../../modules/gong/gong.contract.ts';
import * as push from '../../modules/gong/push.contract.ts';
import { bindTestPhone } from '../../modules/sync/sync.factory.ts';
import { ask, askAs, showing } from './walk.ts';
import { codeGiver, type Side, type Walker, type World } from './walk-world.ts';

/** Sounded in the side's hamlet by somebody new, so that no limit is reached, and long over for whoever counts hours. */
async function alarmOf(world: World, side: Side): Promise<{ id: string; userId: string }> {
  const by = await signUp(world.app, { role: 'recorder', areaId: side.hamlet });
  const id = uuidv7();
  const body = { hamletIds: [side.hamlet], kind: 'other' as const, place: side.secret, isDrill: false };
  const made = await world.must(gong.soundGong, { params: { id }, body }, by.token);
  if (made.state === 'joined' && made.joinedTo) return { id: made.joinedTo, userId: by.userId };
  return { id, userId: by.userId };
}

/** A phone of the walker's own, where he can have one: only who records gets one. */
async function ownPhone(world: World, walker: Walker): Promise<{ phoneId: string; token?: string }> {
  if (!walker.userId || !['recorder', 'officer'].includes(walker.name)) return { phoneId: uuidv7() };
  const officer = codeGiver(world, walker);
  const { id, token } = await bindTestPhone(world.app, { officer, userId: walker.userId });
  return { phoneId: id, token };
}

const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };

export const gongWalks = [
  askAs(gong.soundGong, (_world, side) => ({
    params: { id: uuidv7() },
    body: { hamletIds: [side.hamlet], kind: 'flood' as const, isDrill: false },
  })),
  showing(
    ask(gong.listGongs, async (world) => {
      for (const side of [world.sides.A, world.sides.B]) await alarmOf(world, side);
      return {};
    }),
    (side) => side.secret,
  ),
  ask(gong.getGong, async (world, side) => ({ params: { id: (await alarmOf(world, side)).id } })),
  ask(gong.answerGong, async (world, side) => ({
    params: { id: (await alarmOf(world, side)).id },
    body: { answer: 'known' as const },
  })),
  ask(gong.endGong, async (world, side) => ({
    params: { id: (await alarmOf(world, side)).id },
    body: { why: 'over' as const },
  })),
  ask(gong.getGongReach, () => ({})),
  ask(gong.listGongSounders, () => ({})),
  ask(gong.suspendGong, async (world, side) => ({
    body: { id: uuidv7(), userId: (await alarmOf(world, side)).userId, reason: 'Đánh mõ đùa' },
  })),
  ask(gong.liftGongSuspension, async (world, side) => {
    const id = uuidv7();
    const body = { id, userId: (await alarmOf(world, side)).userId, reason: 'Đánh mõ đùa' };
    await world.must(gong.suspendGong, { body }, side.officer.token);
    return { params: { id } };
  }),
  ask(push.getPushKey, () => ({})),
  askAs(push.subscribePush, async (world, _side, walker) => {
    const { phoneId, token } = await ownPhone(world, walker);
    const body = { endpoint: 'http://127.0.0.1:9/a', keys };
    return { params: { phoneId }, body, ...(token ? { token } : {}) };
  }),
  askAs(push.unsubscribePush, async (world, _side, walker) => {
    const { phoneId, token } = await ownPhone(world, walker);
    return { params: { phoneId }, ...(token ? { token } : {}) };
  }),
];
