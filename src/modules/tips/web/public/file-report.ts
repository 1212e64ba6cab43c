import type { OutputOf } from '../../../../platform/contract.ts';
import { isFilingProof } from '../../crypto/filing-proof.ts';
import { type ParcelFile, type SealedParcel, sealParcel } from '../../crypto/parcel.ts';
import { makeReceipt, type Receipt, receiptKeys } from '../../crypto/receipt.ts';
import { sealContact, sealKeepsake } from '../../crypto/reporter.ts';
import type { FilingProof } from '../../tip-filing.contract.ts';
import type { getTipOfficeKeys, PublicTipOffice } from '../../tip-office.contract.ts';
import type { Draft } from './draft.ts';
import type { SendableFile } from './picked-files.ts';
import { post, sendParcel } from './public-client.ts';
import { proofOfWork } from './work.ts';

/** What is being done, and how far. */
export interface Stage {
  readonly name: 'locking' | 'working' | 'sending';
  readonly share?: number;
}

export interface FullReport extends Draft {
  readonly office: PublicTipOffice;
  readonly files: readonly SendableFile[];
  readonly language: 'vi' | 'en';
  /** The key by which the installation signs proofs of filing. */
  readonly receiptKey: string;
}

/** A report as it can be sent, again and again, with the same receipt. */
export interface PreparedReport {
  readonly receipt: Receipt;
  readonly officeName: string;
  readonly receiptKey: string;
  readonly parcel: SealedParcel;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Filed {
  readonly receipt: Receipt;
  readonly officeName: string;
  readonly proof: FilingProof;
}

/** Seals a report for the newest key of its office. Nothing of it has left the device yet. Throws PublicProblem. */
export async function prepareReport(
  report: FullReport,
  onStage: (stage: Stage) => void,
): Promise<PreparedReport> {
  const { office, keys } = await post<OutputOf<typeof getTipOfficeKeys>>('/api/v1/tips/office-keys', {
    officeId: report.office.id,
  });
  const key = keys.at(-1);
  if (!key) throw new Error('an office without a key');
  const receipt = makeReceipt();
  const mine = await receiptKeys(receipt);
  const { recipient, verifyKey } = mine.own;
  const parcel = await sealParcel(
    {
      type: 'report',
      thread: mine.thread,
      reporter: { recipient, verifyKey },
      harm: report.harm,
      text: report.words.trim().normalize('NFC'),
      when: report.when.trim().normalize('NFC'),
      where: report.where.trim().normalize('NFC'),
      wantsAnswer: report.wantsAnswer,
      language: report.language,
    },
    report.files.map(asParcelFile),
    mine.own,
    [key.recipient],
    (share) => onStage({ name: 'locking', share }),
  );
  const { officeId, epoch } = key;
  const contact = report.leavesContact
    ? await sealContact({ thread: mine.thread, words: report.contact.trim() }, mine.own, key.recipient)
    : null;
  const keepsake = await sealKeepsake(
    {
      office: { officeId, epoch, recipient: key.recipient, verifyKey: key.verifyKey },
      officeName: office.name,
      harm: report.harm,
      wantsAnswer: report.wantsAnswer,
      hash: parcel.hash,
    },
    mine.own,
  );
  const thread = { lookup: mine.lookup, access: mine.access };
  const body = { officeId, epoch, harm: report.harm, thread, contact, keepsake };
  return { receipt, officeName: office.name, receiptKey: report.receiptKey, parcel, body };
}

export function asParcelFile({ name, type, bytes }: SendableFile): ParcelFile {
  return { name, type, blob: new Blob([bytes], { type }) };
}

/** Sends it; sent twice it is one report. Throws PublicProblem. */
export async function fileReport(
  { receipt, officeName, receiptKey, parcel, body }: PreparedReport,
  onStage: (stage: Stage) => void,
): Promise<Filed> {
  onStage({ name: 'working' });
  const pow = await proofOfWork();
  onStage({ name: 'sending', share: 0 });
  const proof = await sendParcel<FilingProof>('/api/v1/tips', { ...body, pow }, parcel.blob, (share) =>
    onStage({ name: 'sending', share }),
  );
  if (!isFilingProof(proof, receiptKey, parcel.hash)) throw new Error('the server confirmed something else');
  return { receipt, officeName, proof };
}
