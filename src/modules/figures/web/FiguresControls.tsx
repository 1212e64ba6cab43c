import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import type { AreaDetail } from '../../areas/areas.contract.ts';
import type { FiguresSearch, FiguresView } from '../figure-view.rules.ts';
import type { IndicatorGroup } from '../indicator.contract.ts';
import type { PeriodScheme } from '../period.contract.ts';
import { AreaPicker } from './AreaPicker.tsx';
import { figuresText } from './figures.text.ts';
import { IndicatorPicker } from './IndicatorPicker.tsx';
import { CompareSelect, CountingOptions, type DimensionChoice, RowsSelect } from './ViewOptions.tsx';
import { WindowPicker } from './WindowPicker.tsx';

export interface FiguresCatalogue {
  readonly groups: readonly IndicatorGroup[];
  readonly schemes: readonly PeriodScheme[];
  readonly dimensions: readonly (DimensionChoice & { readonly indicator: string })[];
  readonly today: string;
}

export type ChangeSearch = (
  change: Partial<Record<keyof FiguresSearch, unknown>>,
  how?: { replace?: boolean },
) => void;

/** What is looked at: area, time, indicators, rows, comparison, way of counting. */
export function FiguresControls(props: {
  catalogue: FiguresCatalogue;
  area: AreaDetail;
  view: FiguresView;
  isHamlet: boolean;
  onChange: ChangeSearch;
}): ReactNode {
  const text = useText(figuresText);
  const childName = useChildName(props.area.kind);
  const { catalogue, area, view, onChange } = props;
  return (
    <Toolbar label={text.view}>
      {/* A row of areas means nothing in a hamlet, a sort by a column that went away neither. */}
      <AreaPicker area={area} onChange={(id) => onChange({ area: id, by: undefined, dim: undefined })} />
      <WindowPicker
        schemes={catalogue.schemes}
        scheme={view.scheme}
        from={view.from}
        to={view.to}
        today={catalogue.today}
        onChange={({ scheme, from, to }) => onChange({ scheme, from, to })}
      />
      <IndicatorPicker
        groups={catalogue.groups}
        chosen={view.indicators}
        onChange={(codes) => onChange({ i: codes.join('_'), sort: undefined })}
      />
      <RowsSelect
        view={view}
        childName={childName}
        hasChildren={!props.isHamlet}
        dimensions={dimensionsOf(catalogue, view)}
        onChange={({ by, kind, dim }) => onChange({ by, kind, dim, sort: undefined })}
      />
      <CompareSelect
        value={view.compare}
        onChange={(compare) => onChange({ cmp: compare.join('_') || undefined })}
      />
      <CountingOptions view={view} onChange={onChange} />
    </Toolbar>
  );
}

/** What the areas directly below are called. */
export function useChildName(kind: string): string {
  const text = useText(figuresText);
  if (kind === 'country') return text.kindProvince;
  if (kind === 'province') return text.kindCommune;
  return kind === 'commune' ? text.kindHamlet : text.kindArea;
}

/** The dimensions of the chosen indicators, each once. */
function dimensionsOf(catalogue: FiguresCatalogue, view: FiguresView): DimensionChoice[] {
  const found = catalogue.dimensions.filter((each) => view.indicators.includes(each.indicator));
  return [...new Map(found.toReversed().map((each) => [each.code, each])).values()].toReversed();
}
