import type { OutputOf } from '../../../../platform/contract.ts';
import { trustedKeys } from '../../crypto/office.ts';
import { openParcel, type ParcelFile, sealParcel } from '../../crypto/parcel.ts';
import { type ReceiptKeys, readReceipt, receiptKeys } from '../../crypto/receipt.ts';
import { type Keepsake, openKeepsake } from '../../crypto/reporter.ts';
import type { OfficeKey } from '../../tip-key.contract.ts';
import type { openTipThread, ThreadMessage } from '../../tip-thread.contract.ts';
import { asParcelFile, type Stage } from './file-report.ts';
import type { SendableFile } from './picked-files.ts';
import { PublicProblem, post, postForBytes, sendParcel } from './public-client.ts';
import { proofOfWork } from './work.ts';

type ThreadAnswer = OutputOf<typeof openTipThread>;

/** A message as the reporter can read it: what the office wrote, or only that one wrote oneself. */
export interface ReadMessage extends ThreadMessage {
  readonly content:
    | { readonly text: string; readonly files: readonly ParcelFile[]; readonly officeId: string }
    | 'own'
    | 'unreadable';
}

/** The thread of a receipt, opened and checked. */
export interface OpenThread {
  readonly mine: ReceiptKeys;
  readonly answer: ThreadAnswer;
  readonly keepsake: Keepsake | undefined;
  readonly messages: readonly ReadMessage[];
  /** The key that the next message is sealed for; undefined where no chain of signatures leads to it. */
  readonly key: OfficeKey | undefined;
}

/** The keys behind a code that somebody wrote down; undefined where it is none. */
export async function keysOfCode(code: string): Promise<ReceiptKeys | undefined> {
  const receipt = readReceipt(code);
  return receipt === undefined ? undefined : receiptKeys(receipt);
}

/** Opens a thread; undefined where the server has none for this code. Throws PublicProblem. */
export async function openThread(mine: ReceiptKeys, known?: OpenThread): Promise<OpenThread | undefined> {
  let answer: ThreadAnswer;
  try {
    answer = await post<ThreadAnswer>('/api/v1/tips/thread', proofOf(mine));
  } catch (error) {
    if (error instanceof PublicProblem && error.status === 404) return undefined;
    throw error;
  }
  const keepsake = await openKeepsake(answer.keepsake, mine.own);
  const trusted =
    keepsake === undefined ? [] : trustedKeys(keepsake.office, answer.keys, answer.handovers, mine.thread);
  const ofOffice = answer.keys.filter(({ officeId }) => officeId === answer.office.id);
  const newest = ofOffice.toSorted((a, b) => b.epoch - a.epoch)[0];
  const messages: ReadMessage[] = [];
  for (const message of answer.messages) {
    const before = known?.messages.find(({ id }) => id === message.id);
    messages.push(before ?? (await readMessage(message, mine, trusted)));
  }
  return { mine, answer, keepsake, messages, key: newest && trusted.includes(newest) ? newest : undefined };
}

async function readMessage(
  message: ThreadMessage,
  mine: ReceiptKeys,
  trusted: readonly OfficeKey[],
): Promise<ReadMessage> {
  if (message.sender === 'reporter') return { ...message, content: 'own' };
  const bytes = await postForBytes('/api/v1/tips/thread/message', {
    ...proofOf(mine),
    messageId: message.id,
  });
  try {
    const { content, files, signedBy } = await openParcel(new Blob([bytes]), [mine.own.secret]);
    // Who signed, for which report and as which message: nothing of it may be taken from the server.
    const isTheirs =
      content.type === 'answer' &&
      content.thread === mine.thread &&
      content.sequence === message.sequence &&
      trusted.some(
        (key) =>
          key.verifyKey === signedBy && key.officeId === content.officeId && key.epoch === content.epoch,
      );
    if (!isTheirs) return { ...message, content: 'unreadable' };
    return { ...message, content: { text: content.text, files, officeId: content.officeId } };
  } catch {
    return { ...message, content: 'unreadable' };
  }
}

/** Seals and sends another message. Throws PublicProblem. */
export async function replyInThread(
  thread: OpenThread,
  text: string,
  files: readonly SendableFile[],
  onStage: (stage: Stage) => void,
): Promise<void> {
  const { key, mine, answer } = thread;
  if (key === undefined) throw new Error('no key to trust');
  const sequence = Math.max(...answer.messages.map((message) => message.sequence)) + 1;
  onStage({ name: 'locking' });
  const content = {
    type: 'reply',
    thread: mine.thread,
    sequence,
    text: text.trim().normalize('NFC'),
  } as const;
  const parcel = await sealParcel(content, files.map(asParcelFile), mine.own, [key.recipient], (share) =>
    onStage({ name: 'locking', share }),
  );
  onStage({ name: 'working' });
  const pow = await proofOfWork();
  const { officeId, epoch } = key;
  const body = { ...proofOf(mine), officeId, epoch, sequence, pow };
  await sendParcel('/api/v1/tips/thread/reply', body, parcel.blob, (share) =>
    onStage({ name: 'sending', share }),
  );
}

export async function withdrawContact(mine: ReceiptKeys): Promise<void> {
  await post('/api/v1/tips/thread/withdraw-contact', proofOf(mine));
}

function proofOf({ lookup, access }: ReceiptKeys): { lookup: string; access: string } {
  return { lookup, access };
}
