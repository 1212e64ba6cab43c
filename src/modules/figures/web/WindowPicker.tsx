import { type ReactNode, useState } from 'react';
import { formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button, IconButton } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import { kindsOf } from '../figure-view.rules.ts';
import type { PeriodScheme, PeriodWindow } from '../period.contract.ts';
import {
  nextPeriod,
  periodAt,
  previousPeriod,
  windowCount,
  windowOf,
  windowOfDays,
} from '../periods.rules.ts';
import css from './Figures.module.css';
import { figuresText } from './figures.text.ts';

export interface ChosenWindow {
  readonly scheme: string;
  readonly from: string;
  readonly to: string;
}

interface WindowProps {
  schemes: readonly PeriodScheme[];
  scheme: PeriodScheme;
  from: string;
  to: string;
  today: string;
  onChange: (window: ChosenWindow) => void;
}

/** The window of days: steps to the period before and after, and a sheet with the official periods and own days. */
export function WindowPicker(props: WindowProps): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const [open, setOpen] = useState(false);
  const { scheme, from, to, onChange } = props;
  const window = windowOfDays(scheme, from, to);
  const choose = (next: { from: string; to: string }, of: PeriodScheme = scheme): void =>
    onChange({ scheme: of.code, from: next.from, to: next.to });
  const isCustom = window.kind === 'custom';
  return (
    <div className={css.field}>
      <span className={css.label} id="figures-window">
        {text.window}
      </span>
      <div className={css.stepper}>
        <IconButton icon="left" label={text.earlier} onClick={() => choose(previousPeriod(scheme, window))} />
        <Button
          icon="calendar"
          id="figures-window-button"
          aria-labelledby="figures-window figures-window-button"
          onClick={() => setOpen(true)}
        >
          {isCustom ? formatWindow(from, to, language) : window.name[language]}
        </Button>
        <IconButton icon="right" label={text.later} onClick={() => choose(nextPeriod(scheme, window))} />
      </div>
      {open && (
        <WindowSheet
          {...props}
          current={window}
          onClose={() => setOpen(false)}
          onChange={(next) => {
            onChange(next);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

function WindowSheet(props: WindowProps & { current: PeriodWindow; onClose: () => void }): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const [code, setCode] = useState(props.scheme.code);
  const [year, setYear] = useState(props.current.year);
  const schemes = props.schemes.filter((each) => kindsOf(each).length > 0);
  const scheme = schemes.find((each) => each.code === code) ?? props.scheme;
  const windows = kindsOf(scheme)
    .toReversed()
    .flatMap((kind) =>
      Array.from({ length: windowCount(scheme, kind) }, (_, index) =>
        windowOf(scheme, kind, year, index + 1),
      ),
    );
  const now = kindsOf(scheme).flatMap((kind) => periodAt(scheme, kind, props.today) ?? []);
  const choose = (window: { from: string; to: string }): void =>
    props.onChange({ scheme: scheme.code, from: window.from, to: window.to });
  return (
    <Drawer open onClose={props.onClose} title={text.chooseWindow}>
      <div className={css.sheet}>
        <Select
          label={text.scheme}
          help={scheme.usedBy[language]}
          value={scheme.code}
          onChange={setCode}
          choices={schemes.map((each) => ({ value: each.code, label: each.name[language] }))}
        />
        <div className={css.stepper}>
          <IconButton icon="left" label={text.previousYear} onClick={() => setYear(year - 1)} />
          <strong className={css.year} aria-live="polite">
            {text.year} {year}
          </strong>
          <IconButton icon="right" label={text.nextYear} onClick={() => setYear(year + 1)} />
        </div>
        <WindowChoices windows={windows} now={now} current={props.current} onChoose={choose} />
        <OwnDays from={props.from} to={props.to} onChoose={choose} />
      </div>
    </Drawer>
  );
}

function WindowChoices(props: {
  windows: readonly PeriodWindow[];
  now: readonly PeriodWindow[];
  current: PeriodWindow;
  onChoose: (window: PeriodWindow) => void;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const unchecked = props.windows.some((window) => !window.verified);
  const same = (a: PeriodWindow, b: PeriodWindow): boolean => a.from === b.from && a.to === b.to;
  return (
    <>
      <ul className={css.windows}>
        {props.windows.map((window) => (
          <li key={`${window.kind} ${window.n}`}>
            <button
              type="button"
              className={css.window}
              aria-pressed={same(window, props.current)}
              onClick={() => props.onChoose(window)}
            >
              <span>
                {window.name[language]}
                {!window.verified && ' *'}
                {props.now.some((each) => same(each, window)) && (
                  <span className={css.now}>{text.current}</span>
                )}
              </span>
              <span className={css.quiet}>{formatWindow(window.from, window.to, language)}</span>
            </button>
          </li>
        ))}
      </ul>
      {unchecked && <p className={css.quiet}>* {text.schemeNotChecked}</p>}
    </>
  );
}

function OwnDays(props: {
  from: string;
  to: string;
  onChoose: (window: { from: string; to: string }) => void;
}): ReactNode {
  const text = useText(figuresText);
  const [from, setFrom] = useState(props.from);
  const [to, setTo] = useState(props.to);
  const [tried, setTried] = useState(false);
  const isRight = from !== '' && to !== '' && from <= to;
  return (
    <fieldset className={css.group}>
      <legend className={css.groupName}>{text.customDays}</legend>
      <div className={css.boxes}>
        <FormStack inline>
          <DateInput label={text.from} value={from} onChange={setFrom} />
          <DateInput
            label={text.to}
            value={to}
            onChange={setTo}
            error={tried && !isRight ? text.endsBefore : undefined}
          />
        </FormStack>
        <Button
          onClick={() => {
            setTried(true);
            if (isRight) props.onChoose({ from, to });
          }}
        >
          {text.useDays}
        </Button>
      </div>
    </fieldset>
  );
}
