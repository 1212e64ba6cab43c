import type { Figure, FigureAnswer, ReportedFigure } from '../figures/figures.contract.ts';
import type { Indicator } from '../figures/indicator.contract.ts';
import { isStock } from '../figures/indicator.rules.ts';
import type { ReportAnnexRow, ReportFigureView, ReportSectionView } from './report.contract.ts';
import { inSentence, type ReportWindows, unitWord } from './report.rules.ts';
import type { ReportContent, ReportTexts } from './report-content.contract.ts';
import {
  type AnnexRow,
  REPORT_INDICATORS,
  type ReportDocumentData,
  type ReportFigure,
} from './report-document.contract.ts';
import { sectionOfGroup, sectionPlan } from './report-sections.rules.ts';
import {
  kindsSentence,
  type ReportedKind,
  reportedText,
  sectionSentences,
} from './report-sentences.rules.ts';

/** What an area reports for a period, before it is a page or a document. */
export interface ReportFigures {
  readonly figures: readonly ReportFigureView[];
  readonly sections: readonly ReportSectionView[];
  readonly annex: {
    readonly columns: readonly ReportFigureView[];
    readonly rows: readonly ReportAnnexRow[];
    readonly total: ReportAnnexRow;
  };
}

export interface Answers {
  /** All indicators of the area, with both comparisons. */
  readonly whole: FigureAnswer;
  /** The same by child area. */
  readonly byArea: FigureAnswer;
  /** Kinds of model at the end of the window. */
  readonly kinds: readonly ReportedKind[];
}

type Moment = 'value' | 'previous' | 'lastYear';
const PROFILE = { households: 'area.households', people: 'area.people' } as const;
/** Long registers of published figures would drown the report; the explorer has them all. */
const REPORTED_LINES = 5;

/** Puts the figures of an area under the headings of the report and into its annex. */
export function assembleReport(
  answers: Answers,
  given: { indicators: readonly Indicator[]; window: { from: string; to: string }; areaName: string },
): ReportFigures {
  const figures = reportFigures(answers.whole, given.indicators);
  const columns = REPORT_INDICATORS.flatMap((code) => figures.filter(({ indicator }) => indicator === code));
  return {
    figures,
    sections: sections(figures, answers, given),
    annex: { columns, ...annexRows(answers.byArea, columns, given) },
  };
}

/** What an office keeps only if it chooses to: nothing of it is not a zero but not known. */
const KEPT_BY_CHOICE: readonly (Indicator['fedBy'] | 'none')[] = [
  'profile',
  'household',
  'pledge',
  'registration',
  'target',
];

const isByChoice = (indicator: Indicator): boolean =>
  KEPT_BY_CHOICE.includes(indicator.fedBy ?? 'none') || indicator.code === 'pledge.coverage';

/** The counted indicators with their values; a window in which nothing at all was recorded is not known (null). */
export function reportFigures(answer: FigureAnswer, indicators: readonly Indicator[]): ReportFigureView[] {
  const counted = indicators.filter((indicator) => indicator.reportedOnly !== true);
  const byCode = new Map(answer.figures.map((figure) => [figure.indicator, figure]));
  const found = (moment: Moment, which: (indicator: Indicator) => boolean): boolean =>
    counted.some(
      (indicator) =>
        which(indicator) &&
        indicator.fedBy !== 'profile' &&
        (byCode.get(indicator.code)?.[moment] ?? 0) !== 0,
    );
  // Models launched earlier tell nothing of whether anybody kept the books in that window.
  const isKept = (moment: Moment): boolean =>
    moment === 'value' || found(moment, (indicator) => !isStock(indicator));
  const kept = { value: isKept('value'), previous: isKept('previous'), lastYear: isKept('lastYear') };
  const isKnown = (indicator: Indicator, moment: Moment): boolean =>
    kept[moment] || (isStock(indicator) && found(moment, isStock));
  return counted.map((indicator) => {
    const figure = byCode.get(indicator.code);
    const at = (moment: Moment): number | null => {
      const value = figure?.[moment] ?? null;
      // Households of nobody are not zero: no profile and no list has been entered.
      return isByChoice(indicator) ? value || null : isKnown(indicator, moment) ? value : null;
    };
    return {
      indicator: indicator.code,
      name: indicator.name,
      unit: indicator.unit,
      kind: indicator.display === 'percent' ? 'ratio' : 'count',
      value: at('value'),
      previous: at('previous'),
      lastYear: at('lastYear'),
    };
  });
}

function sections(
  figures: readonly ReportFigureView[],
  { whole, kinds }: Answers,
  given: { indicators: readonly Indicator[]; window: { from: string; to: string } },
): ReportSectionView[] {
  const sectionByCode = new Map(given.indicators.map(({ code, group }) => [code, sectionOfGroup(group)]));
  const documentFigures = figures.map(documentFigure);
  const lines = reportedLines(figures, whole.reported, given);
  const ofKinds = kindsSentence(kinds);
  return sectionPlan().map(({ code, number, title, counted }) => ({
    code,
    number,
    title,
    counted,
    figures: figures.filter(({ indicator }) => sectionByCode.get(indicator) === code),
    sentences: [
      ...(counted ? sectionSentences(counted, documentFigures) : []),
      ...(code === 'models' && ofKinds !== undefined ? [ofKinds] : []),
    ],
    reported: lines.filter((line) => sectionByCode.get(line.indicator) === code).map(({ text }) => text),
  }));
}

/** Reported figures of days within the window, for indicators of which nothing was counted. */
function reportedLines(
  figures: readonly ReportFigureView[],
  reported: readonly ReportedFigure[],
  { indicators, window }: { indicators: readonly Indicator[]; window: { from: string; to: string } },
): { indicator: string; text: string }[] {
  const isCounted = new Set(
    figures.filter(({ value }) => value !== null && value !== 0).map(({ indicator }) => indicator),
  );
  return indicators.flatMap((indicator) => {
    if (isCounted.has(indicator.code)) return [];
    const fitting = reported.filter((each) => each.indicator === indicator.code && isWithin(each, window));
    return fitting.slice(0, REPORTED_LINES).map((each) => ({
      indicator: indicator.code,
      text: reportedText({ ...each, label: indicator.name.vi, unit: indicator.unit.vi }),
    }));
  });
}

function isWithin(reported: ReportedFigure, window: { from: string; to: string }): boolean {
  const from = reported.from ?? reported.asOf;
  const to = reported.to ?? reported.asOf;
  return from !== null && to !== null && from >= window.from && to <= window.to;
}

function annexRows(
  answer: FigureAnswer,
  columns: readonly ReportFigureView[],
  given: { window: { to: string }; areaName: string },
): Pick<ReportFigures['annex'], 'rows' | 'total'> {
  const areas = new Map(answer.areas.map((area) => [area.id, area]));
  const total = answer.figures.at(-1)?.area ?? '';
  const isTotal = ({ area, part }: Figure): boolean => area === total && part === 'whole';
  const rowOf = (figures: readonly Figure[], name: string, outside: boolean): ReportAnnexRow => ({
    areaId: figures[0]?.area ?? total,
    part: figures[0]?.part ?? 'whole',
    name,
    outside,
    ...profileOf(figures),
    values: Object.fromEntries(
      columns.map(({ indicator }) => [
        indicator,
        figures.find((figure) => figure.indicator === indicator)?.value ?? null,
      ]),
    ),
  });
  const groups = [...groupByRow(answer.figures.filter((figure) => !isTotal(figure))).values()];
  const rows = groups.flatMap((figures) => {
    const area = areas.get(figures[0]?.area ?? '');
    if (!area) return [];
    const isOwn = area.id === total;
    const name = isOwn ? `Chung toàn ${unitWord(given.areaName)}` : childName(area);
    const row = rowOf(figures, name, isOwn || area.kind !== 'hamlet');
    const isGone = area.closedOn !== null && area.closedOn <= given.window.to;
    return (row.outside || isGone) && isEmpty(row) ? [] : [row];
  });
  return { rows, total: rowOf(answer.figures.filter(isTotal), 'Tổng cộng', true) };
}

function groupByRow(figures: readonly Figure[]): Map<string, Figure[]> {
  return Map.groupBy(figures, ({ area, part }) => `${area} ${part}`);
}

function childName(area: FigureAnswer['areas'][number]): string {
  return area.unattributed ? `${area.name} (chưa phân bổ)` : area.name;
}

function profileOf(figures: readonly Figure[]): Pick<ReportAnnexRow, 'households' | 'people'> {
  const value = (code: string): number | null =>
    figures.find(({ indicator }) => indicator === code)?.value || null;
  return { households: value(PROFILE.households), people: value(PROFILE.people) };
}

function isEmpty(row: ReportAnnexRow): boolean {
  return Object.values(row.values).every((value) => value === null || value === 0) && row.households === null;
}

/** Everything that a template can show of a report. */
export function documentData(
  report: ReportFigures,
  given: { content: ReportContent; windows: ReportWindows; areaName: string },
): ReportDocumentData {
  const { parentAgency, agency, authority, position, name, ...heading } = given.content.heading;
  const { window, previous, lastYear } = given.windows;
  const { rows, total, columns } = report.annex;
  return {
    ...heading,
    heading: { parentAgency, agency },
    signature: { authority, position, name },
    period: {
      label: window.name.vi,
      from: window.from,
      to: window.to,
      previousLabel: inSentence(previous.name),
      lastYearLabel: inSentence(lastYear.name),
    },
    area: {
      name: given.areaName,
      hamletCount: rows.filter((row) => !row.outside).length,
      households: total.households,
      people: total.people,
    },
    texts: documentTexts(report.sections, given.content.texts),
    figures: report.figures.map(documentFigure),
    annex: {
      columns: columns.map((column) => ({
        indicator: column.indicator,
        label: column.name.vi,
        unit: column.unit.vi,
        kind: column.kind,
      })),
      rows: rows.map(documentRow),
      total: documentRow(total),
    },
  };
}

/** Each section as it is printed: its sentences (or the officer's own), what he adds, and reported figures. */
export function documentTexts(
  sections: readonly ReportSectionView[],
  { texts, sentences }: ReportTexts,
): ReportDocumentData['texts'] {
  const entries = sections.map((section) => {
    const own = section.counted ? (sentences[section.counted]?.trim() ?? '') : '';
    const counted = own === '' ? section.sentences : [own];
    return [section.code, [...counted, texts[section.code] ?? '', ...section.reported].join('\n').trim()];
  });
  return Object.fromEntries(entries);
}

function documentFigure(figure: ReportFigureView): ReportFigure {
  const { name, unit, ...numbers } = figure;
  return { ...numbers, label: name.vi, unit: unit.vi };
}

function documentRow({ name, households, people, values, outside }: ReportAnnexRow): AnnexRow {
  return { name, households, people, values, outside };
}
