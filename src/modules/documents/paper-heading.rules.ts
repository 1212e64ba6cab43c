import { placeName } from '../reports/document-format.rules.ts';
import { unitWord } from '../reports/report.rules.ts';
import type { PaperHeading, PaperKind } from './paper.contract.ts';

/**
 * Which parts of a heading a paper shows: all of it, all but the recipients (what a decision issues), a list's (agency,
 * day, signer), or none (a household's pledge).
 */
export type HeadingShown = 'full' | 'annex' | 'list' | 'none';

export const headingShown: Readonly<Record<PaperKind, HeadingShown>> = {
  teamDecision: 'full',
  modelRegulation: 'annex',
  householdPledge: 'none',
  pledgeSheet: 'none',
  memberList: 'list',
  surveyReport: 'full',
  halfYearReview: 'full',
};

/** Symbols by Decree 30/2020, Annex III; a regulation goes with the decision that issues it. */
const NOTATION: Readonly<Record<PaperKind, string>> = {
  teamDecision: 'QĐ-UBND',
  modelRegulation: 'QĐ-UBND',
  householdPledge: 'BC-UBND',
  pledgeSheet: 'BC-UBND',
  memberList: 'BC-UBND',
  surveyReport: 'BC-UBND',
  halfYearReview: 'BC-UBND',
};

/** The chair signs what founds or rules (Law on local government 2025); the committee what reports. */
const SIGNED_BY_CHAIR: ReadonlySet<PaperKind> = new Set(['teamDecision', 'modelRegulation']);

/**
 * The heading that a paper begins with: the office's last one of this kind without its number and day, else that of the
 * people's committee of the unit that issues it (a commune, or a province), as Decree 30/2020 writes it.
 */
export function startPaperHeading(
  kind: PaperKind,
  asked: { issuerName: string; subject: string; last: PaperHeading | undefined },
): PaperHeading {
  const { issuerName, subject, last } = asked;
  if (last) return { ...last, codeNumber: null, issuedDate: null, subject };
  const unit = /^(tỉnh|thành phố)\s/iu.exec(issuerName)?.[1]?.toLocaleLowerCase('vi') ?? unitWord(issuerName);
  return {
    parentAgency: null,
    agency: `Ủy ban nhân dân\n${issuerName.slice(0, 1).toLocaleLowerCase('vi')}${issuerName.slice(1)}`,
    codeNumber: null,
    codeNotation: NOTATION[kind],
    place: placeName(issuerName),
    issuedDate: null,
    subject,
    authority: SIGNED_BY_CHAIR.has(kind) ? [] : ['TM. Ủy ban nhân dân'],
    position: 'Chủ tịch',
    name: '',
    recipients: [...(RECIPIENTS[kind]?.(unit) ?? []), 'Lưu: VT'],
  };
}

const reported = (unit: string): string[] => [
  `Thường trực Đảng ủy, Thường trực HĐND ${unit}`,
  `Chủ tịch, các Phó Chủ tịch UBND ${unit}`,
  `Công an ${unit}`,
];
const RECIPIENTS: Readonly<Partial<Record<PaperKind, (unit: string) => string[]>>> = {
  teamDecision: (unit) => ['Như Điều 3', `Thường trực Đảng ủy, Thường trực HĐND ${unit}`],
  surveyReport: reported,
  halfYearReview: reported,
};

/**
 * Who issues a decision, as it stands above the legal bases: 'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …' where the chair or a deputy
 * for him signs, 'ỦY BAN NHÂN DÂN XÃ …' where it is signed on behalf of the committee.
 */
export function issuingAuthority(heading: PaperHeading): string {
  const issuer = heading.agency.split('\n').join(' ');
  const signs = heading.authority.map((line) => line.trim());
  if (signs.some((line) => /^TM\./iu.test(line))) return issuer;
  const instead = signs.find((line) => /^KT\./iu.test(line));
  return `${instead ? instead.replace(/^KT\.\s*/iu, '') : heading.position} ${issuer}`;
}
