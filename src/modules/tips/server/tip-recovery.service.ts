import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { normaliseLine } from '../../../platform/text.ts';
import { recoveryPurpose } from '../crypto/recovery.ts';
import type { SealedOfficeKey } from '../tip-key.contract.ts';
import { holdsNewestKey, refuseOtherKeys } from './tip-keys.service.ts';
import { admitMember, noteRenewal, type OfficeRow } from './tip-offices.repo.ts';
import { refuseClosed } from './tip-offices.service.ts';
import {
  closeRequest,
  findMemberKey,
  findRequest,
  insertAnswer,
  insertRequest,
  listAnswers,
  listAskedOfMe,
  listMyShares,
  listRecoveryWraps,
  type RecoveryRequest,
} from './tip-recovery.repo.ts';
import { findRecovery, giveWraps } from './tip-wraps.repo.ts';

/**
 * Asks the custodians of an office. Throws Problem `forbidden` for whom nobody named, `notPossibleNow` where there are
 * no custodians, `conflict` where the key is not the asker's own one.
 */
export async function askRecovery(
  context: Context,
  office: OfficeRow,
  asked: { id: string; recipient: string; reason: string },
): Promise<void> {
  refuseClosed(office);
  if (office.mine !== 'named' && office.mine !== 'active') throw new Problem('forbidden');
  const recovery = await findRecovery(context.tx, office.id);
  if (!recovery || recovery.custodians.length < recovery.threshold)
    throw new Problem('notPossibleNow', { detail: noCustodians });
  if ((await findMemberKey(context.tx))?.recipient !== asked.recipient) throw new Problem('conflict');
  const reason = normaliseLine(asked.reason);
  await insertRequest(context.tx, context.caller.id, {
    ...asked,
    reason,
    officeId: office.id,
    recoveryId: recovery.id,
  });
}

const noCustodians = {
  vi: 'Cơ quan này không còn đủ người giữ khóa dự phòng.',
  en: 'This office has not enough custodians.',
};

/** One's own open request. Throws Problem `notFound` for anybody else's. */
export async function getOwnRequest(
  context: Context,
  officeId: string,
  id: string,
): Promise<RecoveryRequest> {
  const request = await findRequest(context.tx, id);
  if (!request || request.officeId !== officeId || request.askedBy !== context.caller.id)
    throw new Problem('notFound');
  if (request.state !== 'open') throw new Problem('notPossibleNow');
  return request;
}

/** What the custodians have answered so far. */
export async function describeRecovery({ tx }: Context, request: RecoveryRequest) {
  return {
    id: request.id,
    threshold: request.threshold,
    custodians: request.custodians,
    recovery: { id: request.recoveryId, recipient: request.recoveryRecipient },
    answers: await listAnswers(tx, request.id),
    wraps: await listRecoveryWraps(tx, request.recoveryId),
  };
}

/**
 * Ends a recovery: the asker has the keys again, and proves it by signing with the newest one. The recovery key has been
 * in one hand now, so the next key is due. Throws Problem `notPossibleNow` before enough custodians answered,
 * `invalidInput` where a key is left out or the proof is none.
 */
export async function finishRecovery(
  context: Context,
  authorized: Authorized<'tips.work'>,
  request: RecoveryRequest,
  given: { wraps: readonly SealedOfficeKey[]; proof: string },
): Promise<void> {
  const answers = await listAnswers(context.tx, request.id);
  if (answers.length < request.threshold) throw new Problem('notPossibleNow');
  await refuseOtherKeys(context, request.officeId, given.wraps);
  const proof = { purpose: recoveryPurpose, data: { requestId: request.id }, signature: given.proof };
  if (!(await holdsNewestKey(context, request.officeId, proof)))
    throw new Problem('invalidInput', { fields: [{ path: 'proof', code: 'notTheKey' }] });
  await giveWraps(context.tx, context.caller.id, context.caller.id, given.wraps);
  await admitMember(context.tx, authorized, request.officeId, context.caller.id);
  await closeRequest(context.tx, request.id, 'done');
  await noteRenewal(context.tx, request.officeId, true);
}

export async function withdrawRecovery(context: Context, request: RecoveryRequest): Promise<void> {
  await closeRequest(context.tx, request.id, 'withdrawn');
}

/** The shares one keeps, and who asks for them. */
export async function describeCustody({ tx }: Context) {
  const requests = await listAskedOfMe(tx);
  return {
    shares: await listMyShares(tx),
    requests: requests.map((request) => ({ ...request, askedAt: request.askedAt.toISOString() })),
  };
}

/** A request for a share that the caller keeps. Throws Problem `notFound` where nobody asks him. */
export async function getAskedRequest(context: Context, requestId: string): Promise<RecoveryRequest> {
  const request = await findRequest(context.tx, requestId);
  const isAsked = (await listAskedOfMe(context.tx)).some(({ id }) => id === requestId);
  if (!request || !isAsked) throw new Problem('notFound');
  return request;
}

/** Gives one's share. Throws Problem `alreadyExists` the second time. */
export async function giveShare(context: Context, { id }: RecoveryRequest, sealed: string): Promise<void> {
  await insertAnswer(context.tx, context.caller.id, id, sealed);
}
