import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { useKitText } from '../../../ui/kit.text.ts';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
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
  filtersOf,
  isFiltered,
  type ListSearch,
  quickWindows,
  windowLabel,
  withChoice,
} from './list-search.ts';
import { PlaceFilter } from './PlaceFilter.tsx';
import { useIsPhone } from './useIsPhone.ts';

interface FilterProps {
  form: FormShape;
  view: ListSearch;
  change: ChangeView;
}

const firstPage = { cursor: undefined, page: undefined };

/** Words, place, time and state; the rest behind one button. Every choice goes into the address. */
export function ListFilters(props: FilterProps): ReactNode {
  const isPhone = useIsPhone();
  if (isPhone) return <PhoneFilters {...props} />;
  return (
    <>
      <WordFilter {...props} />
      <div className={css.place}>
        <PlaceFilter {...props} />
      </div>
      <TimeFilter {...props} />
      <StateFilter {...props} />
      <MoreFilters {...props} />
      <ClearFilters {...props} />
    </>
  );
}

/** On a phone all of it but the words stands in a sheet, so that the rows come first. */
function PhoneFilters(props: FilterProps): ReactNode {
  const text = useText(booksText);
  const [open, setOpen] = useState(false);
  const count = Object.entries(filtersOf(props.view)).filter(([key, value]) => key !== 'q' && value).length;
  return (
    <>
      <WordFilter {...props} />
      <Button icon="filter" onClick={() => setOpen(true)}>
        {count > 0 ? text.filterCount(count) : text.filter}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={text.filters}
        actions={
          <Button kind="primary" onClick={() => setOpen(false)}>
            {text.showRows}
          </Button>
        }
      >
        <FormStack>
          <PlaceFilter {...props} />
          <TimeFilter {...props} />
          <StateFilter {...props} />
          <ChoiceFilters {...props} />
          <ClearFilters {...props} />
        </FormStack>
      </Drawer>
    </>
  );
}

function StateFilter({ view, change }: FilterProps): ReactNode {
  const text = useText(booksText);
  const words = useKitText();
  return (
    <Select
      label={text.state}
      optional="unsaid"
      placeholder={text.anyState}
      value={view.state?.length === 1 ? (view.state[0] ?? '') : ''}
      onChange={(state) => change({ state, ...firstPage })}
      choices={ActivityState.options.map((value) => ({ value, label: words[value] }))}
    />
  );
}

function ClearFilters({ view, change }: FilterProps): ReactNode {
  const text = useText(booksText);
  if (!isFiltered(view)) return null;
  const nothing = Object.fromEntries(Object.keys(filtersOf(view)).map((key) => [key, undefined]));
  return (
    <Button kind="quiet" icon="close" onClick={() => change({ ...nothing, ...firstPage })}>
      {text.clearFilters}
    </Button>
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
      optional="unsaid"
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
      <div className={css.time}>
        <Select
          label={text.time}
          optional="unsaid"
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
      </div>
      {isOwn && (
        <>
          <DateInput
            label={text.from}
            optional="unsaid"
            value={view.from ?? ''}
            onChange={(from) => change({ from, ...firstPage }, { replace: true })}
          />
          <DateInput
            label={text.to}
            optional="unsaid"
            value={view.to ?? ''}
            onChange={(to) => change({ to, ...firstPage }, { replace: true })}
          />
        </>
      )}
    </>
  );
}

function MoreFilters(props: FilterProps): ReactNode {
  const text = useText(booksText);
  const { view } = props;
  const count = Object.keys(choicesByField(view.choice)).length + (view.mine === 'true' ? 1 : 0);
  return (
    <Disclosure label={count > 0 ? text.moreCount(count) : text.more} icon="filter">
      {() => (
        <div className={css.more}>
          <ChoiceFilters {...props} />
        </div>
      )}
    </Disclosure>
  );
}

/** One list for each question of the form that has choices, and whose rows. */
function ChoiceFilters({ form, view, change }: FilterProps): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const chosen = choicesByField(view.choice);
  const fields = form.fields.filter(
    (field): field is FieldOf<'choice' | 'choices'> => field.type === 'choice' || field.type === 'choices',
  );
  return (
    <>
      {fields.map((field) => (
        <Select
          key={field.code}
          label={field.label[language]}
          optional="unsaid"
          placeholder={text.any}
          value={chosen[field.code] ?? ''}
          onChange={(code) => change({ choice: withChoice(view.choice, field.code, code), ...firstPage })}
          choices={field.choices.map((choice) => ({ value: choice.code, label: choice.label[language] }))}
        />
      ))}
      <Checkbox
        label={text.mine}
        checked={view.mine === 'true'}
        onChange={(on) => change({ mine: on ? 'true' : undefined, ...firstPage })}
      />
    </>
  );
}
