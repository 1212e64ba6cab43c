import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { changeActivityState } from '../../../activities/activities.contract.ts';
import type { Activity } from '../../../activities/activity.contract.ts';
import { activitySummary } from '../../../activities/summary.rules.ts';
import { recordsChanged, useForms } from '../../../activities/web/forms.ts';
import { recordName } from '../../../activities/web/show-value.ts';
import { type FieldDay, getFieldDay } from '../../field-day.contract.ts';
import { dayText } from './day.text.ts';
import { MessagesSection } from './MessagesSection.tsx';
import { WaitsSection } from './WaitsSection.tsx';

/** While the page is looked at, it is read again so often. */
const EVERY = 60_000;

/** Today in the hamlets: who is out, what came in, what waits for the commune, and what was said to the teams. */
export function FieldDayPage(): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  usePageTitle(text.title);
  const day = useQuery({
    queryKey: ['fieldDay'],
    queryFn: ({ signal }) => call(getFieldDay, { signal }),
    refetchInterval: EVERY,
  });
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        action={<ButtonLink href="/so/dien-thoai">{text.phones}</ButtonLink>}
      />
      {day.error && <Banner tone="error">{problemText(day.error, language)}</Banner>}
      {day.isPending && <Skeleton lines={6} />}
      {day.data && (
        <>
          <Patrols patrols={day.data.patrols} />
          <CameIn cameIn={day.data.cameIn} />
          <WaitsSection day={day.data} />
        </>
      )}
      <MessagesSection />
    </Page>
  );
}

function Patrols({ patrols }: Pick<FieldDay, 'patrols'>): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  return (
    <Section title={text.patrols} lead={text.patrolsLead}>
      {patrols.length === 0 ? (
        <EmptyState title={text.noPatrols}>{text.noPatrolsWords}</EmptyState>
      ) : (
        <TaskList
          items={patrols.map((patrol) => ({
            key: patrol.recordId,
            tag: <StatusTag state="running">{text.out}</StatusTag>,
            title: text.patrol(patrol.areaName, patrol.person.name),
            note: text.patrolNote(
              formatNumber(patrol.people, language),
              formatInstant(patrol.startedAt, language),
            ),
          }))}
        />
      )}
    </Section>
  );
}

function CameIn({ cameIn }: Pick<FieldDay, 'cameIn'>): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  const forms = useForms().data ?? [];
  const { total, toVerify } = cameIn;
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Section
      title={text.cameIn}
      lead={total > 0 ? text.cameInCount(number(total), number(toVerify.length)) : undefined}
    >
      {total === 0 && <EmptyState title={text.noneCameIn}>{text.noneCameInWords}</EmptyState>}
      {total > 0 && toVerify.length === 0 && <p>{text.allVerified}</p>}
      {toVerify.length > 0 && (
        <TaskList
          items={toVerify.map((record) => {
            const form = forms.find(({ code }) => code === record.form);
            return {
              key: record.id,
              title: (
                <Link href={`/so/${record.form}/${record.id}`}>
                  {`${form?.name[language] ?? record.form} · ${recordName(record, language)}`}
                </Link>
              ),
              note: [record.createdBy.name, form && activitySummary(form, record.values)[language]]
                .filter(Boolean)
                .join(' · '),
              action: record.can.verify && <Verify record={record} />,
            };
          })}
        />
      )}
    </Section>
  );
}

/** Verified at once, with the way back where it stands in the book. */
function Verify({ record }: { record: Activity }): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  async function verify(): Promise<void> {
    try {
      const body = { action: 'verify' as const, baseRevision: record.revision };
      await call(changeActivityState, { params: { id: record.id }, body });
      toast({ text: text.verified });
      await Promise.all([recordsChanged(client), client.invalidateQueries({ queryKey: ['fieldDay'] })]);
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Button onClick={() => void verify()}>
      {text.verify}
      <VisuallyHidden>: {recordName(record, language)}</VisuallyHidden>
    </Button>
  );
}
