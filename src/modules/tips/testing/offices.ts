import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Endpoint, OutputOf, RequestOf } from '../../../platform/contract.ts';
import type { TestApp, TestFile, TestReply } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { randomId } from '../crypto/bytes.ts';
import { type KeyPair, makeKeyPair } from '../crypto/keys.ts';
import { makeOfficeKey, type OfficeSecret, openOfficeSecret, sealOfficeSecret } from '../crypto/office.ts';
import { bytesOf, type ParcelFile, type ReportContent, sealParcel } from '../crypto/parcel.ts';
import { makeReceipt, receiptKeys } from '../crypto/receipt.ts';
import { makeRecovery } from '../crypto/recovery.ts';
import { sealContact, sealKeepsake } from '../crypto/reporter.ts';
import { fileTip, getTipChallenge, type PowAnswer, type PowChallenge } from '../tip-filing.contract.ts';
import { putMyTipKey } from '../tip-member-key.contract.ts';
import { getTipOfficeKeys, type TipOfficeKind } from '../tip-office.contract.ts';
import {
  admitTipMember,
  createTipOffice,
  getTipOffice,
  makeTipOfficeKey,
  nameTipMember,
} from '../tip-office-members.contract.ts';

/** The program under test, in this process or another one. */
export type Reached = Pick<TestApp, 'call' | 'database'> & Partial<Pick<TestApp, 'server'>>;

/** A call that has to succeed. */
export async function must<E extends Endpoint>(
  app: Reached,
  contract: E,
  request: Partial<RequestOf<E>> & { file?: TestFile },
  token?: string,
): Promise<OutputOf<E>> {
  const reply: TestReply<OutputOf<E>> = await app.call(contract, request, token);
  if (reply.status >= 300)
    throw new Error(`${contract.method} ${contract.path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** Somebody with an account and a key of his own, as his browser holds it. */
export interface TestMember extends SignedUp {
  readonly pair: KeyPair;
}

/** An armoured age file of the right shape whose content does not matter to the server: a lock that nobody opens. */
export const someLock = (): { id: string; kind: 'passphrase'; name: string; sealed: string } => ({
  id: randomId(),
  kind: 'passphrase',
  name: 'Cụm mật khẩu',
  sealed: '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n',
});

/** Gives somebody a key of his own. */
export async function withKey(
  app: Reached,
  person: SignedUp,
  replaces: string | null = null,
): Promise<TestMember> {
  const pair = await makeKeyPair();
  await must(
    app,
    putMyTipKey,
    { body: { recipient: pair.recipient, locks: [someLock()], replaces } },
    person.token,
  );
  return { ...person, pair };
}

export async function memberOf(
  app: Reached,
  areaId: string,
  displayName = 'Cán bộ trực',
): Promise<TestMember> {
  return withKey(app, await signUp(app, { role: 'officer', areaId, displayName }));
}

/** An office with its first member and key. */
export interface TestOffice {
  readonly id: string;
  readonly administrator: SignedUp;
  readonly members: readonly TestMember[];
}

/** Opens an office whose named people have keys already: the first founds it, and admits the others. */
export async function foundOffice(
  app: Reached,
  given: {
    areaId: string;
    administrator: SignedUp;
    members: readonly TestMember[];
    name?: string;
    kind?: TipOfficeKind;
  },
): Promise<TestOffice> {
  const { areaId, administrator, members, name = 'Công an xã', kind = 'commune' } = given;
  const id = randomId();
  await must(app, createTipOffice, { body: { id, areaId, kind, name } }, administrator.token);
  const office = { id, administrator, members };
  for (const { userId } of members)
    await must(app, nameTipMember, { params: { id, userId } }, administrator.token);
  const [founder, ...others] = members;
  if (!founder) return office;
  await nextKey(app, office, founder);
  for (const other of others) await admit(app, office, founder, other);
  return office;
}

/** Every key of an office as a member's browser opens them, oldest first, with those that were inherited. */
export async function secretsOf(
  app: Reached,
  office: { id: string },
  member: TestMember,
): Promise<OfficeSecret[]> {
  const detail = await must(app, getTipOffice, { params: { id: office.id } }, member.token);
  const own: OfficeSecret[] = [];
  for (const { epoch, sealed } of detail.wraps) {
    const key = detail.keys.find((one) => one.epoch === epoch);
    if (key) own.push(await openOfficeSecret(sealed, key, [member.pair.secret]));
  }
  const inherited: OfficeSecret[] = [];
  for (const { key, sealed } of detail.inherited)
    inherited.push(
      await openOfficeSecret(
        sealed,
        key,
        own.map(({ secret }) => secret),
      ),
    );
  return [...inherited, ...own];
}

/** The same without what was inherited. */
export async function ownSecretsOf(
  app: Reached,
  office: { id: string },
  member: TestMember,
): Promise<OfficeSecret[]> {
  return (await secretsOf(app, office, member)).filter(({ key }) => key.officeId === office.id);
}

/** A member makes the office's next key, for all members of this moment and for the custodians, if there are any. */
export async function nextKey(
  app: Reached,
  office: { id: string },
  by: TestMember,
  custodians?: { people: readonly TestMember[]; threshold: number },
): Promise<OfficeSecret> {
  const detail = await must(app, getTipOffice, { params: { id: office.id } }, by.token);
  const own = await ownSecretsOf(app, office, by);
  const made = await makeOfficeKey(office.id, own.at(-1));
  const due = detail.members.filter(({ state, userId }) => state === 'active' || userId === by.userId);
  const wraps = [];
  for (const { userId, recipient } of due) {
    const { sealed } = await sealOfficeSecret(made, recipient ?? by.pair.recipient);
    wraps.push({ userId, sealed });
  }
  const keepers = custodians?.people.map(({ userId, pair }) => ({ userId, recipient: pair.recipient }));
  const recovery = keepers ? await makeRecovery(keepers, custodians?.threshold ?? 2, [...own, made]) : null;
  await must(
    app,
    makeTipOfficeKey,
    { params: { id: office.id }, body: { key: made.key, wraps, recovery } },
    by.token,
  );
  return made;
}

/** A member gives a newcomer every key of the office. */
export async function admit(
  app: Reached,
  office: { id: string },
  by: TestMember,
  newcomer: TestMember,
): Promise<void> {
  const own = await ownSecretsOf(app, office, by);
  const wraps = [];
  for (const secret of own) wraps.push(await sealOfficeSecret(secret, newcomer.pair.recipient));
  const params = { id: office.id, userId: newcomer.userId };
  await must(app, admitTipMember, { params, body: { recipient: newcomer.pair.recipient, wraps } }, by.token);
}

async function challengeFrom(app: Reached, remoteAddress: string): Promise<PowChallenge> {
  if (!app.server) return must(app, getTipChallenge, {});
  const { method, path: url } = getTipChallenge;
  return (await app.server.inject({ method, url, remoteAddress })).json<PowChallenge>();
}

let block = 0;

/**
 * Works on a task as the reporter's page does; each asks from a network of its own, as reporters do, so that the tasks
 * of a test do not become harder.
 */
export async function work(
  app: Reached,
  remoteAddress = `10.${block >> 8}.${block++ & 255}.1`,
): Promise<PowAnswer> {
  const challenge = await challengeFrom(app, remoteAddress);
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('the task was not done');
  return { challenge, solution: { counter: solution.counter, derivedKey: solution.derivedKey } };
}

/** What the reporter's page sends. */
function fileRequest(given: RequestOf<typeof fileTip>['body'], parcel: Buffer) {
  return { body: given, file: { name: 'parcel', content: parcel } };
}

export const words = 'Tối qua có hai người lạ dắt xe máy khỏi sân nhà văn hóa thôn.';

/** Files a report as the reporter's page does. */
export async function fileReportAt(
  app: Reached,
  officeId: string,
  told: { text?: string; contact?: string; files?: readonly ParcelFile[] } = {},
) {
  const receipt = makeReceipt();
  const keys = await receiptKeys(receipt);
  const { office, keys: officeKeys } = await must(app, getTipOfficeKeys, { body: { officeId } });
  const newest = officeKeys.at(-1);
  if (!newest) throw new Error('the office has no key');
  const content: ReportContent = {
    type: 'report',
    thread: keys.thread,
    reporter: { recipient: keys.own.recipient, verifyKey: keys.own.verifyKey },
    harm: 'theft',
    text: told.text ?? words,
    when: 'tối qua',
    where: 'sân nhà văn hóa',
    wantsAnswer: true,
    language: 'vi',
  };
  const { blob, hash } = await sealParcel(content, told.files ?? [], keys.own, [newest.recipient]);
  const parcel = Buffer.from(await bytesOf(blob));
  const { voucher: _voucher, ...anchor } = newest;
  const keepsake = { office: anchor, officeName: office.name, harm: 'theft', wantsAnswer: true, hash };
  const contact =
    told.contact === undefined
      ? null
      : await sealContact({ thread: keys.thread, words: told.contact }, keys.own, newest.recipient);
  const body = {
    officeId,
    epoch: newest.epoch,
    harm: 'theft' as const,
    thread: { lookup: keys.lookup, access: keys.access },
    contact,
    keepsake: await sealKeepsake(keepsake, keys.own),
    pow: await work(app),
  };
  const proof = await must(app, fileTip, fileRequest(body, parcel));
  return { receipt, keys, parcel, hash, content, body, proof };
}
