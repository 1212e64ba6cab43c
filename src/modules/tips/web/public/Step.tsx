import { type ReactNode, useId } from 'react';
import css from './public.module.css';

/** A numbered part of the form. */
export function Step(props: { number: number; title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={css.step} aria-labelledby={id}>
      <h2 id={id}>
        <span className={css.stepNumber}>{props.number}</span>
        <span>{props.title}</span>
      </h2>
      {props.children}
    </section>
  );
}
