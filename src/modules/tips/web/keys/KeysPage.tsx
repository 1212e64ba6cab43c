import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { CustodySection } from './CustodySection.tsx';
import { keysText } from './keys.text.ts';
import { MyKeySection } from './MyKeySection.tsx';
import { officesQuery } from './tip-queries.ts';

/** What opens reports: one's own key, the offices that one is in, and the shares that one keeps. */
export function KeysPage(): ReactNode {
  const text = useText(keysText);
  usePageTitle(text.title);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: text.tips, href: '/tin-bao' }, { label: text.title }]}
      />
      <MyKeySection />
      <MyOffices />
      <CustodySection />
    </Page>
  );
}

function MyOffices(): ReactNode {
  const text = useText(keysText);
  const language = useUiLanguage();
  const { data, error } = useQuery(officesQuery);
  const mine = data?.filter((office) => office.mine !== null) ?? [];
  return (
    <Section
      title={text.offices}
      action={
        <ButtonLink small href="/tin-bao/co-quan">
          {text.allOffices}
        </ButtonLink>
      }
    >
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
      {!data && !error && <Skeleton lines={3} />}
      {data && mine.length === 0 && <EmptyState title={text.noOffices}>{text.noOfficesHelp}</EmptyState>}
      {mine.length > 0 && (
        <TaskList
          items={mine.map((office) => ({
            key: office.id,
            title: <Link href={`/tin-bao/co-quan/${office.id}`}>{office.name}</Link>,
            note: `${office.areaName} · ${text.members(office.activeMembers)}`,
            tag: <MineTag state={office.mine} isDue={office.isRenewalDue} />,
          }))}
        />
      )}
    </Section>
  );
}

function MineTag({ state, isDue }: { state: 'named' | 'active' | 'left' | null; isDue: boolean }): ReactNode {
  const text = useText(keysText);
  if (state === 'active' && isDue) return <StatusTag state="overdue">{text.renewalDue}</StatusTag>;
  if (state === 'active') return <StatusTag state="active">{text.active}</StatusTag>;
  if (state === 'named') return <StatusTag state="waiting">{text.named}</StatusTag>;
  return <StatusTag state="ended">{text.left}</StatusTag>;
}
