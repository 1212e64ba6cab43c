import { v7 as uuidv7 } from 'uuid';
import { signUp } from '../../modules/accounts/accounts.factory.ts';
import { patrol } from '../../modules/activities/activities.factory.ts';
import { readFieldModels } from '../../modules/models/field-tasks.contract.ts';
import { readFieldPledges } from '../../modules/pledges/field-pledges.contract.ts';
import { getFieldDay } from '../../modules/sync/field-day.contract.ts';
import * as messages from '../../modules/sync/messages.contract.ts';
import * as phones from '../../modules/sync/phones.contract.ts';
import * as sync from '../../modules/sync/sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../../modules/sync/sync.factory.ts';
import { takeSyncFile } from '../../modules/sync/sync-file.contract.ts';
import { ask, askAs } from './walk.ts';
import { codeGiver, day, type Side, type Walker, type World } from './walk-world.ts';

/** A volunteer of the side's hamlet. */
async function volunteer(world: World, side: Side): Promise<string> {
  return (await signUp(world.app, { role: 'recorder', areaId: side.hamlet })).userId;
}

async function phoneOf(world: World, side: Side): Promise<TestPhone> {
  return bindTestPhone(world.app, { officer: side.officer.token, userId: await volunteer(world, side) });
}

/** A phone of the walker's own, where he can have one: only who records gets one. */
async function ownPhone(world: World, walker: Walker): Promise<TestPhone | undefined> {
  if (!walker.userId || !['recorder', 'officer'].includes(walker.name)) return undefined;
  return bindTestPhone(world.app, { officer: codeGiver(world, walker), userId: walker.userId });
}

const byPhone = (phone: TestPhone | undefined) => ({
  phoneId: phone?.id ?? uuidv7(),
  ...(phone ? { token: phone.token } : {}),
});

export const syncWalks = [
  askAs(sync.pushCommands, async (world, _side, walker) => {
    const { phoneId, ...own } = byPhone(await ownPhone(world, walker));
    return { ...own, body: { phoneId, sentAt: new Date().toISOString(), waiting: 0, commands: [] } };
  }),
  askAs(sync.sendEnvelopes, async (world, side) => {
    const phone = await phoneOf(world, side);
    const save = patrol(side.hamlet, { day });
    const out = { areaId: side.hamlet, people: 3, startedAt: new Date().toISOString() };
    await phone.send([
      { record: uuidv7(), save },
      { record: uuidv7(), kind: 'patrol.begin', save: out },
    ]);
    return { body: { phoneId: phone.id, envelopes: [await phone.seal({ record: uuidv7(), save })] } };
  }),
  askAs(phones.getCourierKey, async (world, _side, walker) => {
    const { phoneId, ...own } = byPhone(await ownPhone(world, walker));
    return { ...own, params: { id: phoneId } };
  }),
  askAs(sync.pullChanges, async (world, _side, walker) => {
    const { phoneId, ...own } = byPhone(await ownPhone(world, walker));
    return { ...own, query: { phoneId } };
  }),
  ask(sync.listSyncItems, () => ({})),
  ask(sync.settleSyncItem, async (world, side) => {
    const phone = await phoneOf(world, side);
    const save = { ...patrol(side.hamlet, { day }), form: 'khongCo' };
    const command = uuidv7();
    await phone.send([{ record: uuidv7(), save, command }]);
    return { params: { id: command }, body: { action: 'drop' as const, reason: 'Ghi thử' } };
  }),
  ask(takeSyncFile, async (world, side) => ({
    body: { phoneId: (await phoneOf(world, side)).id, commands: [] },
  })),
  ask(readFieldPledges, () => ({})),
  ask(readFieldModels, () => ({})),
  ask(phones.makePhoneCode, async (world, side) => ({ body: { userId: await volunteer(world, side) } })),
  askAs(phones.bindPhone, async (world, side) => {
    const body = { userId: await volunteer(world, side) };
    const { code } = await world.must(phones.makePhoneCode, { body }, side.officer.token);
    return { body: { code, phoneId: uuidv7(), name: 'Máy của tổ' } };
  }),
  ask(phones.listPhones, () => ({})),
  ask(messages.sendMessage, (_world, side) => ({
    params: { id: uuidv7() },
    body: { text: 'Họp tổ tối thứ năm', areaIds: [side.hamlet] },
  })),
  ask(messages.listMessages, () => ({})),
  ask(messages.withdrawMessage, async (world, side) => {
    const params = { id: uuidv7() };
    const body = { text: 'Họp tổ tối thứ năm', areaIds: [side.hamlet] };
    await world.must(messages.sendMessage, { params, body }, side.officer.token);
    return { params };
  }),
  ask(getFieldDay, () => ({})),
  ask(phones.renamePhone, async (world, side) => ({
    params: { id: (await phoneOf(world, side)).id },
    body: { name: 'Máy của tổ 3' },
  })),
  ask(phones.wipePhone, async (world, side) => ({ params: { id: (await phoneOf(world, side)).id } })),
  ask(phones.keepPhone, async (world, side) => ({ params: { id: (await phoneOf(world, side)).id } })),
  askAs(phones.reportWiped, async (world, _side, walker) => {
    const { phoneId, ...own } = byPhone(await ownPhone(world, walker));
    return { ...own, params: { id: phoneId } };
  }),
];
