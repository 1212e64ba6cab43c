import { call } from '../../../../platform/web/client.ts';
import { randomBytes, randomId, toHex } from '../../crypto/bytes.ts';
import { makeKeyPair } from '../../crypto/keys.ts';
import { sealParcel } from '../../crypto/parcel.ts';
import { takeDownTip } from '../../tip-intake.contract.ts';
import { getTipOfficeKeys } from '../../tip-office.contract.ts';
import { IntakeChannel, TipHarm } from '../../tip-words.contract.ts';
import { type Reporter, sealReporter } from './reporter.ts';

/** A report as somebody took it down. */
export interface TakenDown {
  readonly officeId: string;
  readonly harm: string;
  readonly channel: string;
  readonly day: string;
  readonly hour: number;
  readonly words: string;
  readonly where: string;
  readonly when: string;
  readonly files: readonly File[];
  readonly reporter: Reporter | undefined;
}

/** Seals what was said for the office, who said it apart from it, and hands both in. Throws ApiProblem. */
export async function takeDown(report: TakenDown, onShare: (share: number) => void): Promise<void> {
  const { keys } = await call(getTipOfficeKeys, { body: { officeId: report.officeId } });
  const key = keys.at(-1);
  if (!key) throw new Error('an office without a key');
  const harm = TipHarm.parse(report.harm);
  const content = {
    type: 'intake',
    thread: toHex(randomBytes(16)),
    harm,
    text: report.words.trim().normalize('NFC'),
    when: report.when.trim().normalize('NFC'),
    where: report.where.trim().normalize('NFC'),
  } as const;
  const files = report.files.map((file) => ({ name: file.name, type: file.type, blob: file }));
  // Signed by a key that is forgotten at once: the account says who took it down.
  const { blob } = await sealParcel(content, files, await makeKeyPair(), [key.recipient]);
  await call(takeDownTip, {
    params: { id: randomId() },
    body: {
      officeId: report.officeId,
      epoch: key.epoch,
      harm,
      channel: IntakeChannel.parse(report.channel),
      day: report.day,
      hour: report.hour,
      ...(report.reporter ? { reporter: await sealReporter(report.reporter, key.recipient) } : {}),
    },
    file: new File([blob], 'tin.age'),
    onProgress: onShare,
  });
}
