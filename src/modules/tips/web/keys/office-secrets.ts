import type { OfficeSecret } from '../../crypto/office.ts';
import type { TipOfficeDetail } from '../../tip-office-members.contract.ts';
import { onSecretChange } from './held-secret.ts';

const opened = new Map<string, Promise<OpenedOffice>>();
onSecretChange(() => opened.clear());

/** What the caller's key opens of an office. */
export interface OpenedOffice {
  /** Every key of the office and of those that went into it. */
  readonly all: readonly OfficeSecret[];
  /** The key that new reports are sealed for; undefined where the caller was not given it. */
  readonly newest: OfficeSecret | undefined;
}

/** Opens the secrets of an office's keys that were sealed for the caller; those that do not open are left out. */
export function officeSecrets(office: TipOfficeDetail, mine: string): Promise<OpenedOffice> {
  const state = `${office.id} ${office.wraps.map(({ epoch }) => epoch)} ${office.inherited.length} ${mine}`;
  const known = opened.get(state);
  if (known) return known;
  const opening = openSecrets(office, mine);
  opened.set(state, opening);
  return opening;
}

async function openSecrets(office: TipOfficeDetail, mine: string): Promise<OpenedOffice> {
  const { openOfficeSecret } = await import('../../crypto/office.ts');
  const own: OfficeSecret[] = [];
  for (const { epoch, sealed } of office.wraps) {
    const key = office.keys.find((one) => one.epoch === epoch);
    const found = key && (await openOfficeSecret(sealed, key, [mine]).catch(() => undefined));
    if (found) own.push(found);
  }
  const inherited: OfficeSecret[] = [];
  for (const { key, heirEpoch, sealed } of office.inherited) {
    const heir = own.find((one) => one.key.epoch === heirEpoch);
    const found = heir && (await openOfficeSecret(sealed, key, [heir.secret]).catch(() => undefined));
    if (found) inherited.push(found);
  }
  const newestEpoch = Math.max(...office.keys.map(({ epoch }) => epoch));
  return { all: [...own, ...inherited], newest: own.find(({ key }) => key.epoch === newestEpoch) };
}
