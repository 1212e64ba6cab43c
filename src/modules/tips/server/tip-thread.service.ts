import { timingSafeEqual } from 'node:crypto';
import { v4 as uuidv4 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Upload } from '../../../platform/server/route.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import type { ThreadProof } from '../tip-filing.contract.ts';
import type { ThreadMessage, ThreadState } from '../tip-thread.contract.ts';
import { proveFiling } from './filing-proof.service.ts';
import { hashesOf } from './tip-filing.service.ts';
import { findHandovers, findOffice, listAnyOffices, listKeys } from './tip-offices.repo.ts';
import { tipReference } from './tip-reference.service.ts';
import { listOriginals, type MessageLine } from './tip-seals.repo.ts';
import { addMessage, type FilesContext } from './tip-seals.service.ts';
import {
  deleteContact,
  findThread,
  noteFetched,
  officesOfThread,
  readThread,
  type ThreadRow,
  takeInHand,
} from './tip-threads.repo.ts';

interface OpenThread {
  readonly tipId: string;
  readonly thread: ThreadRow;
  readonly messages: readonly MessageLine[];
}

/**
 * Opens the thread of a receipt. A wrong one goes the same way through the same questions, to a report that does not
 * exist, and is told so at the end. Throws Problem `notFound`.
 */
export async function openThread(context: Context, proof: ThreadProof): Promise<OpenThread> {
  const { lookupHash, accessHash } = hashesOf(proof);
  const found = await findThread(context.tx, lookupHash);
  const isRight = timingSafeEqual(found?.accessHash ?? Buffer.alloc(accessHash.length), accessHash);
  const tipId = found && isRight ? found.tipId : uuidv4();
  await takeInHand(context.tx, tipId);
  const thread = await readThread(context.tx, tipId);
  const messages = await listOriginals(context.tx, tipId);
  if (!thread) throw new Problem('notFound', { detail: noThread });
  return { tipId, thread, messages };
}

const noThread = {
  vi: 'Không có tin báo nào ứng với mã này. Hãy xem lại từng từ; nếu mã đã mất thì không ai mở lại được.',
  en: 'No report belongs to this code. Check each word; where the code is lost, nobody can open the thread again.',
};

/** The thread as the reporter's page shows it. */
export async function describeThread(context: Context & { vault: Vault }, proof: ThreadProof) {
  const { thread, messages } = await openThread(context, proof);
  const ids = [thread.officeId, thread.filedFor, ...thread.handovers.map(({ to }) => to.officeId)];
  const officeIds = await officesOfThread(context.tx, ids);
  const [office] = await listAnyOffices(context.tx, thread.officeId);
  if (!office) throw new Problem('notFound');
  const state = stateOf(thread, messages);
  return {
    office,
    keys: await listKeys(context.tx, officeIds),
    handovers: [...thread.handovers, ...(await findHandovers(context.tx, officeIds))],
    state,
    standardAnswer: state === 'returned' ? tipReference().redLine.answer : null,
    proof: proveFiling(context.vault, {
      officeId: thread.filedFor,
      receivedOn: thread.receivedOn,
      hash: thread.filedHash,
    }),
    keepsake: thread.keepsake,
    hasContact: thread.hasContact,
    messages: messages.map(shownMessage),
  };
}

function stateOf({ progress }: ThreadRow, messages: readonly MessageLine[]): ThreadState {
  if (progress === 'redLine') return 'returned';
  if (progress === 'closed') return 'closed';
  if (messages.at(-1)?.sender === 'office') return 'answered';
  return progress === 'received' ? 'received' : 'underWork';
}

function shownMessage({ fileId: _fileId, ...message }: MessageLine): ThreadMessage {
  return message;
}

/** The sealed file of an office's message. Throws Problem `notFound` for any other one. */
export async function findOfficeMessage(
  context: Context,
  proof: ThreadProof & { messageId: string },
): Promise<{ fileId: string }> {
  const { messages } = await openThread(context, proof);
  const message = messages.find(({ id, sender }) => id === proof.messageId && sender === 'office');
  if (!message) throw new Problem('notFound');
  await noteFetched(context.tx, message.id);
  return { fileId: message.fileId };
}

/**
 * The reporter writes again. Throws Problem `notFound` for a wrong receipt, `notPossibleNow` for a report that is closed,
 * `conflict` where the office or its key is another one by now, or the number is taken.
 */
export async function addReply(
  context: FilesContext,
  proof: ThreadProof & { officeId: string; epoch: number; sequence: number },
  upload: Upload,
): Promise<ThreadMessage> {
  const { tipId, thread, messages } = await openThread(context, proof);
  if (['closed', 'redLine'].includes(thread.progress))
    throw new Problem('notPossibleNow', { detail: isOver });
  const office = await findOffice(context.tx, thread.officeId);
  if (thread.officeId !== proof.officeId || office?.epoch !== proof.epoch)
    throw new Problem('conflict', { extra: { officeId: thread.officeId, epoch: office?.epoch } });
  // Whoever sends the same once more, because the answer was lost on the way, has sent it.
  const same = messages.find(({ sequence, hash }) => sequence === proof.sequence && hash === upload.hash);
  if (same) return shownMessage(same);
  const message = {
    id: uuidv4(),
    tipId,
    sequence: proof.sequence,
    sender: 'reporter',
    sentOn: context.today,
  } as const;
  return shownMessage(await addMessage(context, message, proof, upload));
}

const isOver = {
  vi: 'Việc này đã khép lại. Nếu có điều mới, hãy gửi một tin báo khác.',
  en: 'This matter is closed. If there is something new, send another report.',
};

/** Deletes the contact. Throws Problem `notFound` for a wrong receipt. */
export async function withdrawContact(context: Context, proof: ThreadProof): Promise<void> {
  const { tipId } = await openThread(context, proof);
  await deleteContact(context.tx, tipId);
}
