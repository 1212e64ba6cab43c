import type { ReactNode } from 'react';
import { Button } from '../action/Button.tsx';
import { useKitText } from '../kit.text.ts';
import { useUiLanguage } from '../language.ts';
import css from './Pagination.module.css';

/** Pages counted from 1. Shows which rows are seen of how many; nothing at all where one page holds them. */
export function Pagination(props: {
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
}): ReactNode {
  const words = useKitText();
  const language = useUiLanguage();
  const pages = Math.max(1, Math.ceil(props.total / props.pageSize));
  const show = (value: number): string => value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
  const from = Math.min(props.total, (props.page - 1) * props.pageSize + 1);
  const to = Math.min(props.total, props.page * props.pageSize);
  if (pages === 1) return null;
  return (
    <nav className={css.pages} aria-label={words.pages} data-print="hide">
      <Button small icon="left" disabled={props.page <= 1} onClick={() => props.onPage(props.page - 1)}>
        {words.previousPage}
      </Button>
      <span className={css.here} aria-live="polite">
        {words.pageOf(props.page, pages)}
        <span className={css.rows}> · {words.rowsOf(show(from), show(to), show(props.total))}</span>
      </span>
      <Button small icon="right" disabled={props.page >= pages} onClick={() => props.onPage(props.page + 1)}>
        {words.nextPage}
      </Button>
    </nav>
  );
}
