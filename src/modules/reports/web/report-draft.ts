import { readStored, writeStored } from '../../../ui/theme.ts';
import type { Lens } from '../../figures/figures.contract.ts';
import type { ReportContent, ReportHeading, ReportTexts } from '../report-content.contract.ts';

/** The heading as its form holds it: lists are lines of one text. */
export interface HeadingForm {
  parentAgency: string;
  agency: string;
  codeNumber: number | null;
  codeNotation: string;
  place: string;
  issuedDate: string;
  subject: string;
  authority: string;
  position: string;
  name: string;
  recipients: string;
}

/** What the officer is writing. */
export interface ReportDraft {
  heading: HeadingForm;
  texts: ReportTexts;
  lens: Lens;
}

export function draftOf({ heading, texts }: ReportContent, lens: Lens): ReportDraft {
  return { heading: headingForm(heading), texts, lens };
}

export function contentOf({ heading, texts }: ReportDraft): ReportContent {
  return { heading: headingOf(heading), texts };
}

/** A heading as a form holds it. */
export function headingForm(heading: ReportHeading): HeadingForm {
  return {
    ...heading,
    parentAgency: heading.parentAgency ?? '',
    issuedDate: heading.issuedDate ?? '',
    authority: heading.authority.join('\n'),
    recipients: heading.recipients.join('\n'),
  };
}

/** The heading that a form says. */
export function headingOf(form: HeadingForm): ReportHeading {
  return {
    ...form,
    parentAgency: form.parentAgency.trim() === '' ? null : form.parentAgency,
    issuedDate: form.issuedDate === '' ? null : form.issuedDate,
    authority: linesOf(form.authority),
    recipients: linesOf(form.recipients),
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Whether two drafts say the same; an empty text is none. */
export function isSameDraft(a: ReportDraft, b: ReportDraft): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(draft: ReportDraft): string {
  const { heading, texts } = contentOf(draft);
  const written = (given: Readonly<Record<string, string>>) =>
    Object.entries(given)
      .filter(([, text]) => text.trim() !== '')
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const ordered = Object.entries(heading).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([ordered, written(texts.texts), written(texts.sentences), draft.lens]);
}

interface StoredDraft {
  readonly baseVersion: number;
  readonly draft: ReportDraft;
}

const keyFor = (reportId: string): string => `tiengmo.report.${reportId}`;

/** The draft that this device kept, with the version that it was written on. */
export function readDraft(reportId: string): StoredDraft | undefined {
  const stored = readStored(keyFor(reportId));
  if (!stored) return undefined;
  try {
    const found = JSON.parse(stored) as Partial<StoredDraft> | null;
    return found?.draft?.heading && found.draft.texts?.texts && found.draft.texts.sentences
      ? (found as StoredDraft)
      : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(reportId: string, stored: StoredDraft): void {
  writeStored(keyFor(reportId), JSON.stringify(stored));
}

export function dropDraft(reportId: string): void {
  writeStored(keyFor(reportId), '');
}
