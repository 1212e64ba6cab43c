import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { type Gong, listGongs } from '../gong.contract.ts';
import { gongEndings, gongKinds } from '../gong-words.rules.ts';
import { AlarmCard } from './AlarmCard.tsx';
import { gongDeskText, stateWords } from './gong-desk.text.ts';
import { SoundersSection } from './SoundersSection.tsx';
import { SoundForm } from './SoundForm.tsx';

/** How often the page looks for answers while it is open (milliseconds). */
const LOOK = 5000;

/** Which gong sounds, and who has answered? */
export function GongPage(): ReactNode {
  const text = useText(gongDeskText);
  const language = useUiLanguage();
  const may = useMay();
  usePageTitle(text.title);
  const alarms = useQuery({
    queryKey: ['gong', 'list'],
    queryFn: ({ signal }) => call(listGongs, { query: { limit: 100 }, signal }),
    refetchInterval: LOOK,
  });
  const all = alarms.data?.alarms ?? [];
  const running = all.filter(({ state }) => state === 'running');
  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead} crumbs={[{ label: text.books, href: '/so' }]} />
      {alarms.error && <Banner tone="error">{problemText(alarms.error, language)}</Banner>}
      <Section title={text.running}>
        {alarms.isPending && <Skeleton lines={3} />}
        {alarms.data && running.length === 0 && (
          <EmptyState title={text.nothing}>{text.nothingWords}</EmptyState>
        )}
        {running.map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} />
        ))}
      </Section>
      <SoundForm />
      <History title={text.history} alarms={all.filter(({ isDrill }) => !isDrill)} />
      <History title={text.drills} alarms={all.filter(({ isDrill }) => isDrill)} />
      {may('gong.manage') && <SoundersSection />}
    </Page>
  );
}

function History(props: { title: string; alarms: readonly Gong[] }): ReactNode {
  const text = useText(gongDeskText);
  const language = useUiLanguage();
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Section title={props.title}>
      <DataTable
        caption={text.table(props.title)}
        hideCaption
        stack
        rows={props.alarms}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.none}>{null}</EmptyState>}
        columns={[
          {
            key: 'when',
            label: text.when,
            nowrap: true,
            cell: ({ id, soundedAt }) => (
              <Link href={`/so/mo/${id}`}>{formatInstant(soundedAt, language)}</Link>
            ),
          },
          { key: 'what', label: text.what, cell: ({ kind }) => gongKinds[kind][language] },
          { key: 'where', label: text.where, cell: ({ areaName }) => areaName },
          { key: 'who', label: text.who, cell: ({ soundedBy }) => soundedBy.name },
          {
            key: 'answers',
            label: text.answers,
            numeric: true,
            cell: ({ counts }) => `${number(counts.answered)} / ${number(counts.reached)}`,
          },
          {
            key: 'state',
            label: text.state,
            cell: ({ state, ended }) => (ended ? gongEndings[ended.why][language] : text[stateWords[state]]),
          },
        ]}
      />
    </Section>
  );
}
