import type { ReactNode } from 'react';
import { useLanguage } from '../../../platform/web/i18n.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { cellText } from '../figure-view.rules.ts';
import { momentName } from '../figure-words.rules.ts';
import type { Figure } from '../figures.contract.ts';
import type { Indicator } from '../indicator.contract.ts';
import { showChange, showFigure, unitOf } from './figure-format.ts';
import { useFigureCatalogue, useFigures } from './useFigures.ts';

/** One figure with its trend; pressed, it opens the page of figures with the records behind it. */
export function FigureStat(props: {
  indicator: Indicator;
  figure: Figure;
  /** What its trend is measured against. */
  compare?: 'previous' | 'lastYear' | undefined;
}): ReactNode {
  const [language] = useLanguage();
  const { indicator, figure, compare } = props;
  const before = compare && figure[compare];
  const change = showChange(indicator, figure.value, before, language);
  return (
    <Stat
      label={indicator.name[language]}
      value={showFigure(indicator, figure.value, language)}
      unit={unitOf(indicator, language)}
      href={figureHref(figure)}
      trend={change}
      note={
        compare && before !== undefined
          ? `${momentName(compare, language)}: ${showFigure(indicator, before, language)}`
          : undefined
      }
    />
  );
}

/** Where the records behind a figure are shown: the page of figures with them open. */
export function figureHref({ indicator, area, part, from, to, slice }: Figure): string {
  const cell = cellText({ indicator, areaId: area, part, from, to, slice });
  return `/so-lieu?${new URLSearchParams({ area, i: indicator, from, to, cell }).toString()}`;
}

/** A few figures of an area and window side by side, asked for in one request. */
export function FigureStats(props: {
  areaId: string;
  indicators: readonly string[];
  from: string;
  to: string;
  compare?: 'previous' | 'lastYear' | undefined;
}): ReactNode {
  const { areaId, indicators, from, to, compare } = props;
  const catalogue = useFigureCatalogue();
  const found = useFigures({
    areaIds: [areaId],
    indicators: [...indicators],
    from,
    to,
    ...(compare ? { compare: [compare] } : {}),
  });
  const known = catalogue.data?.groups.flatMap((group) => group.indicators) ?? [];
  if (found.error || catalogue.error) return null;
  if (!found.data || known.length === 0) return <Skeleton lines={3} />;
  return (
    <StatRow>
      {found.data.figures.map((figure) => {
        const indicator = known.find((each) => each.code === figure.indicator);
        return (
          indicator && (
            <FigureStat key={figure.indicator} indicator={indicator} figure={figure} compare={compare} />
          )
        );
      })}
    </StatRow>
  );
}
