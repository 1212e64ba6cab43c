import { type ReactNode, useId } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Mark } from '../../../../platform/web/shell/Logo.tsx';
import { Icon } from '../../../../ui/Icon.tsx';
import type { Language } from '../../../../ui/language.ts';
import { SkipLink } from '../../../../ui/layout/SkipLink.tsx';
import css from './public.module.css';
import { publicText } from './public.text.ts';
import { leaveNow } from './quick-leave.ts';

export type PublicView = 'new' | 'follow';

/** What stands around both pages: the way out, whom to call, and what the page can and cannot do. */
export function Chrome(props: {
  language: Language;
  onLanguage: (language: Language) => void;
  children: ReactNode;
}): ReactNode {
  const text = useText(publicText);
  const other = props.language === 'vi' ? 'en' : 'vi';
  const helpId = useId();
  return (
    <>
      <SkipLink />
      <header className={css.bar}>
        <span className={css.brand}>
          <Mark size="1.9rem" />
          <span>{text.name}</span>
        </span>
        <button type="button" className={css.language} lang={other} onClick={() => props.onLanguage(other)}>
          {text.otherLanguage}
        </button>
        <button type="button" className={css.leave} aria-describedby={helpId} onClick={leaveNow}>
          <Icon name="out" />
          {text.leave}
        </button>
        <span id={helpId} hidden>
          {text.leaveHelp}
        </span>
      </header>
      <Danger />
      <main id="main" tabIndex={-1} className={css.main}>
        {props.children}
      </main>
      <footer className={css.foot}>
        <p>{text.footer}</p>
        <p>
          <a href="/bao-tin/SHA256SUMS.txt">{text.checksums}</a>
        </p>
      </footer>
    </>
  );
}

const calls = [
  ['113', 'police'],
  ['114', 'fire'],
  ['115', 'ambulance'],
  ['111', 'children'],
] as const;

/** Whom to call first: before anything else on the page, one tap on a phone. */
function Danger(): ReactNode {
  const text = useText(publicText);
  return (
    <section className={css.danger} aria-label={text.danger}>
      <p className={css.dangerWords}>
        <Icon name="warn" />
        <strong>{text.danger}</strong>
      </p>
      <ul className={css.calls}>
        {calls.map(([number, whom]) => (
          <li key={number}>
            <a className={css.call} href={`tel:${number}`} aria-label={text.callNumber(number, text[whom])}>
              <span className={css.number}>{number}</span> <span>{text[whom]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The two things that one can do here. */
export function Views({ view, onView }: { view: PublicView; onView: (view: PublicView) => void }): ReactNode {
  const text = useText(publicText);
  const choices: readonly [PublicView, string][] = [
    ['new', text.newTip],
    ['follow', text.follow],
  ];
  return (
    <nav className={css.views} aria-label={text.views}>
      {choices.map(([key, label]) => (
        <a
          key={key}
          href={key === 'new' ? '/bao-tin' : '/bao-tin/theo-doi'}
          aria-current={key === view ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            onView(key);
          }}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}

/** Honest on both sides: what is protected, and what is not. */
export function Promises(): ReactNode {
  const text = useText(publicText);
  return (
    <div className={css.promises}>
      <details>
        <summary>
          <Icon name="lock" />
          {text.protects}
        </summary>
        <ul>
          {[text.protect1, text.protect2, text.protect3, text.protect4].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
      <details>
        <summary>
          <Icon name="info" />
          {text.cannot}
        </summary>
        <ul>
          {[text.cannot1, text.cannot2, text.cannot3, text.cannot4, text.cannot5].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
