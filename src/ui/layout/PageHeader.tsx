import { type ReactNode, useId } from 'react';
import { Breadcrumbs, type Crumb } from './Breadcrumbs.tsx';
import css from './PageHeader.module.css';

/**
 * The head of a page: where it is, its subject as the only h1, one line on what it shows in words
 * ("Tuần tra · Thôn Cấm · 15/12/2023–14/12/2024"), its state, and the one main action.
 */
export function PageHeader(props: {
  title: ReactNode;
  lead?: ReactNode;
  crumbs?: readonly Crumb[] | undefined;
  tag?: ReactNode;
  action?: ReactNode;
}): ReactNode {
  return (
    <header className={css.header}>
      {props.crumbs && <Breadcrumbs items={props.crumbs} />}
      <div className={css.line}>
        <div className={css.words}>
          <div className={css.title}>
            <h1>{props.title}</h1>
            {props.tag}
          </div>
          {props.lead && <p className={css.lead}>{props.lead}</p>}
        </div>
        {props.action && (
          <div className={css.action} data-print="hide">
            {props.action}
          </div>
        )}
      </div>
    </header>
  );
}

/** A part of a page with its heading: a hairline and space instead of a box. */
export function Section(props: {
  title?: ReactNode;
  lead?: ReactNode;
  action?: ReactNode;
  /** Heading level, 2 unless the section sits in another. */
  level?: 2 | 3 | undefined;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section className={css.section} aria-labelledby={props.title ? id : undefined}>
      {(props.title || props.action) && (
        <div className={css.line}>
          <div className={css.words}>
            {props.title && <Heading id={id}>{props.title}</Heading>}
            {props.lead && <p className={css.sectionLead}>{props.lead}</p>}
          </div>
          {props.action && (
            <div className={css.action} data-print="hide">
              {props.action}
            </div>
          )}
        </div>
      )}
      {props.children}
    </section>
  );
}

/** The body of a page: sections one under another with generous space. `narrow` is for text and forms. */
export function Page({ narrow, children }: { narrow?: boolean | undefined; children: ReactNode }): ReactNode {
  return <div className={narrow ? `${css.page} ${css.narrow}` : css.page}>{children}</div>;
}

/** Two columns on wide screens (the second a third of the width), one under the other elsewhere. */
export function Split({ children, aside }: { children: ReactNode; aside: ReactNode }): ReactNode {
  return (
    <div className={css.split}>
      <div className={css.main}>{children}</div>
      <div className={css.main}>{aside}</div>
    </div>
  );
}
