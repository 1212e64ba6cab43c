import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { useKitText } from '../../../ui/kit.text.ts';
import { Disclosure } from '../../../ui/overlay/Menu.tsx';
import { ActivityState } from '../activity-state.contract.ts';
import type { FieldOf } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { booksText } from './books.text.ts';
import { useCalendar } from './forms.ts';
import css from './ListPage.module.css';
import {
  type ChangeView,
  choicesByField,
  isFiltered,
  type ListSearch,
  quickWindows,
  windowLabel,
  withChoice,
} from './list-search.ts';
import { PlaceFilter } from './PlaceFilter.tsx';

interface FilterProps {
  form: FormShape;
  view: ListSearch;
  change: ChangeView;
}

const firstPage = { cursor: undefined, page: undefined };

/** Words, place, time and state; the rest behind one button. Every choice goes into the address. */
export function ListFilters(props: FilterProps): ReactNode {
  const text = useText(booksText);
  const words = useKitText();
  const { view, change } = props;
  return (
    <>
      <WordFilter {...props} />
      <PlaceFilter {...props} />
      <TimeFilter {...props} />
      <Select
        label={text.state}
        optional
        placeholder={text.anyState}
        value={view.state?.length === 1 ? (view.state[0] ?? '') : ''}
        onChange={(state) => change({ state, ...firstPage })}
        choices={ActivityState.options.map((value) => ({ value, label: words[value] }))}
      />
      <MoreFilters {...props} />
      {isFiltered(view) && (
        <Button
          kind="quiet"
          icon="close"
          onClick={() =>
            change({
              areaId: undefined,
              organizationId: undefined,
              from: undefined,
              to: undefined,
              state: undefined,
              q: undefined,
              importId: undefined,
              mine: undefined,
              choice: undefined,
              ...firstPage,
            })
          }
        >
          {text.clearFilters}
        </Button>
      )}
    </>
  );
}

/** Words go into the address when the fingers rest. */
function WordFilter({ view, change }: FilterProps): ReactNode {
  const text = useText(booksText);
  const given = view.q ?? '';
  const [typed, setTyped] = useState(given);
  const last = useRef(given);
  useEffect(() => {
    if (given !== last.current) {
      last.current = given;
      setTyped(given);
    }
  }, [given]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === last.current) return;
    const timer = window.setTimeout(() => {
      last.current = wanted;
      change({ q: wanted, ...firstPage }, { replace: true });
    }, 300);
    return () => window.clearTimeout(timer);
  }, [typed, change]);
  return (
    <TextInput
      label={text.search}
      optional
      type="search"
      placeholder={text.searchHint}
      value={typed}
      onChange={setTyped}
      maxLength={200}
    />
  );
}

function TimeFilter({ view, change }: FilterProps): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const calendar = useCalendar();
  const [own, setOwn] = useState(false);
  const quick = calendar?.scheme ? quickWindows(calendar.scheme, calendar.today) : [];
  const key = `${view.from ?? ''}/${view.to ?? ''}`;
  const isQuick = quick.some((each) => each.key === key);
  const isOwn = own || (!isQuick && key !== '/');
  return (
    <>
      <Select
        label={text.time}
        optional
        placeholder={text.anyTime}
        value={isOwn ? 'own' : isQuick ? key : ''}
        onChange={(value) => {
          setOwn(value === 'own');
          if (value === 'own') return;
          const [from, to] = value.split('/');
          change({ from, to, ...firstPage });
        }}
        choices={[
          ...quick.map((each) => ({ value: each.key, label: windowLabel(each.window, language) })),
          { value: 'own', label: text.ownDays },
        ]}
      />
      {isOwn && (
        <>
          <DateInput
            label={text.from}
            optional
            value={view.from ?? ''}
            onChange={(from) => change({ from, ...firstPage }, { replace: true })}
          />
          <DateInput
            label={text.to}
            optional
            value={view.to ?? ''}
            onChange={(to) => change({ to, ...firstPage }, { replace: true })}
          />
        </>
      )}
    </>
  );
}

function MoreFilters({ form, view, change }: FilterProps): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const fields = form.fields.filter(
    (field): field is FieldOf<'choice' | 'choices'> => field.type === 'choice' || field.type === 'choices',
  );
  const chosen = choicesByField(view.choice);
  const count = Object.keys(chosen).length + (view.mine === 'true' ? 1 : 0);
  return (
    <Disclosure label={count > 0 ? text.moreCount(count) : text.more} icon="filter">
      {() => (
        <div className={css.more}>
          {fields.map((field) => (
            <Select
              key={field.code}
              label={field.label[language]}
              optional
              placeholder={text.any}
              value={chosen[field.code] ?? ''}
              onChange={(code) => change({ choice: withChoice(view.choice, field.code, code), ...firstPage })}
              choices={field.choices.map((choice) => ({
                value: choice.code,
                label: choice.label[language],
              }))}
            />
          ))}
          <Checkbox
            label={text.mine}
            checked={view.mine === 'true'}
            onChange={(on) => change({ mine: on ? 'true' : undefined, ...firstPage })}
          />
        </div>
      )}
    </Disclosure>
  );
}
