import { v4 as uuidv4 } from 'uuid';
import { asSystem } from '../../modules/accounts/accounts.factory.ts';
import { checkReadings, listReadings } from '../../modules/audit/read-log.contract.ts';
import { makeHandover } from '../../modules/tips/crypto/office.ts';
import { offer, someSealed, step, takeDown } from '../../modules/tips/testing/desk-work.ts';
import { foundOffice, secretsOf, type TestMember } from '../../modules/tips/testing/offices.ts';
import * as figures from '../../modules/tips/tip-figures.contract.ts';
import * as intake from '../../modules/tips/tip-intake.contract.ts';
import * as threads from '../../modules/tips/tip-messages.contract.ts';
import * as offers from '../../modules/tips/tip-offers.contract.ts';
import { getTipOfficeKeys } from '../../modules/tips/tip-office.contract.ts';
import * as desk from '../../modules/tips/tip-work.contract.ts';
import { memberLike, officeOf, reportAt } from './tip-world.ts';
import { ask, askAs } from './walk.ts';
import { day, type Side, today, type Walker, type World } from './walk-world.ts';

const mayBeMember = (side: Side, walker: Walker): boolean =>
  side.name === 'A' && ['officer', 'leader'].includes(walker.name);

/** Made once for all who are refused anyway: each report costs work, as it should. */
const shared = new Map<string, unknown>();
async function onceFor<T>(what: string, side: Side, walker: Walker, make: () => Promise<T>): Promise<T> {
  if (mayBeMember(side, walker)) return make();
  const key = `${what} ${side.name}`;
  if (!shared.has(key)) shared.set(key, await make());
  return shared.get(key) as T;
}

const tipFor = (world: World, side: Side, walker: Walker) =>
  onceFor('tip', side, walker, () => newTipFor(world, side, walker));

/** A report at the side's office, in its register, and a member of the walker's kind where there can be one. */
async function newTipFor(world: World, side: Side, walker: Walker) {
  const office = await officeOf(world, side);
  const filed = await reportAt(world, side);
  const id = await asSystem(world.app, async ({ tx }) => {
    const row = tx.selectFrom('tip').select('id').where('filed_hash', '=', filed.hash);
    return (await row.executeTakeFirstOrThrow()).id;
  });
  await step(world.app, office.founder, id, { step: 'register' });
  const member = await memberLike(world, side, walker, 'active');
  const { version } = await world.must(desk.getTip, { params: { id } }, office.founder.token);
  return { ...filed, id, office, member, version, as: member ? { token: member.token } : {} };
}

async function newestKey(world: World, officeId: string) {
  const { keys } = await world.must(getTipOfficeKeys, { body: { officeId } }, '');
  const newest = keys.at(-1);
  if (!newest) throw new Error('the office has no key');
  return newest;
}

async function firstMessage(world: World, founder: TestMember, id: string) {
  const { messages } = await world.must(threads.listTipMessages, { params: { id } }, founder.token);
  const [message] = messages;
  const [copy] = message?.copies ?? [];
  if (!message || !copy) throw new Error('the report has no message');
  return { messageId: message.id, officeId: copy.officeId, epoch: copy.epoch };
}

let other: Promise<{ id: string }> | undefined;
/** Another office, in side B, whose name is nobody's secret. */
function otherOffice(world: World): Promise<{ id: string }> {
  const { B } = world.sides;
  other ??= officeOf(world, B).then(({ founder }) =>
    foundOffice(world.app, {
      areaId: B.commune,
      kind: 'province',
      administrator: B.administrator,
      members: [founder],
      name: 'Trực ban hình sự',
    }),
  );
  return other;
}

const takenDown = (world: World, side: Side, walker: Walker) =>
  onceFor('takenDown', side, walker, () => newTakenDown(world, side, walker));

/** Somebody came with a report and left his name; whoever walks has taken it. */
async function newTakenDown(world: World, side: Side, walker: Walker) {
  const office = await officeOf(world, side);
  const { id } = await takeDown(world.app, office.founder, office.id, {
    day: today,
    hour: 0,
    reporter: someSealed,
  });
  await step(world.app, office.founder, id, { step: 'register' });
  const member = await memberLike(world, side, walker, 'active');
  if (member) await step(world.app, member, id, { step: 'assign', to: member.userId });
  return { id, epoch: (await newestKey(world, office.id)).epoch, as: member ? { token: member.token } : {} };
}

/** The office's work on reports, and the log of who opened what. */
export const tipWorkWalks = [
  ask(listReadings, (_world, side) => ({ query: { subjectId: side.record } })),
  ask(checkReadings, () => ({})),
  ask(desk.listTips, () => ({ query: {} })),
  ask(desk.readTipWords, () => ({})),
  ask(figures.countTips, () => ({ query: { from: day, to: day } })),
  ask(figures.readPublicTipFigures, () => ({})),
  ask(intake.listIntake, () => ({ query: {} })),
  askAs(intake.takeDownTip, async (world, side) => {
    // Offices are for everybody to see: the answer names the one that it went to.
    const { id: officeId } = await (side.name === 'A' ? officeOf(world, side) : otherOffice(world));
    const { epoch } = await newestKey(world, officeId);
    const { parcel } = await reportAt(world, side);
    const body = { officeId, epoch, harm: 'theft', channel: 'phone', day: today, hour: 0 } as const;
    return { params: { id: uuidv4() }, body, file: { name: 'parcel', content: parcel } };
  }),
  askAs(desk.getTip, async (world, side, walker) => {
    const { id, as } = await tipFor(world, side, walker);
    return { params: { id }, ...as };
  }),
  askAs(desk.takeTipStep, async (world, side, walker) => {
    const { id, version, as } = await tipFor(world, side, walker);
    return { params: { id }, body: { step: 'note', note: someSealed, baseVersion: version } as const, ...as };
  }),
  askAs(threads.listTipMessages, async (world, side, walker) => {
    const { id, as } = await tipFor(world, side, walker);
    return { params: { id }, ...as };
  }),
  askAs(threads.fetchTipCopy, async (world, side, walker) => {
    const { id, office, as } = await tipFor(world, side, walker);
    const { messageId, ...copy } = await firstMessage(world, office.founder, id);
    return { params: { id, messageId }, query: { ...copy, reason: 'duty' as const }, ...as };
  }),
  askAs(threads.fetchTipContact, async (world, side, walker) => {
    const { id, as } = await tipFor(world, side, walker);
    return { params: { id }, query: { reason: 'duty' as const }, ...as };
  }),
  askAs(threads.writeToReporter, async (world, side, walker) => {
    const { id, office, parcel, as } = await tipFor(world, side, walker);
    const { epoch } = await newestKey(world, office.id);
    const file = { name: 'parcel', content: parcel };
    return { params: { id }, body: { id: uuidv4(), epoch, sequence: 1 }, file, ...as };
  }),
  askAs(offers.putOfferedCopy, async (world, side, walker) => {
    const { id, office, parcel, as } = await tipFor(world, side, walker);
    const { messageId } = await firstMessage(world, office.founder, id);
    const { id: officeId } = await otherOffice(world);
    const { epoch } = await newestKey(world, officeId);
    const file = { name: 'parcel', content: parcel };
    return { params: { id, messageId }, query: { officeId, epoch }, file, ...as };
  }),
  askAs(offers.offerTip, async (world, side, walker) => {
    const { id, office, keys, parcel, version, as } = await tipFor(world, side, walker);
    const { messageId } = await firstMessage(world, office.founder, id);
    const other = await newestKey(world, (await otherOffice(world)).id);
    const query = { officeId: other.officeId, epoch: other.epoch };
    const file = { name: 'parcel', content: parcel };
    await world.must(offers.putOfferedCopy, { params: { id, messageId }, query, file }, office.founder.token);
    const secret = (await secretsOf(world.app, office, office.founder)).at(-1);
    if (!secret) throw new Error('the office has no key');
    const handover = makeHandover(secret, other, keys.thread);
    const more = { contact: null, reporter: null, baseVersion: version } as const;
    return { params: { id }, body: { reason: 'otherPlace' as const, handover, ...more }, ...as };
  }),
  askAs(offers.answerTipOffer, (world, side, walker) =>
    onceFor('offer', side, walker, async () => {
      const { id, office, keys, as } = await newTipFor(world, side, walker);
      const to = await otherOffice(world);
      await offer(world.app, office.founder, id, { from: office, to, thread: keys.thread });
      return { params: { id }, body: { answer: 'withdraw' as const }, ...as };
    }),
  ),
  askAs(intake.openReporter, async (world, side, walker) => {
    const { id, as } = await takenDown(world, side, walker);
    const body = { reason: 'contact', words: 'Gọi lại để hỏi thêm về giờ giấc' } as const;
    return { params: { id }, body, ...as };
  }),
  askAs(intake.replaceReporter, async (world, side, walker) => {
    const { id, epoch, as } = await takenDown(world, side, walker);
    return { params: { id }, body: { epoch, reporter: null }, ...as };
  }),
];
