import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { FigureQuery, Lens } from '../../figures/figures.contract.ts';
import { answerFigures } from '../../figures/server/figures.service.ts';
import { sliceName } from '../../figures/server/slice-names.service.ts';
import { REPORT_SCHEME, type ReportPeriodKey, type ReportWindows, reportWindows } from '../report.rules.ts';
import { assembleReport, type ReportFigures } from '../report-assembly.rules.ts';
import type { ReportedKind } from '../report-sentences.rules.ts';
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
  const kinds = await kindsOf(context, query);
  const given = { indicators, window: { from, to }, areaName: asked.area.name };
  return { report: assembleReport({ whole, byArea, kinds }, given), windows };
}

/** How many sites, teams and members each kind of model has at the end of the window. */
async function kindsOf(context: Context, query: FigureQuery): Promise<ReportedKind[]> {
  const indicators = ['model.sites', 'model.teams', 'model.members'];
  const { figures } = await answerFigures(context, {
    ...query,
    indicators,
    by: 'dimension',
    dimension: 'kind',
  });
  const slices = [...new Set(figures.flatMap(({ slice }) => (slice === undefined ? [] : [slice])))];
  const countOf = (slice: string, indicator: string): number =>
    figures.find((figure) => figure.slice === slice && figure.indicator === indicator)?.value ?? 0;
  return slices.map((slice) => ({
    name: capitalised(sliceName('model.sites', slice).vi),
    sites: countOf(slice, 'model.sites'),
    teams: countOf(slice, 'model.teams'),
    members: countOf(slice, 'model.members'),
  }));
}

/** The windows of an official report by the scheme that is in force. */
export function officialWindows(key: ReportPeriodKey): ReportWindows {
  return reportWindows(referenceData().getPeriodScheme(REPORT_SCHEME), key);
}

// A kind of a province's own is known by its folded name.
function capitalised(name: string): string {
  return name.slice(0, 1).toLocaleUpperCase('vi') + name.slice(1);
}
