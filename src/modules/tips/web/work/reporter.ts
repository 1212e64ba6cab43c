import { openText, sealText } from '../../crypto/keys.ts';
import { padded } from '../../crypto/parcel.ts';

/** Who reported, as it lies in the vault. No identity-card number, no picture: there is no field for them. */
export interface Reporter {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** Seals who reported for an office. */
export async function sealReporter(reporter: Reporter, recipient: string): Promise<string> {
  return sealText(padded(JSON.stringify(reporter)), [recipient]);
}

/** Who reported; undefined where none of the secrets opens it. */
export async function openReporterWords(
  sealed: string,
  secrets: readonly string[],
): Promise<Reporter | undefined> {
  try {
    const {
      name = '',
      phone = '',
      address = '',
    } = JSON.parse(await openText(sealed, secrets)) as Partial<Reporter>;
    return { name, phone, address };
  } catch {
    return undefined;
  }
}
