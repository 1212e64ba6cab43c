import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { FigureQuery, Lens } from '../../figures/figures.contract.ts';
import { answerFigures } from '../../figures/server/figures.service.ts';
import { REPORT_SCHEME, type ReportPeriodKey, type ReportWindows, reportWindows } from '../report.rules.ts';
import { assembleReport, type ReportFigures } from '../report-assembly.rules.ts';
import type { AreaOfReport } from './report.repo.ts';

/** What an area reports for a period as of this moment, through a lens. Throws what `answerFigures` throws. */
export async function reportOfArea(
  context: Context,
  asked: { area: AreaOfReport; key: ReportPeriodKey; lens: Lens },
): Promise<{ report: ReportFigures; windows: ReportWindows }> {
  const { indicators } = referenceData();
  const windows = officialWindows(asked.key);
  const { from, to } = windows.window;
  const query: FigureQuery = {
    areaIds: [asked.area.id],
    indicators: indicators.map(({ code }) => code),
    from,
    to,
    lens: asked.lens,
    scheme: REPORT_SCHEME,
    periodKind: 'month',
    verifiedOnly: false,
    compare: [],
  };
  const whole = await answerFigures(context, { ...query, compare: ['previous', 'lastYear'] });
  const byArea = await answerFigures(context, { ...query, by: 'area' });
  const given = { indicators, window: { from, to }, areaName: asked.area.name };
  return { report: assembleReport({ whole, byArea }, given), windows };
}

/** The windows of an official report by the scheme that is in force. */
export function officialWindows(key: ReportPeriodKey): ReportWindows {
  return reportWindows(referenceData().getPeriodScheme(REPORT_SCHEME), key);
}
