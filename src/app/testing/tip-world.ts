import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { v4 as uuidv4 } from 'uuid';
import { asSystem, type SignedUp, signUp } from '../../modules/accounts/accounts.factory.ts';
import { openOfficeSecret, sealOfficeSecret } from '../../modules/tips/crypto/office.ts';
import { hashOf } from '../../modules/tips/crypto/parcel.ts';
import { combineShares, makeRecovery, passShare, proveRecovery } from '../../modules/tips/crypto/recovery.ts';
import { hashesOf } from '../../modules/tips/server/tip-filing.service.ts';
import { addMessage } from '../../modules/tips/server/tip-seals.service.ts';
import { findThread } from '../../modules/tips/server/tip-threads.repo.ts';
import {
  admit,
  fileReportAt,
  foundOffice,
  ownSecretsOf,
  type TestMember,
  withKey,
} from '../../modules/tips/testing/offices.ts';
import { answerTipRecovery, getMyTipCustody } from '../../modules/tips/tip-member-key.contract.ts';
import {
  chooseTipHeir,
  getTipOffice,
  nameTipMember,
} from '../../modules/tips/tip-office-members.contract.ts';
import { askTipRecovery, getTipRecovery, setTipRecovery } from '../../modules/tips/tip-recovery.contract.ts';
import type { Side, Walker, World } from './walk-world.ts';

/** The office of a side's commune with its first member. */
export interface SideOffice {
  readonly id: string;
  readonly founder: TestMember;
}

const offices = new WeakMap<Side, Promise<SideOffice>>();

/** The office of a side, opened when somebody asks for it first. */
export function officeOf(world: World, side: Side): Promise<SideOffice> {
  const known = offices.get(side) ?? openOffice(world, side);
  offices.set(side, known);
  return known;
}

async function openOffice(world: World, side: Side): Promise<SideOffice> {
  const founder = await withKey(world.app, side.officer);
  const given = { areaId: side.commune, administrator: side.administrator, members: [founder] };
  const { id } = await foundOffice(world.app, { ...given, name: `Công an xã ${side.secret}` });
  return { id, founder };
}

/** Somebody of the walker's kind who belongs to the office, where one of his kind may; else nobody new. */
export async function memberLike(
  world: World,
  side: Side,
  walker: Walker,
  state: 'named' | 'active',
): Promise<TestMember | undefined> {
  if (side.name !== 'A' || !['officer', 'leader'].includes(walker.name)) return undefined;
  const office = await officeOf(world, side);
  const member = await withKey(world.app, await walker.twin());
  await world.must(
    nameTipMember,
    { params: { id: office.id, userId: member.userId } },
    side.administrator.token,
  );
  if (state === 'active') await admit(world.app, office, office.founder, member);
  return member;
}

/** A recovery key for two custodians, of whom both are needed. */
export async function recoveryFor(world: World, side: Side, custodians: readonly TestMember[]) {
  const office = await officeOf(world, side);
  const keepers = custodians.map(({ userId, pair }) => ({ userId, recipient: pair.recipient }));
  return makeRecovery(keepers, 2, await ownSecretsOf(world.app, office, office.founder));
}

/** Somebody asks two custodians for their shares. */
export async function askCustodians(
  world: World,
  side: Side,
  asker: TestMember,
  custodians: readonly TestMember[],
): Promise<{ officeId: string; requestId: string }> {
  const office = await officeOf(world, side);
  const body = await recoveryFor(world, side, custodians);
  await world.must(setTipRecovery, { params: { id: office.id }, body }, office.founder.token);
  const requestId = uuidv4();
  const asked = { id: requestId, recipient: asker.pair.recipient, reason: 'Quên cụm mật khẩu' };
  await world.must(askTipRecovery, { params: { id: office.id }, body: asked }, asker.token);
  return { officeId: office.id, requestId };
}

/** A custodian's answer to a request, as his browser makes it. */
export async function answerOf(world: World, custodian: TestMember, requestId: string): Promise<string> {
  const { requests } = await world.must(getMyTipCustody, {}, custodian.token);
  const asked = requests.find(({ id }) => id === requestId);
  if (!asked) throw new Error('nobody asks');
  return passShare(asked.share, custodian.pair.secret, asked.recipient);
}

/** Both custodians have answered; gives what ends the recovery. */
export async function recovered(
  world: World,
  asker: TestMember,
  custodians: readonly TestMember[],
  { officeId, requestId }: { officeId: string; requestId: string },
) {
  for (const custodian of custodians) {
    const sealed = await answerOf(world, custodian, requestId);
    await world.must(answerTipRecovery, { params: { id: requestId }, body: { sealed } }, custodian.token);
  }
  const params = { id: officeId, requestId };
  const state = await world.must(getTipRecovery, { params }, asker.token);
  const secret = await combineShares(state.answers, asker.pair.secret, state.recovery);
  const { keys } = await world.must(getTipOffice, { params: { id: officeId } }, asker.token);
  const secrets = [];
  for (const { epoch, sealed } of state.wraps) {
    const key = keys.find((one) => one.epoch === epoch);
    if (key) secrets.push(await openOfficeSecret(sealed, key, [secret ?? '']));
  }
  const wraps = [];
  for (const one of secrets) wraps.push(await sealOfficeSecret(one, asker.pair.recipient));
  const newest = secrets.at(-1);
  if (!newest) throw new Error('nothing was recovered');
  return { params, body: { wraps, proof: proveRecovery(newest, requestId) } };
}

/** An office beside the first one, founded by its only member, whose work the first one shall go on with. */
export async function closingOffice(world: World, side: Side, founder: TestMember) {
  const heir = await officeOf(world, side);
  const { id } = await foundOffice(world.app, {
    areaId: side.commune,
    kind: 'investigation',
    administrator: side.administrator,
    members: [founder],
    name: `Cơ quan điều tra ${side.secret}`,
  });
  await world.must(chooseTipHeir, { params: { id }, body: { heirId: heir.id } }, side.administrator.token);
  return { id, heir };
}

type FiledReport = Awaited<ReturnType<typeof fileReportAt>>;
const reports = new WeakMap<Side, Promise<FiledReport>>();

/** The report of a side, filed when somebody asks for it first. */
export function reportOf(world: World, side: Side): Promise<FiledReport> {
  const known = reports.get(side) ?? reportAt(world, side);
  reports.set(side, known);
  return known;
}

/** Another report at the side’s office. */
export async function reportAt(world: World, side: Side): Promise<FiledReport> {
  const office = await officeOf(world, side);
  return fileReportAt(world.app, office.id, { text: side.secret, contact: side.secret });
}

const messages = new WeakMap<Side, Promise<string>>();

/** A message of the office in the thread of the side's report. */
export function messageOf(world: World, side: Side): Promise<string> {
  const known =
    messages.get(side) ?? reportOf(world, side).then((filed) => officeMessage(world, side, filed));
  messages.set(side, known);
  return known;
}

/** An officer who was named for the side's office and has a key of his own. */
export async function namedOfficer(world: World, side: Side): Promise<TestMember> {
  const officer = await signUp(world.app, { role: 'officer', areaId: side.commune });
  const member = await withKey(world.app, officer);
  const params = { id: (await officeOf(world, side)).id, userId: member.userId };
  await world.must(nameTipMember, { params }, side.administrator.token);
  return member;
}

/** A message of the office in the thread of a report: its words do not matter to the server. */
async function officeMessage(world: World, side: Side, filed: FiledReport): Promise<string> {
  const office = await officeOf(world, side);
  const id = uuidv4();
  const file = path.join(world.app.filesFolder, id);
  writeFileSync(file, filed.parcel);
  const hash = await hashOf(new Blob([filed.parcel as BlobPart]));
  await asSystem(world.app, async (context) => {
    const found = await findThread(context.tx, hashesOf(filed.body.thread).lookupHash);
    const message = {
      id,
      tipId: found?.tipId ?? '',
      sequence: 1,
      sender: 'office',
      sentOn: context.today,
    } as const;
    const upload = { path: file, fileName: 'x', size: filed.parcel.length, hash };
    await addMessage(
      { ...context, filesFolder: world.app.filesFolder },
      message,
      { officeId: office.id, epoch: 1 },
      upload,
    );
  });
  return id;
}

/** Somebody of the walker's kind with a key of his own; nobody where nobody walks. */
export async function keyHolder(world: World, walker: Walker): Promise<TestMember | undefined> {
  if (!walker.token) return undefined;
  const person: SignedUp = await walker.twin();
  return withKey(world.app, person);
}
