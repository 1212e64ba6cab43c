import type { Context } from '../../../platform/server/context.ts';
import type { PeriodWindow } from '../../figures/period.contract.ts';
import { type ReportPeriodKey, startHeading } from '../report.rules.ts';
import { noTexts, type ReportContent, type ReportTexts } from '../report-content.contract.ts';
import { officialWindows } from './assembly.service.ts';
import { type AreaOfReport, findVersion, listReportsOf, type ReportRow } from './report.repo.ts';

/** The texts of the period before, with the report they come from. */
export interface EarlierTexts {
  readonly reportId: string;
  readonly name: PeriodWindow['name'];
  readonly texts: ReportTexts;
}

/** What a report says: its newest version, or what it begins with (the heading of the area's last report). */
export async function contentOf(
  context: Context,
  asked: { area: AreaOfReport; key: ReportPeriodKey; report: ReportRow | undefined },
): Promise<ReportContent> {
  const { area, key, report } = asked;
  const saved = report && (await findVersion(context.tx, report.id, report.version));
  if (saved) return saved.content;
  const others = await listReportsOf(context.tx, area.id);
  const last = others
    .filter((each) => each.version > 0 && each.id !== report?.id)
    .toSorted((a, b) => b.changedAt.getTime() - a.changedAt.getTime())[0];
  const version = last && (await findVersion(context.tx, last.id, last.version));
  const { name } = officialWindows(key).window;
  return { heading: startHeading(area.name, name, version?.content.heading), texts: noTexts };
}

/** The texts of the last report of the same kind before this one, to take over; undefined where there is none. */
export async function earlierTexts(context: Context, report: ReportRow): Promise<EarlierTexts | undefined> {
  const { window } = officialWindows(report);
  const others = await listReportsOf(context.tx, report.areaId);
  const before = others.find(
    (each) => each.kind === report.kind && each.version > 0 && officialWindows(each).window.to < window.from,
  );
  const version = before && (await findVersion(context.tx, before.id, before.version));
  if (!before || !version) return undefined;
  return { reportId: before.id, name: officialWindows(before).window.name, texts: version.content.texts };
}
