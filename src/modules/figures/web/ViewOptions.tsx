import { type ReactNode, useState } from 'react';
import type { LocalText } from '../../../platform/text.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Checkbox, RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { type Choice, Select } from '../../../ui/form/Select.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import { type FiguresView, kindsOf } from '../figure-view.rules.ts';
import type { PeriodKind } from '../period.contract.ts';
import css from './Figures.module.css';
import { figuresText } from './figures.text.ts';

export interface DimensionChoice {
  readonly code: string;
  readonly name: LocalText;
}

/** What a row stands for: an area below, a period, or a value of a field. */
export function RowsSelect(props: {
  view: FiguresView;
  childName: string;
  hasChildren: boolean;
  dimensions: readonly DimensionChoice[];
  onChange: (change: { by: FiguresView['by']; kind?: PeriodKind; dim?: string }) => void;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { view, dimensions, onChange } = props;
  const kindName: Record<PeriodKind, string> = {
    month: text.rowsMonth,
    quarter: text.rowsQuarter,
    half: text.rowsHalf,
    nineMonths: text.rowsNineMonths,
    year: text.rowsYear,
  };
  const choices: Choice[] = [
    ...(props.hasChildren ? [{ value: 'area', label: text.rowsArea(props.childName) }] : []),
    ...kindsOf(view.scheme).map((kind) => ({ value: `period ${kind}`, label: kindName[kind] })),
    ...dimensions.map(({ code, name }) => ({
      value: `dimension ${code}`,
      label: text.rowsDimension(name[language]),
    })),
  ];
  const value =
    view.by === 'area'
      ? 'area'
      : view.by === 'period'
        ? `period ${view.periodKind}`
        : `dimension ${view.dimension}`;
  function choose(next: string): void {
    const [by, which] = next.split(' ');
    if (by === 'period') onChange({ by, kind: which as PeriodKind });
    else if (by === 'dimension') onChange({ by, dim: which ?? '' });
    else onChange({ by: 'area' });
  }
  return (
    <div className={css.option}>
      <Select label={text.rows} value={value} onChange={choose} choices={choices} />
    </div>
  );
}

type Compare = FiguresView['compare'];

/** The period before, the same one last year, both or none. */
export function CompareSelect(props: { value: Compare; onChange: (value: Compare) => void }): ReactNode {
  const text = useText(figuresText);
  return (
    <div className={css.option}>
      <Select
        label={text.compare}
        value={props.value.length === 2 ? 'both' : (props.value[0] ?? '')}
        onChange={(next) => props.onChange(compareOf(next))}
        choices={[
          { value: '', label: text.compareNone },
          { value: 'previous', label: text.comparePrevious },
          { value: 'lastYear', label: text.compareLastYear },
          { value: 'both', label: text.compareBoth },
        ]}
      />
    </div>
  );
}

function compareOf(value: string): Compare {
  if (value === 'both') return ['previous', 'lastYear'];
  return value === 'previous' || value === 'lastYear' ? [value] : [];
}

/** The lens, explained, and whether only verified records count. */
export function CountingOptions(props: {
  view: FiguresView;
  onChange: (change: { lens?: 'then' | 'today'; verified?: '1' | undefined }) => void;
}): ReactNode {
  const text = useText(figuresText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {text.more}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={text.more}>
        <div className={css.sheet}>
          <RadioGroup
            label={text.lens}
            value={props.view.lens}
            onChange={(lens) => props.onChange({ lens: lens === 'then' ? 'then' : 'today' })}
            choices={[
              { value: 'today', label: text.lensToday, help: text.lensTodayHelp },
              { value: 'then', label: text.lensThen, help: text.lensThenHelp },
            ]}
          />
          <Checkbox
            label={text.verifiedOnly}
            checked={props.view.verifiedOnly}
            onChange={(on) => props.onChange({ verified: on ? '1' : undefined })}
          />
        </div>
      </Drawer>
    </>
  );
}
