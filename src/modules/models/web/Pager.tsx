import type { ReactNode } from 'react';
import { Button } from '../../../ui/action/Button.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';

/** Goes on through a list that is given page by page; back leads the browser's own way. */
export function Pager(props: {
  page: number;
  next: string | null;
  onNext: (cursor: string) => void;
  onFirst: () => void;
  firstLabel: string;
}): ReactNode {
  const words = useModelWords();
  if (props.page === 1 && props.next === null) return null;
  return (
    <nav className={css.pager} aria-label={words.pages} data-print="hide">
      <Button icon="left" disabled={props.page === 1} onClick={props.onFirst}>
        {props.firstLabel}
      </Button>
      <Button
        icon="right"
        disabled={props.next === null}
        onClick={() => props.next && props.onNext(props.next)}
      >
        {words.next}
      </Button>
    </nav>
  );
}
