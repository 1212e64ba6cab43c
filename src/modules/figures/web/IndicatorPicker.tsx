import { type ReactNode, useState } from 'react';
import { stripDiacritics } from '../../../platform/text.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import { usualIndicators } from '../figure-view.rules.ts';
import { figureLimits } from '../figures.contract.ts';
import type { Indicator, IndicatorGroup } from '../indicator.contract.ts';
import css from './Figures.module.css';
import { figuresText } from './figures.text.ts';

interface PickerProps {
  groups: readonly IndicatorGroup[];
  chosen: readonly string[];
  onChange: (codes: readonly string[]) => void;
}

/** A button that opens the list of indicators by group; what is chosen there is looked at when it closes. */
export function IndicatorPicker(props: PickerProps): ReactNode {
  const text = useText(figuresText);
  const [open, setOpen] = useState(false);
  return (
    <div className={css.field}>
      <span className={css.label} id="figures-indicators">
        {text.indicators}
      </span>
      <Button
        icon="filter"
        id="figures-indicators-button"
        aria-labelledby="figures-indicators figures-indicators-button"
        onClick={() => setOpen(true)}
      >
        {text.indicatorCount(props.chosen.length)}
      </Button>
      {open && <PickerSheet {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}

function PickerSheet(props: PickerProps & { onClose: () => void }): ReactNode {
  const text = useText(figuresText);
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(props.chosen));
  const words = stripDiacritics(wanted).split(' ').filter(Boolean);
  const groups = props.groups
    .map((group) => ({ group, found: group.indicators.filter((each) => matches(each, group, words)) }))
    .filter(({ found }) => found.length > 0);

  function toggle(codes: readonly string[], on: boolean): void {
    const next = new Set(chosen);
    for (const code of codes) {
      if (on) next.add(code);
      else next.delete(code);
    }
    if (next.size <= figureLimits.indicators) setChosen(next);
  }
  function finish(): void {
    const all = props.groups.flatMap((group) => group.indicators.map((each) => each.code));
    const inOrder = all.filter((code) => chosen.has(code));
    if (inOrder.length > 0) props.onChange(inOrder);
    props.onClose();
  }

  return (
    <Drawer
      open
      onClose={props.onClose}
      title={text.chooseIndicators}
      actions={
        <ButtonRow>
          <Button kind="primary" disabled={chosen.size === 0} onClick={finish}>
            {text.done}
          </Button>
          <Button onClick={() => setChosen(new Set(usualIndicators(props.groups)))}>{text.usualSet}</Button>
          <Button kind="quiet" onClick={() => setChosen(new Set())}>
            {text.chooseNone}
          </Button>
        </ButtonRow>
      }
    >
      <div className={css.sheet}>
        <TextInput
          label={text.findIndicator}
          type="search"
          value={wanted}
          onChange={setWanted}
          optional={false}
        />
        <p className={css.quiet} role="status">
          {groups.length === 0
            ? text.nothingFound(wanted)
            : text.chosen(chosen.size, figureLimits.indicators)}
        </p>
        {groups.map(({ group, found }) => (
          <IndicatorGroupBoxes
            key={group.code}
            group={group}
            found={found}
            chosen={chosen}
            onToggle={toggle}
          />
        ))}
      </div>
    </Drawer>
  );
}

function matches(indicator: Indicator, group: IndicatorGroup, words: readonly string[]): boolean {
  const names = [indicator.name.vi, indicator.name.en, group.name.vi, group.name.en].join(' ');
  const folded = stripDiacritics(names);
  return words.every((word) => folded.includes(word));
}

function IndicatorGroupBoxes(props: {
  group: IndicatorGroup;
  found: readonly Indicator[];
  chosen: ReadonlySet<string>;
  onToggle: (codes: readonly string[], on: boolean) => void;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { group, found, chosen, onToggle } = props;
  const on = found.filter((each) => chosen.has(each.code)).length;
  const codes = found.map((each) => each.code);
  return (
    <fieldset className={css.group}>
      <legend className={css.groupName}>
        <Checkbox
          label={group.name[language]}
          checked={on === found.length}
          mixed={on > 0 && on < found.length}
          onChange={(next) => onToggle(codes, next)}
        />
      </legend>
      <div className={css.boxes}>
        {found.map((each) => (
          <Checkbox
            key={each.code}
            label={
              <>
                {each.name[language]} <span className={css.quiet}>({each.unit[language]})</span>
                {each.reportedOnly && <span className={css.remark}>{text.reportedOnly}</span>}
                {!each.verified && <span className={css.remark}>{text.notChecked}</span>}
              </>
            }
            checked={chosen.has(each.code)}
            onChange={(next) => onToggle([each.code], next)}
          />
        ))}
      </div>
    </fieldset>
  );
}
