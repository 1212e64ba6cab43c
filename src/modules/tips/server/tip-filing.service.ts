import { createHash, timingSafeEqual } from 'node:crypto';
import { v4 as uuidv4 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Upload } from '../../../platform/server/route.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { momentOf } from '../tip-clocks.rules.ts';
import type { FilingProof, ThreadProof } from '../tip-filing.contract.ts';
import { proveFiling } from './filing-proof.service.ts';
import { getOpenOffice } from './tip-offices.service.ts';
import { addMessage, type FilesContext } from './tip-seals.service.ts';
import { findThread, insertWebTip, readThread, takeInHand } from './tip-threads.repo.ts';

export interface NewFiling {
  readonly officeId: string;
  readonly epoch: number;
  readonly harm: string;
  readonly thread: ThreadProof;
  readonly contact: string | null;
  readonly keepsake: string;
}

/** What the database keeps of a receipt: whoever holds all of it can open no thread. */
export function hashesOf({ lookup, access }: ThreadProof): { lookupHash: Buffer; accessHash: Buffer } {
  const hash = (what: string, hex: string) => createHash('sha256').update(`${what}\n${hex}`).digest();
  return { lookupHash: hash('lookup', lookup), accessHash: hash('access', access) };
}

/**
 * Takes a report in. The same one sent again gives the same proof.
 * Throws Problem `conflict` (with `epoch`) where the office has a newer key: seal for that one and send again;
 * `alreadyExists` where the receipt belongs to another report, `notFound` for an office that takes none,
 * `unreadableFile` for what is not sealed.
 */
export async function fileReport(
  context: FilesContext & { vault: Vault },
  filing: NewFiling,
  upload: Upload,
): Promise<FilingProof> {
  const hashes = hashesOf(filing.thread);
  const again = await findThread(context.tx, hashes.lookupHash);
  if (again) return proofOfSame(context, again, hashes.accessHash, upload);
  const { epoch } = await getOpenOffice(context, filing.officeId);
  if (epoch !== filing.epoch) throw new Problem('conflict', { detail: newerKey, extra: { epoch } });
  // Version 4: version 7 would carry the millisecond in which the report came.
  const [id, messageId] = [uuidv4(), uuidv4()];
  await insertWebTip(context.tx, {
    ...filing,
    ...hashes,
    id,
    receivedOn: context.today,
    receivedAt: fullHour(momentOf(context.today, context.now)),
    filedHash: upload.hash,
  });
  const message = {
    id: messageId,
    tipId: id,
    sequence: 0,
    sender: 'reporter',
    sentOn: context.today,
  } as const;
  await addMessage(context, message, filing, upload);
  return proveFiling(context.vault, {
    officeId: filing.officeId,
    receivedOn: context.today,
    hash: upload.hash,
  });
}

const newerKey = {
  vi: 'Cơ quan vừa đổi khóa. Trang sẽ mã hóa lại rồi gửi.',
  en: 'The office has just changed its key. The page seals the report again, then sends it.',
};

async function proofOfSame(
  context: FilesContext & { vault: Vault },
  again: { tipId: string; accessHash: Buffer },
  accessHash: Buffer,
  upload: Upload,
): Promise<FilingProof> {
  if (!timingSafeEqual(again.accessHash, accessHash)) throw new Problem('alreadyExists');
  await takeInHand(context.tx, again.tipId);
  const filed = await readThread(context.tx, again.tipId);
  if (filed?.filedHash !== upload.hash) throw new Problem('alreadyExists');
  const { filedFor, receivedOn, filedHash } = filed;
  return proveFiling(context.vault, { officeId: filedFor, receivedOn, hash: filedHash });
}

/** The full hour before a moment: legal clocks need no minute, and a minute can point at somebody. */
export function fullHour(moment: string): Date {
  const time = Date.parse(moment);
  return new Date(time - (time % 3_600_000));
}
