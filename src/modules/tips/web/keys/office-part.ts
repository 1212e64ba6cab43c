import type { TipOfficeDetail } from '../../tip-office-members.contract.ts';
import type { OpenedOffice } from './office-secrets.ts';

/** What the parts of the page share: the office, the opened keys, and how to do something to it. */
export interface OfficePart {
  readonly office: TipOfficeDetail;
  readonly opened: OpenedOffice | undefined;
  readonly mine: string | undefined;
  /** Does it, says so, and loads the office anew; true where it was done. */
  readonly act: (work: () => Promise<unknown>, done: string) => Promise<boolean>;
}

/** Says in words for people why something could not be done here in the browser. */
export class SaidError extends Error {}
