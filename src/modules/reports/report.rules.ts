import { diffDays } from '../../platform/dates.ts';
import type { LocalText } from '../../platform/text.ts';
import type { Lens } from '../figures/figures.contract.ts';
import type { PeriodScheme, PeriodWindow } from '../figures/period.contract.ts';
import { periodAt, previousPeriod, samePeriodLastYear, windowOf } from '../figures/periods.rules.ts';
import { placeName } from './document-format.rules.ts';
import type { ReportKind, ReportSlot } from './report.contract.ts';
import type { ReportHeading } from './report-content.contract.ts';

/** Official reports follow Decree 09/2019/NĐ-CP, Article 12: from the 15th to the 14th. */
export const REPORT_SCHEME = 'ADMIN_0915';

/** Which official report: `half` is 1 or 2 for a half-year report, null for the year. */
export interface ReportPeriodKey {
  readonly kind: ReportKind;
  readonly year: number;
  readonly half: 1 | 2 | null;
}

export interface ReportWindows {
  readonly window: PeriodWindow;
  readonly previous: PeriodWindow;
  readonly lastYear: PeriodWindow;
}

/** The window of an official report, the one before and the same one a year earlier. */
export function reportWindows(scheme: PeriodScheme, key: ReportPeriodKey): ReportWindows {
  const window = windowOf(scheme, key.kind === 'year' ? 'year' : 'half', key.year, key.half ?? 1);
  return {
    window,
    previous: previousPeriod(scheme, window),
    lastYear: samePeriodLastYear(scheme, window),
  };
}

/** An area in time: from `openedOn` up to, not including, `closedOn`. */
export interface AreaInTime {
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

export function wasOpenWithin(area: AreaInTime, window: { from: string; to: string }): boolean {
  return (
    (area.openedOn === null || area.openedOn <= window.to) &&
    (area.closedOn === null || area.closedOn > window.from)
  );
}

/** A unit that was there in the window and is gone reports as it was; every other one as it is today. */
export function defaultLens(area: AreaInTime, window: { from: string; to: string }, today: string): Lens {
  const isClosed = area.closedOn !== null && area.closedOn <= today;
  return isClosed && wasOpenWithin(area, window) ? 'then' : 'today';
}

/** The official year to look at first: the one of today, or the last one of a closed area. */
export function reportYear(scheme: PeriodScheme, area: AreaInTime, today: string): number {
  const day = area.closedOn !== null && area.closedOn < today ? area.closedOn : today;
  return periodAt(scheme, 'year', day)?.year ?? Number(day.slice(0, 4));
}

type KnownReport = NonNullable<ReportSlot['report']> & ReportPeriodKey;

/** The official reports of an area in a year and the year before, the newest window first. */
export function reportSlots(
  scheme: PeriodScheme,
  asked: { area: AreaInTime; year: number; today: string; known: readonly KnownReport[] },
): ReportSlot[] {
  const keys = [asked.year, asked.year - 1].flatMap((year): ReportPeriodKey[] => [
    { kind: 'year', year, half: null },
    { kind: 'halfYear', year, half: 2 },
    { kind: 'halfYear', year, half: 1 },
  ]);
  return keys.flatMap((key) => {
    const { window } = reportWindows(scheme, key);
    const report = asked.known.find((each) => isSamePeriod(each, key));
    if (!report && (!wasOpenWithin(asked.area, window) || window.from > asked.today)) return [];
    const { from, to, name } = window;
    const daysLeft = diffDays(asked.today, to);
    const state = report ? 'draft' : daysLeft >= 0 ? 'notEnded' : 'due';
    return [
      { ...key, window: { from, to, name }, state, daysLeft, report: report ? slotReport(report) : null },
    ];
  });
}

function isSamePeriod(a: ReportPeriodKey, b: ReportPeriodKey): boolean {
  return a.kind === b.kind && a.year === b.year && a.half === b.half;
}

function slotReport({ id, version, changedAt, lens }: KnownReport): ReportSlot['report'] {
  return { id, version, changedAt, lens };
}

/** The name of a window as it stands inside of a sentence: 'năm 2024'. */
export function inSentence(name: LocalText): string {
  return name.vi.slice(0, 1).toLocaleLowerCase('vi') + name.vi.slice(1);
}

/** The subject (trích yếu) of an official report. */
export function reportSubject(name: LocalText): string {
  return `Kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc ${inSentence(name)}`;
}

/**
 * The heading that a report begins with: the one of the area's last report, without its number and day; for the
 * first report of an area that of its people's committee, as Decree 30/2020 writes it.
 */
export function startHeading(
  areaName: string,
  name: LocalText,
  last: ReportHeading | undefined,
): ReportHeading {
  if (last) return { ...last, codeNumber: null, issuedDate: null, subject: reportSubject(name) };
  const unit = unitWord(areaName);
  return {
    parentAgency: null,
    agency: `Ủy ban nhân dân\n${areaName.slice(0, 1).toLocaleLowerCase('vi')}${areaName.slice(1)}`,
    codeNumber: null,
    codeNotation: 'BC-UBND',
    place: placeName(areaName),
    issuedDate: null,
    subject: reportSubject(name),
    authority: ['TM. Ủy ban nhân dân'],
    position: 'Chủ tịch',
    name: '',
    recipients: [
      `Thường trực Đảng ủy, Thường trực HĐND ${unit}`,
      `Chủ tịch, các Phó Chủ tịch UBND ${unit}`,
      `Công an ${unit}`,
      'Lưu: VT',
    ],
  };
}

/** 'xã', 'phường', 'thị trấn' or 'đặc khu', as the name begins. */
export function unitWord(areaName: string): string {
  const word = /^(xã|phường|thị trấn|đặc khu)\s/iu.exec(areaName.normalize('NFC'))?.[1];
  return word?.toLocaleLowerCase('vi') ?? 'xã';
}

/** The name of a downloaded file, without its ending. */
export function reportFileName(areaName: string, name: LocalText): string {
  return `Báo cáo ${inSentence(name)} - ${areaName}`;
}
