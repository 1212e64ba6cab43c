import { type ReactNode, useId } from 'react';
import { Disclosure } from '../../../ui/overlay/Menu.tsx';
import { useTextSize, useTheme } from '../../../ui/theme.ts';
import { useLanguage, useText } from '../i18n.tsx';
import css from './Switches.module.css';
import { shellText } from './shell.text.ts';

interface Option<V extends string> {
  value: V;
  /** What is drawn; `label` is read aloud. */
  face: ReactNode;
  label: string;
  lang?: string;
}

function Segments<V extends string>(props: {
  legend: string;
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={css.segments}>
      <legend className={css.legend}>{props.legend}</legend>
      <div className={css.row}>
        {props.options.map((option) => (
          <label key={option.value} className={css.option} title={option.label} lang={option.lang}>
            <input
              type="radio"
              name={name}
              aria-label={option.label}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span aria-hidden="true">{option.face}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A− A A+. */
export function TextSizeSwitch(): ReactNode {
  const text = useText(shellText);
  const [size, setSize] = useTextSize();
  return (
    <Segments
      legend={text.textSize}
      value={size}
      onChange={setSize}
      options={[
        { value: 'small', face: 'A−', label: text.smaller },
        { value: 'normal', face: 'A', label: text.normal },
        { value: 'large', face: 'A+', label: text.larger },
      ]}
    />
  );
}

/** As the device, light or dark. */
export function ThemeSwitch(): ReactNode {
  const text = useText(shellText);
  const [theme, setTheme] = useTheme();
  return (
    <Segments
      legend={text.theme}
      value={theme}
      onChange={setTheme}
      options={[
        { value: 'system', face: text.system, label: text.system },
        { value: 'light', face: text.light, label: text.light },
        { value: 'dark', face: text.dark, label: text.dark },
      ]}
    />
  );
}

/** Vietnamese or English, each in its own words. */
export function LanguageSwitch(): ReactNode {
  const text = useText(shellText);
  const [language, setLanguage] = useLanguage();
  return (
    <Segments
      legend={text.language}
      value={language}
      onChange={setLanguage}
      options={[
        { value: 'vi', face: 'Tiếng Việt', label: 'Tiếng Việt', lang: 'vi' },
        { value: 'en', face: 'English', label: 'English', lang: 'en' },
      ]}
    />
  );
}

/** All three switches, one under the other: for the drawer of a phone and the pages before signing in. */
export function DisplaySwitches(): ReactNode {
  return (
    <div className={css.all}>
      <TextSizeSwitch />
      <ThemeSwitch />
      <LanguageSwitch />
    </div>
  );
}

/** The switches behind one quiet button. */
export function DisplayMenu({ align = 'end' }: { align?: 'start' | 'end' | undefined }): ReactNode {
  const text = useText(shellText);
  return (
    <Disclosure label={text.display} kind="quiet" small align={align}>
      {() => (
        <div className={css.panel}>
          <DisplaySwitches />
        </div>
      )}
    </Disclosure>
  );
}
