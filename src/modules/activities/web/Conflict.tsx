import { type ReactNode, useState } from 'react';
import { formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import type { Activity } from '../activity.contract.ts';
import { sameValues } from '../activity-text.rules.ts';
import type { EntryValues, Field } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { asPlace, placeKey, placeLabel, usePlaces } from './places.ts';
import css from './RecordPage.module.css';
import { recordText } from './record.text.ts';
import { placeName, showValue } from './show-value.ts';
import { useActorName } from './useActorName.ts';

type Side = 'mine' | 'theirs';

/** Whether a field says the same in both. */
function isSame(code: string, a: EntryValues, b: EntryValues): boolean {
  return sameValues({ value: a[code] ?? null }, { value: b[code] ?? null });
}

/** Two versions of a record side by side; for each field that differs one of them is chosen. */
export function Conflict(props: {
  form: FormShape;
  /** What both began with. */
  base: Activity;
  mine: EntryValues;
  current: Activity;
  busy: boolean;
  onSave: (values: EntryValues) => void;
  onTakeTheirs: () => void;
}): ReactNode {
  const { form, base, mine, current } = props;
  const text = useText(recordText);
  const [language] = useLanguage();
  const name = useActorName();
  const fields = form.fields.filter((field) => !isSame(field.code, mine, current.values));
  // What only one of the two changed is that one's; where both did, one's own stands until chosen otherwise.
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>(() =>
    Object.fromEntries(
      fields.map(({ code }) => [code, isSame(code, mine, base.values) ? 'theirs' : 'mine'] as const),
    ),
  );
  const chosen = { ...current.values };
  for (const { code } of fields) {
    const value = mine[code];
    if (sides[code] !== 'mine') continue;
    if (value === undefined) delete chosen[code];
    else chosen[code] = value;
  }
  const lead = text.conflictLead(name(current.changedBy), formatInstant(current.changedAt, language));
  return (
    <>
      <Banner tone="warn" title={text.conflictTitle} announce>
        {current.can.edit ? lead : text.conflictGone}{' '}
        {current.state !== base.state && <StatusTag state={current.state} />}
      </Banner>
      <table className={css.conflict}>
        <thead>
          <tr>
            <th scope="col">{text.conflictField}</th>
            <th scope="col">{text.yours}</th>
            <th scope="col">{text.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <ConflictRow
              key={field.code}
              field={field}
              mine={mine}
              current={current}
              side={sides[field.code] ?? 'mine'}
              onSide={(side) => setSides({ ...sides, [field.code]: side })}
            />
          ))}
        </tbody>
      </table>
      <ButtonRow>
        {current.can.edit && (
          <Button kind="primary" busy={props.busy} onClick={() => props.onSave(chosen)}>
            {text.saveChosen}
          </Button>
        )}
        <Button onClick={props.onTakeTheirs}>{text.takeTheirs}</Button>
      </ButtonRow>
    </>
  );
}

function ConflictRow(props: {
  field: Field;
  mine: EntryValues;
  current: Activity;
  side: Side;
  onSide: (side: Side) => void;
}): ReactNode {
  const { field, mine, current } = props;
  const text = useText(recordText);
  const [language] = useLanguage();
  const places = usePlaces().data ?? [];
  const label = field.label[language];
  const myPlace = (): string => {
    const given = asPlace(mine[field.code]);
    const found = given && places.find((place) => place.key === placeKey(given));
    return found ? placeLabel(found, language) : '';
  };
  const words: Record<Side, string> = {
    mine: showValue(field, mine[field.code], language, myPlace),
    theirs: showValue(field, current.values[field.code], language, () => placeName(current.place)),
  };
  const heads: Record<Side, string> = { mine: text.yours, theirs: text.theirs };
  return (
    <tr>
      <th scope="row">{label}</th>
      {(['mine', 'theirs'] as const).map((side) => (
        <td key={side} data-label={heads[side]}>
          <label className={css.pick}>
            <input
              type="radio"
              name={`conflict-${field.code}`}
              aria-label={`${label}, ${heads[side]}: ${words[side] || text.empty}`}
              checked={props.side === side}
              onChange={() => props.onSide(side)}
            />
            <span>{words[side] || text.empty}</span>
          </label>
        </td>
      ))}
    </tr>
  );
}
