import {
  numberLine,
  paragraphsOf,
  placeAndDate,
  recipientLines,
  upperCase,
} from './document-format.rules.ts';
import type { ReportHeading } from './report-content.contract.ts';

/** What stands for the tags that every document of an office has: heading, number, day, signature, recipients. */
export interface DocumentHeadingTags extends Record<string, string | Record<string, string>[]> {
  issuer: string;
  documentNumber: string;
  issuedOn: string;
}

/** The tags of a heading by Decree 30/2020; `year` stands in the date that is still to be written in. */
export function documentHeadingTags(heading: ReportHeading, year: number): DocumentHeadingTags {
  const agency = paragraphsOf(upperCase(heading.agency));
  const { codeNumber, codeNotation, place, issuedDate, subject } = heading;
  return {
    parentAgency: lineRows(paragraphsOf(upperCase(heading.parentAgency ?? ''))),
    agency: lineRows(agency),
    agencyRule: ruleUnder(agency.at(-1) ?? ''),
    issuer: paragraphsOf(heading.agency).join(' '),
    numberLine: numberLine(codeNumber, codeNotation),
    placeAndDate: placeAndDate(place, issuedDate, year),
    documentNumber: numberLine(codeNumber, codeNotation).replace(/^Số: /, 'số '),
    issuedOn: placeAndDate('', issuedDate, year).replace(/^, /, ''),
    subject,
    subjectInSentence: subject.slice(0, 1).toLocaleLowerCase('vi') + subject.slice(1),
    authority: lineRows(heading.authority.map(upperCase)),
    position: upperCase(heading.position),
    signerName: heading.name,
    recipients: lineRows(recipientLines(heading.recipients)),
  };
}

// A line of no-break spaces that the template underlines, in letters a third as large as the agency's name.
// A bold capital is about 0.7 em wide, a space 0.25 em: 1.25 spaces of the same size for each letter make
// 45 % of the name, within the third to half that the decree asks for. Long names are broken into lines.
function ruleUnder(lastLine: string): string {
  const letters = Math.min(lastLine.length, 24);
  return '\u00a0'.repeat(Math.round(letters * 1.25 * 3));
}

function lineRows(lines: readonly string[]): Record<string, string>[] {
  return lines.map((line) => ({ line }));
}
