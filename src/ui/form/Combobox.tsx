import { useCombobox } from 'downshift';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '../action/Button.tsx';
import { cx } from '../cx.ts';
import { useKitText } from '../kit.text.ts';
import { VisuallyHidden } from '../layout/VisuallyHidden.tsx';
import css from './Combobox.module.css';
import control from './control.module.css';
import { FieldFrame, type FieldProps, useField } from './Field.tsx';

export type ComboboxProps<T> = FieldProps & {
  value: T | null;
  onChange: (value: T | null) => void;
  /** Called 150 ms after typing, with '' when opened. Give up on `signal`. */
  search: (query: string, signal: AbortSignal) => Promise<readonly T[]> | readonly T[];
  itemKey: (item: T) => string;
  itemText: (item: T) => string;
  /** A second, quieter line: "Huyện Hiệp Hòa, Bắc Giang · đến 30/6/2025". */
  itemNote?: ((item: T) => ReactNode) | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  /** Fewer letters than this show a hint instead of searching. */
  minLetters?: number | undefined;
};

type Found<T> = { state: 'idle' | 'loading' | 'failed' } | { state: 'ready'; items: readonly T[] };

/** Searches as one types. Arrow keys choose, Enter takes, Escape gives up. */
export function Combobox<T>(props: ComboboxProps<T>): ReactNode {
  const words = useKitText();
  const labelId = useId();
  const { wiring, frame } = useField(props);
  const [found, setFound] = useState<Found<T>>({ state: 'idle' });
  const [query, setQuery] = useState<string | undefined>();
  const items = found.state === 'ready' ? found.items : [];
  const search = useRef(props.search);
  search.current = props.search;
  const tooShort = (query ?? '').trim().length < (props.minLetters ?? 0);

  const box = useCombobox<T>({
    items: [...items],
    itemToString: (item) => (item === null ? '' : props.itemText(item)),
    itemToKey: (item) => (item === null ? '' : props.itemKey(item)),
    selectedItem: props.value,
    inputId: wiring.id,
    labelId,
    onSelectedItemChange: ({ selectedItem }) => props.onChange(selectedItem ?? null),
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) setQuery(inputValue);
    },
    onIsOpenChange: ({ isOpen }) => setQuery(isOpen ? '' : undefined),
    stateReducer: (state, { type, changes }) => {
      // Leaving the field puts back the name of what is chosen; it never takes a suggestion by accident.
      if (type === useCombobox.stateChangeTypes.InputBlur) {
        const selectedItem = state.inputValue === '' ? null : state.selectedItem;
        return {
          ...changes,
          selectedItem,
          inputValue: selectedItem === null ? '' : props.itemText(selectedItem),
        };
      }
      return changes;
    },
  });

  useEffect(() => {
    if (query === undefined || tooShort) return;
    const stop = new AbortController();
    const timer = window.setTimeout(
      () => {
        const answer = search.current(query, stop.signal);
        if (!(answer instanceof Promise)) return setFound({ state: 'ready', items: answer });
        setFound({ state: 'loading' });
        answer.then(
          (list) => !stop.signal.aborted && setFound({ state: 'ready', items: list }),
          () => !stop.signal.aborted && setFound({ state: 'failed' }),
        );
      },
      query === '' ? 0 : 150,
    );
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [query, tooShort]);

  const hint = tooShort
    ? words.typeToSearch
    : found.state === 'loading'
      ? words.loading
      : found.state === 'failed'
        ? words.searchFailed
        : found.state === 'ready' && items.length === 0
          ? query
            ? words.noMatch(query)
            : words.typeToSearch
          : undefined;

  return (
    <FieldFrame {...frame} labelId={labelId}>
      <div className={css.wrap}>
        <input
          {...box.getInputProps({ disabled: props.disabled ?? false })}
          aria-describedby={wiring['aria-describedby']}
          aria-invalid={wiring['aria-invalid']}
          aria-required={wiring['aria-required']}
          placeholder={props.placeholder}
          className={cx(control.control, css.input)}
        />
        {props.value !== null && !props.disabled && (
          <span className={css.clear}>
            <IconButton icon="close" label={words.clear} onClick={() => box.selectItem(null as T)} />
          </span>
        )}
        <ul
          {...box.getMenuProps({ 'aria-labelledby': labelId })}
          className={css.list}
          hidden={!box.isOpen || !!hint}
        >
          {box.isOpen &&
            !hint &&
            items.map((item, index) => (
              <li
                key={props.itemKey(item)}
                {...box.getItemProps({ item, index })}
                className={cx(css.item, box.highlightedIndex === index && css.on)}
              >
                <span>{props.itemText(item)}</span>
                {props.itemNote && <span className={css.note}>{props.itemNote(item)}</span>}
              </li>
            ))}
        </ul>
        {box.isOpen && hint && <p className={cx(css.list, css.hint)}>{hint}</p>}
        <VisuallyHidden>
          <span role="status">{box.isOpen ? (hint ?? words.found(items.length)) : ''}</span>
        </VisuallyHidden>
      </div>
    </FieldFrame>
  );
}
