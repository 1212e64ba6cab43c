import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { ApiProblem } from '../../../platform/web/client.ts';
import { formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section, Split } from '../../../ui/layout/PageHeader.tsx';
import type { Activity, Actor } from '../activity.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { booksText } from './books.text.ts';
import { useForms } from './forms.ts';
import { HistoryList } from './HistoryList.tsx';
import { LoadState } from './LoadState.tsx';
import { NoSuchBook } from './NoSuchBook.tsx';
import { RecordActions } from './RecordActions.tsx';
import { RecordAttachments } from './RecordAttachments.tsx';
import { RecordEdit } from './RecordEdit.tsx';
import css from './RecordPage.module.css';
import { recordText } from './record.text.ts';
import { recordName, showField } from './show-value.ts';
import { useActorName } from './useActorName.ts';
import { useRecord } from './useRecord.ts';

const RecordSearch = z.object({ sua: z.literal('1').optional() });

/** One record: what it says, what can be done with it, and everything that happened to it. */
export function RecordPage(): ReactNode {
  const { form: code, id } = useParams({ strict: false }) as { form: string; id: string };
  const forms = useForms();
  const record = useRecord(id);
  const form = forms.data?.find((each) => each.code === (record.data?.form ?? code));
  if (forms.data && !form) return <NoSuchBook />;
  if (form && record.data) return <RecordOf key={id} form={form} record={record.data} />;
  if (record.error instanceof ApiProblem && [404, 422, 400].includes(record.error.status))
    return <NotThere code={code} />;
  const error = forms.error ?? record.error;
  return (
    <Page>
      <LoadState error={error} onAgain={() => void Promise.all([forms.refetch(), record.refetch()])} />
    </Page>
  );
}

function NotThere({ code }: { code: string }): ReactNode {
  const text = useText(recordText);
  usePageTitle(text.notFound);
  return (
    <Page narrow>
      <PageHeader title={text.notFound} lead={text.notFoundWords} />
      <div>
        <ButtonLink href={`/so/${code}`}>{text.back}</ButtonLink>
      </div>
    </Page>
  );
}

function RecordOf({ form, record }: { form: FormShape; record: Activity }): ReactNode {
  const text = useText(recordText);
  const books = useText(booksText);
  const [language] = useLanguage();
  const [{ sua }, change] = usePageSearch(RecordSearch);
  // Kept while the record changes elsewhere: what was begun is finished against what it was begun on.
  const [editing, setEditing] = useState<Activity>();
  const title = recordName(record, language);
  usePageTitle(`${form.name[language]}: ${title}`);
  const isEditing = sua === '1' && (editing !== undefined || record.can.edit);
  const base = editing ?? record;
  const crumbs = [
    { label: books.title, href: '/so' },
    { label: form.name[language], href: `/so/${form.code}` },
  ];
  if (isEditing) {
    return (
      <Page narrow>
        <PageHeader
          title={text.editTitle}
          lead={title}
          crumbs={crumbs}
          tag={<StatusTag state={base.state} />}
        />
        <RecordEdit
          form={form}
          record={base}
          onBegin={() => setEditing((before) => before ?? record)}
          onDone={() => {
            setEditing(undefined);
            change({ sua: undefined }, { replace: true });
          }}
        />
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        title={title}
        lead={form.name[language]}
        crumbs={crumbs}
        tag={<StatusTag state={record.state} />}
        action={<RecordActions record={record} onEdit={() => change({ sua: '1' })} />}
      />
      <StateBanner record={record} />
      <Split aside={<About record={record} />}>
        <Section title={text.content}>
          <DescriptionList
            items={form.fields.map((field) => ({
              term: field.label[language],
              value: showField(record, field, language) || (
                <span className={css.nothing}>{text.nothing}</span>
              ),
            }))}
          />
          {Object.keys(record.notes).length > 0 && (
            <Section title={text.otherColumns} level={3}>
              <DescriptionList
                items={Object.entries(record.notes).map(([term, value]) => ({ term, value }))}
              />
            </Section>
          )}
        </Section>
        <RecordAttachments form={form} record={record} title={`${form.name[language]} ${title}`} />
        <Section title={text.history}>
          <HistoryList form={form} record={record} />
        </Section>
      </Split>
    </Page>
  );
}

/** Why it does not count, said at the top with the reason. */
function StateBanner({ record }: { record: Activity }): ReactNode {
  const text = useText(recordText);
  if (record.state === 'returned') {
    return (
      <Banner tone="warn" title={text.returnedTitle}>
        {record.reason}
      </Banner>
    );
  }
  if (record.state === 'voided') return <Banner title={text.voidedTitle}>{record.reason}</Banner>;
  return record.state === 'draft' ? <Banner title={text.draftTitle} /> : null;
}

function About({ record }: { record: Activity }): ReactNode {
  const text = useText(recordText);
  const [language] = useLanguage();
  const name = useActorName();
  const at = (by: Actor, instant: string): string => text.by(name(by), formatInstant(instant, language));
  const items = [
    { term: text.enteredBy, value: at(record.createdBy, record.createdAt) },
    ...(record.revision > 1 ? [{ term: text.changedBy, value: at(record.changedBy, record.changedAt) }] : []),
    ...(record.importId
      ? [
          {
            term: text.imported,
            value: <Link href={`/so/nhap/${record.importId}`}>{text.fromWorkbook}</Link>,
          },
        ]
      : []),
  ];
  return (
    <Section title={text.about}>
      <dl className={css.about}>
        {items.map((item) => (
          <div key={item.term}>
            <dt>{item.term}</dt>
            <dd>{item.value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
