import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProblem, call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section, Split } from '../../../../ui/layout/PageHeader.tsx';
import { listTipMessages } from '../../tip-messages.contract.ts';
import { getTip, type TipClock, type TipWork } from '../../tip-work.contract.ts';
import { useOfficeSecrets, wordsQuery } from '../keys/tip-queries.ts';
import { ClockTag, TipStateTag, useDueWords } from './ClockTag.tsx';
import { HistorySection } from './HistorySection.tsx';
import { OfferBanner } from './OfferBanner.tsx';
import { ReporterSection } from './ReporterSection.tsx';
import { StepsSection } from './StepsSection.tsx';
import { TipContent } from './TipContent.tsx';
import { SecondStep } from './TipsPage.tsx';
import { tipText } from './tip.text.ts';
import { tipWords } from './tips.text.ts';
import { useOpenedTip } from './useOpenedTip.ts';
import css from './work.module.css';

/** One report: what it says, what the law asks for by when, and the one thing to do next. */
export function TipPage(): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const { id = '' } = useParams({ strict: false });
  const { data: work, error } = useQuery({
    queryKey: ['tips', 'tip', id],
    queryFn: ({ signal }) => call(getTip, { params: { id }, signal }),
    refetchInterval: 60_000,
  });
  const title = work?.number ? text.tipNumber(work.number) : text.newTip;
  usePageTitle(title);
  if (work) return <Report key={work.id} work={work} title={title} />;
  return (
    <Page>
      <PageHeader title={title} crumbs={[{ label: text.tips, href: '/tin-bao' }]} />
      {error instanceof ApiProblem && error.code === 'secondStepNeeded' ? (
        <SecondStep error={error} />
      ) : error ? (
        <Banner tone="error">{problemText(error, language)}</Banner>
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function Report({ work, title }: { work: TipWork; title: string }): ReactNode {
  const text = useText(tipText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const client = useQueryClient();
  const harm = useHarmName(work.harm);
  // A report offered to us opens with the keys of our office, to which its copies were sealed.
  const officeId = work.isOfferedToUs && work.offer ? work.offer.to.id : work.office.id;
  const opened = useOfficeSecrets(officeId);
  const { data: thread } = useQuery({
    queryKey: ['tips', 'messages', work.id],
    queryFn: ({ signal }) => call(listTipMessages, { params: { id: work.id }, signal }),
    enabled: !work.contentRemoved,
    refetchInterval: 60_000,
  });
  const content = useOpenedTip(work, thread?.messages, opened);
  const reload = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['tips'] });
  };
  const part = { work, opened, reload };
  return (
    <Page>
      <PageHeader
        title={title}
        lead={text.lead(
          harm,
          words[`channel_${work.channel}`],
          formatInstant(work.receivedAt, language),
          work.office.name,
        )}
        crumbs={[{ label: text.tips, href: '/tin-bao' }, { label: title }]}
        tag={<TipStateTag state={work.state} />}
      />
      <OfferBanner {...part} />
      <Split
        aside={
          <>
            <StepsSection {...part} thread={thread} content={content} />
            <Clocks clocks={work.clocks} />
            <Facts work={work} />
            <ReporterSection {...part} hasContact={thread?.hasContact ?? false} content={content} />
          </>
        }
      >
        <TipContent {...part} thread={thread} content={content} />
        <HistorySection {...part} />
      </Split>
    </Page>
  );
}

/** The words for a kind of harm. */
export function useHarmName(code: string): string {
  const language = useUiLanguage();
  const harms = useQuery(wordsQuery).data?.harms ?? [];
  return harms.find((harm) => harm.code === code)?.name[language] ?? code;
}

function Clocks({ clocks }: { clocks: readonly TipClock[] }): ReactNode {
  const dueWords = useDueWords();
  const text = useText(tipText);
  const language = useUiLanguage();
  const sorted = clocks.toSorted(
    (a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || a.dueAt.localeCompare(b.dueAt),
  );
  return (
    <Section title={text.clocks}>
      {sorted.length === 0 && <p className={css.second}>{text.noClocks}</p>}
      <ul className={css.clocks}>
        {sorted.map((clock) => (
          <li key={clock.code} className={css.clock} data-state={clock.state}>
            <strong>{clock.name[language]}</strong>
            <ClockTag clock={clock} />
            <span>
              {clock.endedAt === null
                ? text.due(dueWords(clock))
                : text.ended(formatInstant(clock.endedAt, language))}
            </span>
            {clock.extended > 0 && (
              <span className={css.second}>{text.extended(clock.extended, clock.extensions)}</span>
            )}
            <details>
              <summary className={css.second}>{text.source(clock.source)}</summary>
              <span className={css.second}>{clock.help[language]}</span>
              {!clock.verified && <span className={css.second}>{text.unverified}</span>}
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Facts({ work }: { work: TipWork }): ReactNode {
  const text = useText(tipText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const outcomes = useQuery(wordsQuery).data?.outcomes ?? [];
  const outcome = outcomes.find(({ code }) => code === work.outcome)?.name[language];
  const items = [
    { term: text.assignee, value: work.assignee?.name ?? text.nobody },
    ...(work.class ? [{ term: text.classIs, value: words[`class_${work.class}`] }] : []),
    ...(work.duplicateOf ? [{ term: text.duplicateOf, value: work.duplicateOf.number ?? text.newTip }] : []),
    ...(outcome ? [{ term: text.outcomeIs, value: outcome }] : []),
    ...(work.isValuable === null
      ? []
      : [{ term: text.valuable, value: work.isValuable ? text.yes : text.no }]),
  ];
  return (
    <Section title={text.work}>
      <DescriptionList items={items} />
    </Section>
  );
}
