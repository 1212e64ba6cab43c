import type { OutputOf } from '../../../../platform/contract.ts';
import { openText, sealText } from '../../crypto/keys.ts';
import { type OfficeSecret, openOfficeSecret, sealOfficeSecret } from '../../crypto/office.ts';
import { combineShares, proveRecovery } from '../../crypto/recovery.ts';
import type { SealedOfficeKey } from '../../tip-key.contract.ts';
import type { TipOfficeDetail } from '../../tip-office-members.contract.ts';
import type { getTipRecovery } from '../../tip-recovery.contract.ts';

/**
 * Opens every key of an office with the custodians' shares and seals it for the asker, with the proof that it was done.
 * Undefined where the shares do not fit yet.
 */
export async function recoverOffice(
  office: TipOfficeDetail,
  request: OutputOf<typeof getTipRecovery>,
  asker: { secret: string; recipient: string },
): Promise<{ wraps: SealedOfficeKey[]; proof: string } | undefined> {
  const recovered = await combineShares(request.answers, asker.secret, request.recovery);
  if (recovered === undefined) return undefined;
  const known = [...office.keys, ...office.inherited.map(({ key }) => key)];
  const wraps: SealedOfficeKey[] = [];
  let newest: OfficeSecret | undefined;
  for (const { officeId, epoch, sealed } of request.wraps) {
    const key = known.find((one) => one.officeId === officeId && one.epoch === epoch);
    if (key === undefined) {
      const words = await openText(sealed, [recovered]);
      wraps.push({ officeId, epoch, sealed: await sealText(words, [asker.recipient]) });
      continue;
    }
    const opened = await openOfficeSecret(sealed, key, [recovered]);
    wraps.push(await sealOfficeSecret(opened, asker.recipient));
    if (officeId === office.id && epoch >= (newest?.key.epoch ?? 0)) newest = opened;
  }
  return newest && { wraps, proof: proveRecovery(newest, request.id) };
}
