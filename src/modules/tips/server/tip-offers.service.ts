import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Upload } from '../../../platform/server/route.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { trustedKeys } from '../crypto/office.ts';
import type { answerTipOffer, offerTip } from '../tip-offers.contract.ts';
import { possibleSteps } from '../tip-steps.rules.ts';
import type { TipState } from '../tip-words.contract.ts';
import type { TipWork } from '../tip-work.contract.ts';
import {
  acceptOffer,
  dropCopiesFor,
  dropOffered,
  endOffer,
  insertOffer,
  listCopies,
  listMessages,
} from './tip-copies.repo.ts';
import { clocksNow, momentIn } from './tip-dues.service.ts';
import { listKeys } from './tip-offices.repo.ts';
import { getOffice, getOpenOffice } from './tip-offices.service.ts';
import { sealReporter } from './tip-reporter.service.ts';
import { addSealedCopy, type FilesContext } from './tip-seals.service.ts';
import { addEvent } from './tip-steps.repo.ts';
import { dropLater, settle, wrong } from './tip-steps.service.ts';
import { holdWork, type WorkRow } from './tip-work.repo.ts';
import { describeWork, getWork, workerOf, workNow } from './tip-work.service.ts';

/** Throws Problem `notPossibleNow` where the report can't go to another office now. */
function refuseUnready(context: Context, work: WorkRow): void {
  const steps = possibleSteps(workNow(work), workerOf(context), clocksNow(context, work));
  if (!steps.includes('forward')) throw new Problem('notPossibleNow', { detail: registerFirst });
}

const registerFirst = {
  vi: 'Chỉ chuyển được tin đã vào sổ và đang giải quyết.',
  en: 'Only a report that is registered and in work can go to another office.',
};

/** The other office's newest key. Throws Problem `notFound` for one that takes no reports, `conflict` for an older key. */
async function refuseOlderKey(context: Context, officeId: string, epoch: number): Promise<void> {
  const office = await getOpenOffice(context, officeId);
  if (office.epoch !== epoch) throw new Problem('conflict', { extra: { epoch: office.epoch } });
}

/** Puts down a message sealed for another office; the same message again replaces it. */
export async function putCopy(
  context: FilesContext,
  by: Authorized<'tips.work'>,
  work: WorkRow,
  given: { messageId: string; officeId: string; epoch: number },
  upload: Upload,
): Promise<{ size: number; hash: string }> {
  refuseUnready(context, work);
  if (given.officeId === work.officeId) throw wrong('officeId', 'same', anotherOffice);
  await refuseOlderKey(context, given.officeId, given.epoch);
  const messages = await listMessages(context.tx, work.id);
  if (!messages.some(({ id }) => id === given.messageId)) throw new Problem('notFound');
  await dropLater(context, await dropCopiesFor(context.tx, by, work.id, given));
  await addSealedCopy(context, { id: given.messageId, tipId: work.id }, given, upload);
  return { size: upload.size, hash: upload.hash };
}

const anotherOffice = { vi: 'một cơ quan khác', en: 'another office' };

type Offer = z.output<(typeof offerTip)['body']>;

/**
 * Offers a report to another office. Throws Problem `conflict` for an older version, an older key or messages that came
 * meanwhile (with those that are missing), `invalidInput` where the office's own key does not speak for the other one or
 * the reporter of the vault is left out.
 */
export async function makeOffer(
  context: Context & { vault: Vault },
  by: Authorized<'tips.work'>,
  id: string,
  offer: Offer,
): Promise<TipWork> {
  const { tx } = context;
  await holdWork(tx, id);
  const work = await getWork(context, id);
  if (work.version !== offer.baseVersion) throw new Problem('conflict', { extra: { version: work.version } });
  refuseUnready(context, work);
  const { officeId: to, epoch } = offer.handover.to;
  if (to === work.officeId) throw wrong('handover.to', 'same', anotherOffice);
  await refuseOlderKey(context, to, epoch);
  await refuseUnvouched(context, work, offer);
  await refuseIncomplete(context, work, offer);
  await dropLater(context, await dropCopiesFor(tx, by, id, { officeId: to, exceptEpoch: epoch }));
  const at = momentIn(context);
  const reporter = offer.reporter === null ? null : sealReporter(context.vault, id, to, offer.reporter);
  const { contact, handover } = offer;
  await insertOffer(tx, by, { tipId: id, toOfficeId: to, epoch, at, handover, contact, reporter });
  await addEvent(tx, {
    tipId: id,
    at,
    by: by.callerId,
    officeId: work.officeId,
    what: 'offered',
    details: { to, reason: offer.reason },
    note: offer.note,
  });
  await settle(context, id);
  return describeWork(context, id);
}

async function refuseUnvouched(context: Context, work: WorkRow, { handover }: Offer): Promise<void> {
  const { to, voucher, thread } = handover;
  const own = await listKeys(context.tx, [work.officeId]);
  const speaker = own.find((key) => key.epoch === voucher.epoch && voucher.officeId === work.officeId);
  const other = (await listKeys(context.tx, [to.officeId])).filter((key) => key.epoch === to.epoch);
  const isTrusted = speaker !== undefined && trustedKeys(speaker, other, [handover], thread).length === 1;
  if (thread === null || !isTrusted) throw wrong('handover', 'notVouchedFor', ownSignature);
}

const ownSignature = {
  vi: 'chữ ký của cơ quan này trên khóa của cơ quan nhận, cho riêng tin này',
  en: 'this office’s signature on the key of the other one, for this report alone',
};

async function refuseIncomplete(context: Context, work: WorkRow, offer: Offer): Promise<void> {
  const { officeId, epoch } = offer.handover.to;
  const copies = await listCopies(context.tx, work.id);
  const sealed = new Set(
    copies.filter((one) => one.officeId === officeId && one.epoch === epoch).map((one) => one.messageId),
  );
  const missing = (await listMessages(context.tx, work.id))
    .filter(({ id }) => !sealed.has(id))
    .map(({ id }) => id);
  if (missing.length > 0) throw new Problem('conflict', { extra: { missing } });
  if (work.hasReporter && offer.reporter === null) throw wrong('reporter', 'required', forThem);
}

const forThem = {
  vi: 'danh tính người báo, mã hóa cho cơ quan nhận',
  en: 'who reported, sealed for the other office',
};

type Answer = z.output<(typeof answerTipOffer)['body']>;

/** Proof for the one who answers: of the office that was asked, or (to withdraw) of the one that asked. */
export async function authorizeAnswer(
  context: Context,
  work: WorkRow,
  answer: Answer['answer'],
): Promise<Authorized<'tips.work'>> {
  if (work.offeredTo === null) throw new Problem('notPossibleNow');
  const officeId = answer === 'withdraw' ? work.officeId : work.offeredTo.id;
  const office = await getOffice(context, officeId);
  if (office.mine !== 'active') throw new Problem('forbidden');
  return authorize(context, 'tips.work', office.areaId);
}

/** Accepts, refuses or withdraws an offer. Throws Problem `notPossibleNow` where there is none any more. */
export async function answerOffer(
  context: Context,
  by: Authorized<'tips.work'>,
  id: string,
  answer: Answer,
): Promise<{ id: string; state: TipState }> {
  const { tx } = context;
  await holdWork(tx, id);
  const work = await getWork(context, id);
  const to = work.offeredTo;
  if (work.state !== 'offered' || to === null) throw new Problem('notPossibleNow');
  const what = { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' } as const;
  await addEvent(tx, {
    tipId: id,
    at: momentIn(context),
    by: by.callerId,
    officeId: answer.answer === 'withdraw' ? work.officeId : to.id,
    what: what[answer.answer],
    details: { ...(answer.answer === 'refuse' ? { reason: answer.reason } : {}), ...numberOf(work) },
    note: answer.answer === 'refuse' ? answer.note : undefined,
  });
  if (answer.answer === 'accept') {
    await dropLater(context, await acceptOffer(tx, by, id, to.id));
    await settle(context, id);
    return { id, state: 'received' };
  }
  const state = work.class === null ? 'registered' : 'classified';
  await dropLater(context, await dropOffered(tx, id, to.id));
  await endOffer(tx, by, id, state);
  return { id, state };
}

/** The number under which the report stood so far. */
const numberOf = (work: WorkRow): { number?: string } =>
  work.number === null ? {} : { number: work.number };
