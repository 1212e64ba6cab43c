import type { PublicTipOffice } from '../../tip-office.contract.ts';
import { faultOf, type PickedFile } from './picked-files.ts';

/** A report while it is written; it lives in memory only. */
export interface Draft {
  readonly harm: string;
  readonly office: PublicTipOffice | null;
  readonly words: string;
  /** When and where, in one's own words; both may stay empty. */
  readonly when: string;
  readonly where: string;
  readonly wantsAnswer: boolean;
  readonly leavesContact: boolean;
  readonly contact: string;
}

export const emptyDraft: Draft = {
  harm: '',
  office: null,
  words: '',
  when: '',
  where: '',
  wantsAnswer: true,
  leavesContact: false,
  contact: '',
};

export type DraftField = 'harm' | 'office' | 'words' | 'files' | 'contact';
export type DraftFault =
  | 'needKind'
  | 'needOffice'
  | 'needWords'
  | 'needBetterFile'
  | 'needKeep'
  | 'tooBig'
  | 'waitCleaning'
  | 'needContact';

const fileFaults = {
  unreadable: 'needBetterFile',
  unknown: 'needKeep',
  tooBig: 'tooBig',
  cleaning: 'waitCleaning',
} as const;

/** What is missing before the report can be sent, in the order of the page. */
export function draftFaults(
  draft: Draft,
  files: readonly PickedFile[],
  most: number,
): Partial<Record<DraftField, DraftFault>> {
  const fault = faultOf(files, most);
  return {
    ...(draft.harm === '' ? { harm: 'needKind' } : {}),
    ...(draft.office === null ? { office: 'needOffice' } : {}),
    ...(draft.words.trim() === '' ? { words: 'needWords' } : {}),
    ...(fault === undefined ? {} : { files: fileFaults[fault] }),
    ...(draft.leavesContact && draft.contact.trim() === '' ? { contact: 'needContact' } : {}),
  };
}
