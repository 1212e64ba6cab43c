import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { isSigned } from '../crypto/keys.ts';
import { isNextKey, trustedKeys } from '../crypto/office.ts';
import type { Handover, OfficeKey, SealedOfficeKey } from '../tip-key.contract.ts';
import type { RecoverySetup } from '../tip-recovery.contract.ts';
import {
  admitMember,
  findOffice,
  insertEpoch,
  listKeys,
  listMembers,
  noteRenewal,
  type OfficeRow,
} from './tip-offices.repo.ts';
import { refuseClosed } from './tip-offices.service.ts';
import {
  bequeath,
  closeIntoHeir,
  findRecovery,
  giveWraps,
  listInherited,
  replaceRecovery,
} from './tip-wraps.repo.ts';

interface NewKey {
  readonly key: OfficeKey;
  readonly wraps: readonly { userId: string; sealed: string }[];
  readonly recovery: RecoverySetup | null;
}

/**
 * Takes the first or the next key of an office. Whoever is named makes the first one and becomes its first member; later
 * ones are made by a member, for exactly the members of this moment.
 * Throws Problem `conflict` where the office went on meanwhile, `invalidInput` for a key that the one before does not
 * vouch for, `notPossibleNow` for a closed office, `forbidden` for whoever does not belong to it.
 */
export async function takeOfficeKey(
  context: Context,
  authorized: Authorized<'tips.work'>,
  office: OfficeRow,
  { key, wraps, recovery }: NewKey,
): Promise<{ isFirst: boolean }> {
  refuseClosed(office);
  const isFirst = office.epoch === 0;
  if (office.mine !== 'active' && !(isFirst && office.mine === 'named')) throw new Problem('forbidden');
  if (key.officeId !== office.id || key.epoch !== office.epoch + 1)
    throw new Problem('conflict', { extra: { epoch: office.epoch } });
  const keys = await listKeys(context.tx, [office.id]);
  if (!isNextKey(key, keys.at(-1))) throw wrong('key', 'notVouchedFor', vouched);
  const members = await listMembers(context.tx, office.id);
  const due = members.filter(({ state, userId }) => state === 'active' || userId === context.caller.id);
  refuseOtherSet(
    wraps.map(({ userId }) => userId),
    due.map(({ userId }) => userId),
  );
  await insertEpoch(context.tx, authorized, key);
  if (isFirst) await admitMember(context.tx, authorized, office.id, context.caller.id);
  for (const { userId, sealed } of wraps)
    await giveWraps(context.tx, context.caller.id, userId, [
      { officeId: office.id, epoch: key.epoch, sealed },
    ]);
  await renewRecovery(context, office, recovery);
  await noteRenewal(context.tx, office.id, false);
  return { isFirst };
}

/** With custodians there are new shares with every new key: whoever left may know the old recovery key. */
async function renewRecovery(
  context: Context,
  office: OfficeRow,
  recovery: RecoverySetup | null,
): Promise<void> {
  const before = await findRecovery(context.tx, office.id);
  if (recovery === null && before !== null && before.custodians.length > 0)
    throw wrong('recovery', 'missing', {
      vi: 'các mảnh khóa mới cho những người giữ khóa dự phòng',
      en: 'new shares for the custodians',
    });
  if (recovery !== null) await takeRecovery(context, office, recovery);
}

/**
 * Takes a recovery key with its shares. Throws Problem `invalidInput` where a custodian has no key of his own, a
 * custodian stands twice, or a key of the office is left out.
 */
export async function takeRecovery(
  context: Context,
  office: OfficeRow,
  recovery: RecoverySetup,
): Promise<void> {
  refuseClosed(office);
  const custodians = recovery.shares.map(({ custodianId }) => custodianId);
  if (new Set(custodians).size !== custodians.length || recovery.threshold > custodians.length)
    throw wrong('recovery.shares', 'notDivided', {
      vi: 'mỗi người một mảnh, số mảnh cần không nhiều hơn số người',
      en: 'one share each, and no more needed than there are',
    });
  await refuseOtherKeys(context, office.id, recovery.wraps);
  await replaceRecovery(context.tx, context.caller.id, office.id, recovery);
}

/**
 * Gives a newcomer the office's keys. Throws Problem `notFound` for whom nobody named, `conflict` where his key is
 * another one by now (its words have to be compared again), `invalidInput` where a key is left out.
 */
export async function admitNewcomer(
  context: Context,
  member: { office: OfficeRow; authorized: Authorized<'tips.work'> },
  userId: string,
  given: { recipient: string; wraps: readonly SealedOfficeKey[] },
): Promise<void> {
  const { office, authorized } = member;
  refuseClosed(office);
  const newcomer = (await listMembers(context.tx, office.id)).find((one) => one.userId === userId);
  if (!newcomer || newcomer.state === 'left') throw new Problem('notFound');
  if (newcomer.recipient !== given.recipient) throw new Problem('conflict');
  await refuseOtherKeys(context, office.id, given.wraps);
  await giveWraps(context.tx, context.caller.id, userId, given.wraps);
  await admitMember(context.tx, authorized, office.id, userId);
}

/**
 * Closes an office into the heir that was chosen for it: every key it has or inherited goes along, sealed to the heir's
 * newest key, and so do its reports.
 * Throws Problem `notPossibleNow` where no such heir was chosen, `conflict` where the heir has a newer key,
 * `invalidInput` where a key is left out or the newest one does not vouch for the heir's.
 */
export async function handOver(
  context: Context,
  { office }: { office: OfficeRow },
  given: { keys: readonly SealedOfficeKey[]; handover: Handover },
): Promise<void> {
  refuseClosed(office);
  const { to } = given.handover;
  const heir = await findOffice(context.tx, to.officeId, true);
  if (!heir || office.heirId !== heir.id || heir.isClosed) throw new Problem('notPossibleNow');
  if (heir.epoch !== to.epoch) throw new Problem('conflict', { extra: { epoch: heir.epoch } });
  const keys = await listKeys(context.tx, [office.id, heir.id]);
  const own = keys.filter(({ officeId }) => officeId === office.id);
  const [newest, heirKey] = [
    own.at(-1),
    keys.find((key) => key.officeId === heir.id && key.epoch === heir.epoch),
  ];
  const isVouched =
    newest !== undefined &&
    heirKey !== undefined &&
    given.handover.thread === null &&
    trustedKeys(newest, [heirKey], [given.handover], null).length === 1;
  if (!isVouched) throw wrong('handover', 'notVouchedFor', vouched);
  const inherited = (await listInherited(context.tx, office.id)).map(({ key }) => key);
  refuseOtherSet(given.keys.map(named), [...own, ...inherited].map(named), 'keys');
  await bequeath(context.tx, context.caller.id, heir, given.keys);
  await closeIntoHeir(context.tx, office.id, heir.id, given.handover);
}

/** Whether somebody holds the secret of the office's newest key: he signed what only that one can sign. */
export async function holdsNewestKey(
  context: Context,
  officeId: string,
  proof: { purpose: string; data: unknown; signature: string },
): Promise<boolean> {
  const newest = (await listKeys(context.tx, [officeId])).at(-1);
  return newest !== undefined && isSigned(newest.verifyKey, proof.purpose, proof.data, proof.signature);
}

/** Exactly the keys of the office, one each. Throws Problem `invalidInput`. */
export async function refuseOtherKeys(
  context: Context,
  officeId: string,
  wraps: readonly SealedOfficeKey[],
): Promise<void> {
  refuseOtherSet(wraps.map(named), (await listKeys(context.tx, [officeId])).map(named), 'wraps');
}

const named = ({ officeId, epoch }: { officeId: string; epoch: number }): string => `${officeId} ${epoch}`;

/** Members who came or went meanwhile are a conflict; keys that are left out are wrong input. */
function refuseOtherSet(given: readonly string[], due: readonly string[], path?: string): void {
  const isSame =
    given.length === due.length &&
    new Set(given).size === due.length &&
    due.every((one) => given.includes(one));
  if (isSame) return;
  if (path === undefined) throw new Problem('conflict');
  throw wrong(path, 'notAllKeys', {
    vi: 'mọi khóa của cơ quan, mỗi khóa một lần',
    en: 'every key of the office, once',
  });
}

const vouched = { vi: 'chữ ký của khóa trước đó', en: 'the signature of the key before it' };

function wrong(path: string, code: string, expected: { vi: string; en: string }): Problem {
  return new Problem('invalidInput', { fields: [{ path, code, expected }] });
}
