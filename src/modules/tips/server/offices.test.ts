import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf, completeSetup, signUp } from '../../accounts/accounts.factory.ts';
import { listAudit } from '../../audit/audit.contract.ts';
import {
  makeHandover,
  makeOfficeKey,
  openOfficeSecret,
  sealOfficeSecret,
  trustedKeys,
} from '../crypto/office.ts';
import { openParcel } from '../crypto/parcel.ts';
import { combineShares, passShare, proveRecovery } from '../crypto/recovery.ts';
import { openKeepsake } from '../crypto/reporter.ts';
import {
  admit,
  fileReportAt,
  foundOffice,
  memberOf,
  must,
  nextKey,
  secretsOf,
  type TestMember,
  withKey,
} from '../testing/offices.ts';
import { answerTipRecovery, getMyTipCustody, getMyTipKey } from '../tip-member-key.contract.ts';
import { getTipOfficeKeys, listPublicTipOffices } from '../tip-office.contract.ts';
import {
  admitTipMember,
  chooseTipHeir,
  dismissTipMember,
  getTipOffice,
  handOverTipOffice,
  leaveTipOffice,
  listTipCandidates,
  makeTipOfficeKey,
  nameTipMember,
} from '../tip-office-members.contract.ts';
import { askTipRecovery, finishTipRecovery, getTipRecovery } from '../tip-recovery.contract.ts';
import { openTipThread } from '../tip-thread.contract.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-20' });
  await completeSetup(app, await areaIdOf(app, '07840'));
});
afterAll(() => app.close());

let turn = 0;

/** A new office of so many members, in a commune of its own. */
async function officeOf(size: number, code = places[turn++] ?? '') {
  const area = await areaIdOf(app, code);
  const admin = await signUp(app, { role: 'administrator', areaId: area });
  const members: TestMember[] = [];
  for (let at = 0; at < size; at++) members.push(await memberOf(app, area, `Cán bộ ${at}`));
  const office = await foundOffice(app, {
    areaId: area,
    administrator: admin,
    members,
    name: `Công an ${code}`,
  });
  return { ...office, areaId: area, admin, at: (index: number) => members[index] ?? never() };
}
const places = ['07840', '00004', '00008', '00025', '00070', '00082', '00091', '00097'];
const never = (): never => {
  throw new Error('no such person');
};

/** Whether somebody's browser, with all that the server gives it, opens what was filed. */
async function opens(office: { id: string }, who: TestMember, parcel: Buffer): Promise<boolean> {
  const secrets = await secretsOf(app, office, who).catch(() => []);
  return openParcel(
    new Blob([parcel as BlobPart]),
    secrets.map(({ secret }) => secret),
  ).then(
    () => true,
    () => false,
  );
}

test('an office takes reports from its first key on; a newcomer reads only once a member let him in', async () => {
  const office = await officeOf(1);
  const filed = await fileReportAt(app, office.id);
  const newcomer = await memberOf(app, office.areaId, 'Người mới');
  const notNamed = await app.call(
    admitTipMember,
    {
      params: { id: office.id, userId: newcomer.userId },
      body: {
        recipient: newcomer.pair.recipient,
        wraps: [
          await sealOfficeSecret(
            (await secretsOf(app, office, office.at(0)))[0] ?? never(),
            newcomer.pair.recipient,
          ),
        ],
      },
    },
    office.at(0).token,
  );
  expect(notNamed.code).toBe('notFound');
  await must(app, nameTipMember, { params: { id: office.id, userId: newcomer.userId } }, office.admin.token);
  expect(await opens(office, newcomer, filed.parcel)).toBe(false);
  await admit(app, office, office.at(0), newcomer);
  expect(await opens(office, newcomer, filed.parcel)).toBe(true);
});

test('who names members opens nothing, and lets nobody in', async () => {
  const office = await officeOf(1);
  const helper = await memberOf(app, office.areaId);
  const puppet = await withKey(app, await signUp(app, { role: 'administrator', areaId: office.areaId }));
  await must(app, nameTipMember, { params: { id: office.id, userId: helper.userId } }, office.admin.token);
  const refused = await app.call(
    nameTipMember,
    { params: { id: office.id, userId: puppet.userId } },
    office.admin.token,
  );
  expect(refused.code).toBe('invalidInput');
  const [secret] = await secretsOf(app, office, office.at(0));
  const wraps = [await sealOfficeSecret(secret ?? never(), helper.pair.recipient)];
  const params = { id: office.id, userId: helper.userId };
  const body = { recipient: helper.pair.recipient, wraps };
  expect((await app.call(admitTipMember, { params, body }, office.admin.token)).code).toBe('forbidden');
  // Nor does somebody who is only named let himself in.
  expect((await app.call(admitTipMember, { params, body }, helper.token)).code).toBe('forbidden');
  const detail = await must(app, getTipOffice, { params: { id: office.id } }, office.admin.token);
  expect([detail.wraps, detail.inherited]).toEqual([[], []]);
});

test('a newcomer whose key was exchanged on the way is not let in with the other one', async () => {
  const office = await officeOf(1);
  const newcomer = await memberOf(app, office.areaId);
  await must(app, nameTipMember, { params: { id: office.id, userId: newcomer.userId } }, office.admin.token);
  const later = await withKey(app, newcomer, newcomer.pair.recipient);
  const [secret] = await secretsOf(app, office, office.at(0));
  const wraps = [await sealOfficeSecret(secret ?? never(), newcomer.pair.recipient)];
  const params = { id: office.id, userId: newcomer.userId };
  const refused = await app.call(
    admitTipMember,
    { params, body: { recipient: newcomer.pair.recipient, wraps } },
    office.at(0).token,
  );
  expect(refused.code).toBe('conflict');
  await admit(app, office, office.at(0), later);
});

test('who leaves keeps what he has seen and reads nothing new; the others read old and new', async () => {
  const office = await officeOf(2);
  const [stays, leaves] = [office.at(0), office.at(1)];
  const before = await fileReportAt(app, office.id);
  const known = (await secretsOf(app, office, leaves)).map(({ secret }) => secret);
  await must(app, leaveTipOffice, { params: { id: office.id } }, leaves.token);
  expect(await must(app, getTipOffice, { params: { id: office.id } }, stays.token)).toMatchObject({
    isRenewalDue: true,
    activeMembers: 1,
  });
  expect(await secretsOf(app, office, leaves)).toEqual([]);
  await nextKey(app, office, stays);
  const after = await fileReportAt(app, office.id);
  expect(await opens(office, stays, before.parcel)).toBe(true);
  expect(await opens(office, stays, after.parcel)).toBe(true);
  // Even with every secret that he ever had.
  await expect(
    openParcel(new Blob([after.parcel as BlobPart]), [...known, leaves.pair.secret]),
  ).rejects.toThrow('noKey');
  expect((await must(app, getTipOffice, { params: { id: office.id } }, stays.token)).isRenewalDue).toBe(
    false,
  );
  expect((await app.call(leaveTipOffice, { params: { id: office.id } }, stays.token)).code).toBe(
    'notPossibleNow',
  );
  // The reporter from before follows the office to its new key.
  const thread = await must(app, openTipThread, { body: before.body.thread });
  const keepsake = await openKeepsake(thread.keepsake, before.keys.own);
  expect(trustedKeys(keepsake?.office ?? never(), thread.keys, [], null).map(({ epoch }) => epoch)).toEqual([
    1, 2,
  ]);
});

test('a next key that the one before does not vouch for, or that leaves somebody out, is refused', async () => {
  const [office, other] = [await officeOf(2), await officeOf(1)];
  const founder = office.at(0);
  const [secret] = await secretsOf(app, office, founder);
  const [stranger] = await secretsOf(app, other, other.at(0));
  const made = await makeOfficeKey(office.id, secret);
  const wrapsFor = async (people: readonly TestMember[]) =>
    Promise.all(
      people.map(async ({ userId, pair }) => ({
        userId,
        sealed: (await sealOfficeSecret(made, pair.recipient)).sealed,
      })),
    );
  const attempt = async (key: typeof made.key, people: readonly TestMember[]) =>
    (
      await app.call(
        makeTipOfficeKey,
        { params: { id: office.id }, body: { key, wraps: await wrapsFor(people), recovery: null } },
        founder.token,
      )
    ).code;
  const planted = {
    ...made.key,
    voucher: { ...(stranger ?? never()).key, signature: made.key.voucher?.signature ?? '' },
  };
  const { officeId, epoch, signature } = planted.voucher;
  expect(await attempt({ ...made.key, voucher: { officeId, epoch, signature } }, office.members)).toBe(
    'invalidInput',
  );
  expect(await attempt(made.key, [founder])).toBe('conflict');
  expect(await attempt({ ...made.key, epoch: 3 }, office.members)).toBe('conflict');
  expect(await attempt(made.key, office.members)).toBeUndefined();
});

test('a forgotten passphrase: a new key, let in again, and everything old opens', async () => {
  const office = await officeOf(2);
  const filed = await fileReportAt(app, office.id);
  const [colleague, forgetful] = [office.at(0), office.at(1)];
  const anew = await withKey(app, forgetful, forgetful.pair.recipient);
  expect((await must(app, getMyTipKey, {}, anew.token)).key?.recipient).toBe(anew.pair.recipient);
  expect(await opens(office, anew, filed.parcel)).toBe(false);
  const detail = await must(app, getTipOffice, { params: { id: office.id } }, colleague.token);
  expect(detail.isRenewalDue).toBe(true);
  await admit(app, office, colleague, anew);
  await nextKey(app, office, colleague);
  expect(await opens(office, anew, filed.parcel)).toBe(true);
  expect(await opens(office, anew, (await fileReportAt(app, office.id)).parcel)).toBe(true);
});

test('nobody is left who knows a passphrase: three of four custodians give the office back, two do not', async () => {
  const office = await officeOf(1);
  const filed = await fileReportAt(app, office.id);
  const leader = (at: number) =>
    signUp(app, { role: 'leader', areaId: office.areaId, displayName: `Lãnh đạo ${at}` });
  const custodians: TestMember[] = [];
  for (let at = 0; at < 4; at++) custodians.push(await withKey(app, await leader(at)));
  const { people } = await must(app, listTipCandidates, { params: { id: office.id } }, office.at(0).token);
  const offered = people.filter(({ recipient }) => recipient !== null).map(({ userId }) => userId);
  expect(custodians.every(({ userId }) => offered.includes(userId))).toBe(true);
  await nextKey(app, office, office.at(0), { people: custodians, threshold: 3 });
  const late = await fileReportAt(app, office.id);

  const anew = await withKey(app, office.at(0), office.at(0).pair.recipient);
  const requestId = '0a0a0a0a-1111-4111-8111-222222222222';
  const params = { id: office.id, requestId };
  const body = { id: requestId, recipient: anew.pair.recipient, reason: 'Quên cụm mật khẩu sau kỳ nghỉ' };
  await must(app, askTipRecovery, { params: { id: office.id }, body }, anew.token);
  const answer = async (custodian: TestMember) => {
    const { requests } = await must(app, getMyTipCustody, {}, custodian.token);
    const asked = requests.find(({ id }) => id === requestId) ?? never();
    const sealed = await passShare(asked.share, custodian.pair.secret, asked.recipient);
    await must(app, answerTipRecovery, { params: { id: requestId }, body: { sealed } }, custodian.token);
  };
  for (const custodian of custodians.slice(0, 2)) await answer(custodian);
  const two = await must(app, getTipRecovery, { params }, anew.token);
  expect(await combineShares(two.answers, anew.pair.secret, two.recovery)).toBeUndefined();
  const nothing = { wraps: two.wraps, proof: 'a'.repeat(128) };
  expect((await app.call(finishTipRecovery, { params, body: nothing }, anew.token)).code).toBe(
    'notPossibleNow',
  );

  await answer(custodians[3] ?? never());
  const state = await must(app, getTipRecovery, { params }, anew.token);
  const recovered = await combineShares(state.answers, anew.pair.secret, state.recovery);
  const { keys } = await must(app, getTipOffice, { params: { id: office.id } }, anew.token);
  const secrets = [];
  for (const { epoch, sealed } of state.wraps) {
    const key = keys.find((one) => one.epoch === epoch) ?? never();
    secrets.push(await openOfficeSecret(sealed, key, [recovered ?? '']));
  }
  const wraps = [];
  for (const secret of secrets) wraps.push(await sealOfficeSecret(secret, anew.pair.recipient));
  // Enough answers are not enough: whoever finishes shows that he has the key.
  expect(
    (await app.call(finishTipRecovery, { params, body: { wraps, proof: 'a'.repeat(128) } }, anew.token)).code,
  ).toBe('invalidInput');
  const proof = proveRecovery(secrets.at(-1) ?? never(), requestId);
  await must(app, finishTipRecovery, { params, body: { wraps, proof } }, anew.token);
  for (const { parcel } of [filed, late]) expect(await opens(office, anew, parcel)).toBe(true);
  expect((await must(app, getTipOffice, { params: { id: office.id } }, anew.token)).isRenewalDue).toBe(true);

  const auditor = await signUp(app, { role: 'auditor', areaId: office.areaId });
  const log = await must(app, listAudit, { query: { limit: 100 } }, auditor.token);
  const actions = log.items.map(({ action }) => action);
  for (const action of ['tipOffice.askRecovery', 'tipOffice.giveShare', 'tipOffice.recover'])
    expect(actions).toContain(action);
  expect(actions.filter((action) => action === 'tipOffice.giveShare')).toHaveLength(3);
});

test('an office goes into another one: its reports open there, the reporter follows, the old office takes no more', async () => {
  const [old, heir] = [await officeOf(1, '00118'), await officeOf(1, '00127')];
  const filed = await fileReportAt(app, old.id);
  const [leaving, receiving] = [old.at(0), heir.at(0)];
  expect(await opens(heir, receiving, filed.parcel)).toBe(false);
  const secrets = await secretsOf(app, old, leaving);
  const { keys: heirKeys } = await must(app, getTipOfficeKeys, { body: { officeId: heir.id } });
  const heirKey = heirKeys.at(-1) ?? never();
  const keys = [];
  for (const secret of secrets) keys.push(await sealOfficeSecret(secret, heirKey.recipient));
  const handover = makeHandover(secrets.at(-1) ?? never(), heirKey, null);
  const body = { keys, handover };
  const tooSoon = await app.call(handOverTipOffice, { params: { id: old.id }, body }, leaving.token);
  expect(tooSoon.code).toBe('notPossibleNow');
  await must(app, chooseTipHeir, { params: { id: old.id }, body: { heirId: heir.id } }, old.admin.token);
  await must(app, handOverTipOffice, { params: { id: old.id }, body }, leaving.token);

  expect(await opens(heir, receiving, filed.parcel)).toBe(true);
  const { offices } = await must(app, listPublicTipOffices, {});
  expect(offices.map(({ id }) => id)).not.toContain(old.id);
  const thread = await must(app, openTipThread, { body: filed.body.thread });
  expect(thread.office.id).toBe(heir.id);
  const keepsake = await openKeepsake(thread.keepsake, filed.keys.own);
  const trusted = trustedKeys(keepsake?.office ?? never(), thread.keys, thread.handovers, filed.keys.thread);
  expect(trusted.map(({ officeId }) => officeId)).toEqual(expect.arrayContaining([old.id, heir.id]));
  expect(thread.proof.statement.officeId).toBe(old.id);
});

test('a member who is dismissed loses what was sealed for him; a stranger is not there at all', async () => {
  const office = await officeOf(2, '00136');
  const gone = office.at(1);
  await must(app, dismissTipMember, { params: { id: office.id, userId: gone.userId } }, office.admin.token);
  expect(await secretsOf(app, office, gone)).toEqual([]);
  const again = await app.call(
    dismissTipMember,
    { params: { id: office.id, userId: gone.userId } },
    office.admin.token,
  );
  expect(again.code).toBe('notFound');
  const stranger = await memberOf(app, await areaIdOf(app, '00103'));
  const seen = await app.call(getTipOffice, { params: { id: office.id } }, stranger.token);
  expect(seen.code).toBe('notFound');
  const { people } = await must(app, listTipCandidates, { params: { id: office.id } }, stranger.token);
  expect(people).toEqual([]);
});
