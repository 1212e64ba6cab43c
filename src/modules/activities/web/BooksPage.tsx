import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber, formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import { useMay } from '../../accounts/web/me.ts';
import type { PeriodWindow } from '../../figures/period.contract.ts';
import { periodAt } from '../../figures/periods.rules.ts';
import { listActivities } from '../activities.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import css from './BooksPage.module.css';
import { booksText } from './books.text.ts';
import { useCalendar, useForms } from './forms.ts';
import { LoadState } from './LoadState.tsx';
import { placeName } from './show-value.ts';

/** What was done, book by book: what each is for, how much is in it this month, and one press to enter. */
export function BooksPage(): ReactNode {
  const text = useText(booksText);
  const may = useMay();
  const forms = useForms();
  usePageTitle(text.title);
  const calendar = useCalendar();
  const month = calendar?.scheme && periodAt(calendar.scheme, 'month', calendar.today);
  const anything = useQuery({
    queryKey: ['activities', 'anything'],
    queryFn: async ({ signal }) =>
      (await call(listActivities, { query: { limit: 1 }, signal })).items.length > 0,
  });
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        action={
          <ButtonRow>
            {may('phones.read') && <ButtonLink href="/so/thuc-dia">{text.field}</ButtonLink>}
            {may('gong.read') && <ButtonLink href="/so/mo">{text.gong}</ButtonLink>}
            {may('phones.read') && <ButtonLink href="/so/dien-thoai">{text.phones}</ButtonLink>}
            {may('imports.use') && (
              <ButtonLink href="/so/nhap" icon="upload">
                {text.importBook}
              </ButtonLink>
            )}
          </ButtonRow>
        }
      />
      {anything.data === false && (
        <EmptyState title={text.emptyTitle}>
          {may('activities.write') ? text.emptyWords : text.emptyRead}
        </EmptyState>
      )}
      {forms.data ? (
        <ul className={css.books}>
          {forms.data.map((form) => (
            <Book key={form.code} form={form} month={month} mayWrite={may('activities.write')} />
          ))}
        </ul>
      ) : (
        <LoadState error={forms.error} onAgain={() => void forms.refetch()} />
      )}
    </Page>
  );
}

function Book(props: { form: FormShape; month: PeriodWindow | undefined; mayWrite: boolean }): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const { form, month } = props;
  const name = form.name[language];
  return (
    <li className={css.book}>
      <div className={css.words}>
        <Link href={`/so/${form.code}`} quiet>
          <span className={css.name}>{name}</span>
        </Link>
        <p className={css.purpose}>{form.purpose[language]}</p>
      </div>
      <dl className={css.facts}>
        <div className={css.fact}>
          <dt>{month?.name[language]}</dt>
          <dd>{month && <MonthCount form={form} month={month} />}</dd>
        </div>
        <div className={css.fact}>
          <dt>{text.last}</dt>
          <dd>
            <LastRow form={form} />
          </dd>
        </div>
      </dl>
      <div className={css.enter}>
        {props.mayWrite && (
          <ButtonLink href={`/so/${form.code}/ghi`} icon="plus">
            <span aria-hidden="true">{text.enter}</span>
            <VisuallyHidden>{text.enterIn(name)}</VisuallyHidden>
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

/** Rows that count in the official month that runs today; opens them. */
function MonthCount({ form, month }: { form: FormShape; month: PeriodWindow }): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const { from, to } = month;
  const { data } = useQuery({
    queryKey: ['activities', 'count', form.code, from, to],
    queryFn: async ({ signal }) => {
      const query = { form: form.code, from, to, state: ['submitted', 'verified'] as const, limit: 1 };
      const { total } = await call(listActivities, { query: { ...query, state: [...query.state] }, signal });
      return total;
    },
  });
  if (!data) return null;
  const count = formatNumber(data.count, language);
  const words = data.more ? text.moreThan(count) : text.countOf(count);
  const href = `/so/${form.code}?from=${from}&to=${to}`;
  return (
    <Link href={href} quiet>
      <span title={formatWindow(from, to, language)}>{words}</span>
    </Link>
  );
}

function LastRow({ form }: { form: FormShape }): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const { data } = useQuery({
    queryKey: ['activities', 'last', form.code],
    queryFn: async ({ signal }) => {
      const state = ['submitted', 'verified', 'returned', 'draft'] as const;
      const query = { form: form.code, state: [...state], limit: 1 };
      return (await call(listActivities, { query, signal })).items[0] ?? null;
    },
  });
  if (data === undefined) return null;
  if (data === null) return <span>{text.never}</span>;
  return (
    <Link href={`/so/${form.code}/${data.id}`} quiet>
      {formatDate(data.day, language)} · {placeName(data.place)}
    </Link>
  );
}
