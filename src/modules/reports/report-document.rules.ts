import {
  changeText,
  cleanText,
  comparisonText,
  type FigureKind,
  figureText,
  paragraphsOf,
  shortDate,
} from './document-format.rules.ts';
import { documentHeadingTags } from './document-heading.rules.ts';
import {
  type AnnexRow,
  REPORT_INDICATORS,
  REPORT_SECTIONS,
  type ReportDocumentData,
  type ReportFigure,
} from './report-document.contract.ts';

export type TagRow = Record<string, string>;
export type ReportTags = Record<string, string | TagRow[]>;

// What stands in a sentence where a figure is not known: room for the officer to fill in.
const BLANK_IN_SENTENCE = '…';
const NOTHING_WRITTEN = 'Chưa có nội dung báo cáo.';
// Sections without counted figures: an empty one must be seen, not vanish.
const TEXT_ONLY: ReadonlySet<string> = new Set([
  'direction',
  'reintegration',
  'hotspotConversion',
  'recognition',
  'newRural',
  'coordination',
  'strengths',
  'weaknesses',
  'causes',
  'lessons',
  'plan',
  'proposals',
]);

/** Fields of each list that a template can repeat with {#list}…{/list}, beside `text.…` with `paragraph`. */
const LIST_FIELDS: Record<string, readonly string[]> = {
  parentAgency: ['line'],
  agency: ['line'],
  authority: ['line'],
  recipients: ['line'],
  figures: ['order', 'label', 'unit', 'value', 'previous', 'lastYear', 'change'],
  hamlets: ['order', 'name', 'households', 'people'],
};

/**
 * All tags of a report template with what stands for them, every text clean and in NFC. Tags of an
 * indicator: `{patrol.sessions}`, `.previous`, `.lastYear`, `.change` and `.compared`, which is empty or
 * " (tăng 12,5 % so với cùng kỳ)". Inside {#hamlets} and as `total.…` the same names give hamlet figures.
 */
export function reportTags(data: ReportDocumentData): ReportTags {
  const tags = {
    ...headingTags(data),
    ...periodTags(data),
    ...textTags(data),
    ...figureTags(data.figures),
    figures: data.figures.map(figureRow),
    hamlets: data.annex.rows.map((row, index) => ({ order: orderOf(row, index), ...annexTags(row, data) })),
    ...prefixed('total.', annexTags(data.annex.total, data)),
  };
  return cleanTags(tags);
}

/** Every name that may stand in a template for this data, in and outside of lists. */
export function tagNames(tags: ReportTags): Set<string> {
  const indicators = Object.keys(tags).filter((name) => name.startsWith('total.'));
  const inHamlets = indicators.map((name) => name.slice('total.'.length));
  return new Set([...Object.keys(tags), ...Object.values(LIST_FIELDS).flat(), ...inHamlets, 'paragraph']);
}

function headingTags(data: ReportDocumentData): ReportTags {
  const { heading, signature, codeNumber, codeNotation, place, issuedDate, subject, recipients } = data;
  return documentHeadingTags(
    { ...heading, ...signature, codeNumber, codeNotation, place, issuedDate, subject, recipients },
    yearOf(data),
  );
}

function yearOf(data: ReportDocumentData): number {
  return Number(data.period.to.slice(0, 4));
}

function periodTags({ period, area }: ReportDocumentData): ReportTags {
  return {
    'period.label': period.label,
    'period.from': shortDate(period.from),
    'period.to': shortDate(period.to),
    'period.previousLabel': period.previousLabel,
    'period.lastYearLabel': period.lastYearLabel,
    'area.name': area.name,
    'area.hamletCount': figureText(area.hamletCount, 'count'),
    'area.households': inSentence(area.households, 'count'),
    'area.people': inSentence(area.people, 'count'),
  };
}

function textTags({ texts }: ReportDocumentData): ReportTags {
  return Object.fromEntries(
    REPORT_SECTIONS.map((section) => [`text.${section}`, paragraphRows(section, texts[section])]),
  );
}

function paragraphRows(section: string, text: string | undefined): TagRow[] {
  const paragraphs = paragraphsOf(text ?? '');
  const shown = paragraphs.length === 0 && TEXT_ONLY.has(section) ? [NOTHING_WRITTEN] : paragraphs;
  return shown.map((paragraph) => ({ paragraph }));
}

function figureTags(figures: readonly ReportFigure[]): TagRow {
  const unknown = REPORT_INDICATORS.map((indicator) => unknownFigure(indicator));
  return Object.assign({}, ...[...unknown, ...figures].map(tagsOfFigure));
}

function unknownFigure(indicator: string): ReportFigure {
  return {
    indicator,
    label: indicator,
    unit: '',
    kind: 'count',
    value: null,
    previous: null,
    lastYear: null,
  };
}

function tagsOfFigure(figure: ReportFigure): TagRow {
  const { indicator, value, previous, lastYear, kind } = figure;
  const compared = comparisonText(value, lastYear, kind);
  return {
    [indicator]: inSentence(value, kind),
    [`${indicator}.previous`]: inSentence(previous, kind),
    [`${indicator}.lastYear`]: inSentence(lastYear, kind),
    [`${indicator}.change`]: changeText(value, lastYear, kind),
    [`${indicator}.compared`]: compared === undefined ? '' : ` (${compared})`,
  };
}

function figureRow(figure: ReportFigure, index: number): TagRow {
  return {
    order: String(index + 1),
    label: figure.label,
    unit: figure.unit,
    value: figureText(figure.value, figure.kind),
    previous: figureText(figure.previous, figure.kind),
    lastYear: figureText(figure.lastYear, figure.kind),
    change: changeText(figure.value, figure.lastYear, figure.kind),
  };
}

// A hamlet's row names every indicator itself: a name that it left out would be looked up outside of the
// row, where it means the whole area.
function annexTags(row: AnnexRow, { annex, figures }: ReportDocumentData): TagRow {
  const kinds = new Map<string, FigureKind>(
    [...figures, ...annex.columns].map(({ indicator, kind }) => [indicator, kind]),
  );
  const indicators = [...new Set([...REPORT_INDICATORS, ...kinds.keys()])];
  const values = indicators.map((name) => [
    name,
    figureText(row.values[name] ?? null, kinds.get(name) ?? 'count'),
  ]);
  return {
    name: row.name,
    households: figureText(row.households, 'count'),
    people: figureText(row.people, 'count'),
    ...Object.fromEntries(values),
  };
}

function orderOf(row: AnnexRow, index: number): string {
  return row.outside ? '' : String(index + 1);
}

function inSentence(value: number | null, kind: FigureKind): string {
  return value === null ? BLANK_IN_SENTENCE : figureText(value, kind);
}

function prefixed(prefix: string, tags: TagRow): TagRow {
  return Object.fromEntries(Object.entries(tags).map(([name, text]) => [`${prefix}${name}`, text]));
}

function cleanTags(tags: ReportTags): ReportTags {
  const cleanRow = (row: TagRow) =>
    Object.fromEntries(Object.entries(row).map(([name, text]) => [name, cleanText(text)]));
  const entries = Object.entries(tags).map(([name, value]): [string, string | TagRow[]] => [
    name,
    typeof value === 'string' ? cleanText(value) : value.map(cleanRow),
  ]);
  return Object.fromEntries(entries);
}
