import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { normaliseLines } from '../../../platform/text.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { Lens } from '../../figures/figures.contract.ts';
import type { PeriodWindow } from '../../figures/period.contract.ts';
import type { ReportArea, ReportDetail, ReportSlot } from '../report.contract.ts';
import {
  defaultLens,
  REPORT_SCHEME,
  type ReportPeriodKey,
  reportSlots,
  reportYear,
} from '../report.rules.ts';
import type { ReportContent, ReportTexts } from '../report-content.contract.ts';
import { officialWindows, reportOfArea } from './assembly.service.ts';
import { contentOf, earlierTexts } from './content.service.ts';
import {
  type AreaOfReport,
  findReport,
  findReportArea,
  findReportOf,
  findVersion,
  insertReport,
  insertVersion,
  isInside,
  isVersion,
  listClosedCommunes,
  listReportsOf,
  listVersions,
  lockReport,
  type ReportRow,
  touchReport,
} from './report.repo.ts';

/** An area that hands in reports. Throws Problem `notFound`, or `invalidInput` for what is no commune. */
export async function getReportArea(context: Context, areaId: string): Promise<AreaOfReport> {
  const area = await findReportArea(context.tx, areaId);
  if (!area) throw new Problem('notFound');
  if (area.kind === 'commune') return area;
  const expected = { vi: 'một xã, phường, thị trấn hoặc đặc khu', en: 'a commune, ward or special zone' };
  throw new Problem('invalidInput', {
    fields: [{ path: 'areaId', code: 'notACommune', found: area.name, expected }],
  });
}

/** A report within the caller's areas. Throws Problem `notFound`. */
export async function getReportRow(context: Context, id: string): Promise<ReportRow> {
  const report = await findReport(context.tx, id);
  if (!report) throw new Problem('notFound');
  return report;
}

export interface ReportList {
  readonly area: ReportArea;
  readonly year: number;
  readonly areas: ReportArea[];
  readonly slots: ReportSlot[];
  readonly can: ReportDetail['can'];
}

/** What an area has to hand in for a year and the year before. */
export async function listOfficialReports(
  context: Context,
  asked: { areaId: string; year: number | undefined },
): Promise<ReportList> {
  const area = await getReportArea(context, asked.areaId);
  const scheme = referenceData().getPeriodScheme(REPORT_SCHEME);
  const year = asked.year ?? reportYear(scheme, area, context.today);
  const known = (await listReportsOf(context.tx, area.id)).map(({ changedAt, ...report }) => ({
    ...report,
    changedAt: changedAt.toISOString(),
  }));
  const closed = await listClosedCommunes(context.tx, area.id);
  return {
    area: shownArea(area),
    year,
    areas: [area, ...closed].map(shownArea),
    slots: reportSlots(scheme, { area, year, today: context.today, known }),
    can: await mayDo(context, area.id),
  };
}

/** Opens the report of an area and period: the one that is there, else a new one. */
export async function openOfficialReport(
  context: Context,
  authorized: Authorized<'reports.write'>,
  asked: ReportPeriodKey & { id: string; lens?: Lens | undefined },
): Promise<{ id: string; isNew: boolean }> {
  const area = await getReportArea(context, authorized.areaId);
  const there = await findReportOf(context.tx, area.id, asked);
  if (there) return { id: there.id, isNew: false };
  const { window } = officialWindows(asked);
  const isNew = await insertReport(context.tx, authorized, {
    id: asked.id,
    area,
    kind: asked.kind,
    year: asked.year,
    half: asked.half,
    scheme: REPORT_SCHEME,
    from: window.from,
    to: window.to,
    lens: asked.lens ?? defaultLens(area, window, context.today),
  });
  const report = await findReportOf(context.tx, area.id, asked);
  // The id that was given belongs to another report.
  if (!report) throw new Problem('alreadyExists');
  return { id: report.id, isNew };
}

/** A report as its page shows it: figures of this moment, texts, versions. */
export async function describeReport(context: Context, row: ReportRow): Promise<ReportDetail> {
  const area = await getReportArea(context, row.areaId);
  const { report, windows } = await reportOfArea(context, { area, key: row, lens: row.lens });
  const earlier = await earlierTexts(context, row);
  const versions = await listVersions(context.tx, row.id);
  return {
    id: row.id,
    kind: row.kind,
    year: row.year,
    half: row.half,
    state: row.state,
    lens: row.lens,
    area: shownArea(area),
    window: shownWindow(windows.window),
    previous: shownWindow(windows.previous),
    lastYear: shownWindow(windows.lastYear),
    sections: [...report.sections],
    annex: { ...report.annex, columns: [...report.annex.columns], rows: [...report.annex.rows] },
    content: await contentOf(context, { area, key: row, report: row }),
    version: row.version,
    versions: versions.map(({ savedAt, ...info }) => ({ ...info, savedAt: savedAt.toISOString() })),
    earlier: earlier ?? null,
    can: await mayDo(context, area.id),
  };
}

/**
 * Saves heading and texts as the next version and gives its number; what is there already is not saved twice.
 * Throws Problem `conflict` (with `version`) where somebody saved since `baseVersion`, `notPossibleNow` where the
 * report is approved or locked.
 */
export async function saveVersion(
  context: Context,
  authorized: Authorized<'reports.write'>,
  given: { id: string; baseVersion: number; content: ReportContent; lens?: Lens | undefined },
): Promise<{ version: number; isNew: boolean }> {
  await lockReport(context.tx, authorized, given.id);
  const report = await getReportRow(context, given.id);
  // Only drafts change; approving, locking and keeping the figures of that moment come with approval.
  if (report.state !== 'draft') throw new Problem('notPossibleNow');
  const content = normalised(given.content);
  const isSame = await isVersion(context.tx, report.id, report.version, content);
  const isRepeated =
    isSame && (given.baseVersion === report.version || given.baseVersion === report.version - 1);
  if (!isRepeated && given.baseVersion !== report.version)
    throw new Problem('conflict', { extra: { version: report.version } });
  await touchReport(context.tx, authorized, report.id, given.lens);
  if (isRepeated) return { version: report.version, isNew: false };
  const version = report.version + 1;
  await insertVersion(context.tx, authorized, report, { version, content });
  return { version, isNew: true };
}

/** Makes an earlier version the newest one again. Throws like `saveVersion`, and Problem `notFound`. */
export async function restoreVersion(
  context: Context,
  authorized: Authorized<'reports.write'>,
  given: { id: string; version: number; baseVersion: number },
): Promise<{ version: number; isNew: boolean }> {
  const found = await findVersion(context.tx, given.id, given.version);
  if (!found) throw new Problem('notFound');
  return saveVersion(context, authorized, { ...given, content: found.content });
}

function normalised({ heading, texts }: ReportContent): ReportContent {
  return { heading, texts: { texts: cleaned(texts.texts), sentences: cleaned(texts.sentences) } };
}

function cleaned<T extends ReportTexts['texts'] | ReportTexts['sentences']>(texts: T): T {
  const entries = Object.entries(texts).map(([code, text]) => [code, normaliseLines(text ?? '')] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as T;
}

/** What the caller may do with the reports of an area. */
export async function mayDo({ caller, tx }: Context, areaId: string): Promise<ReportDetail['can']> {
  return {
    write: await isInside(tx, areaId, scopeFor(caller, 'reports.write')),
    manageTemplate: await isInside(tx, areaId, scopeFor(caller, 'documents.manage')),
  };
}

function shownArea({ id, name, closedOn }: AreaOfReport): ReportArea {
  return { id, name, closedOn };
}

function shownWindow({ from, to, name }: PeriodWindow): ReportDetail['window'] {
  return { from, to, name };
}
