import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { ApiProblem, call } from '../../../../platform/web/client.ts';
import { formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { Link } from '../../../../ui/action/Link.tsx';
import { BarList } from '../../../../ui/charts/BarList.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { DateInput } from '../../../../ui/form/DateInput.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader, Section, Split } from '../../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../../ui/layout/Stat.tsx';
import { Toolbar } from '../../../../ui/layout/Toolbar.tsx';
import { countTips, type TipCounts } from '../../tip-figures.contract.ts';
import { officesQuery, wordsQuery } from '../keys/tip-queries.ts';
import { countsText } from './intake.text.ts';
import { SecondStep } from './TipsPage.tsx';
import { tipWords } from './tips.text.ts';

const View = z.object({
  tu: z.iso.date().optional(),
  den: z.iso.date().optional(),
  coQuan: z.uuid().optional(),
});

/** Exact counts of one's own offices. */
export function CountsPage(): ReactNode {
  const text = useText(countsText);
  const language = useUiLanguage();
  const [view, change] = usePageSearch(View);
  usePageTitle(text.title);
  const year = new Date().getFullYear();
  const from = view.tu ?? `${year}-01-01`;
  const to = view.den ?? `${year}-12-31`;
  const offices = useQuery(officesQuery).data?.filter(({ mine }) => mine === 'active') ?? [];
  const { data, error } = useQuery({
    queryKey: ['tips', 'counts', from, to, view.coQuan],
    queryFn: ({ signal }) =>
      call(countTips, { query: { from, to, ...(view.coQuan ? { officeId: view.coQuan } : {}) }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: text.tips, href: '/tin-bao' }, { label: text.title }]}
      />
      <Toolbar label={text.title}>
        <DateInput label={text.from} optional="unsaid" value={from} onChange={(tu) => change({ tu })} />
        <DateInput label={text.to} optional="unsaid" value={to} onChange={(den) => change({ den })} />
        {offices.length > 1 && (
          <Select
            label={text.office}
            optional="unsaid"
            placeholder={text.allOffices}
            value={view.coQuan ?? ''}
            onChange={(coQuan) => change({ coQuan })}
            choices={offices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Toolbar>
      {error instanceof ApiProblem && error.code === 'secondStepNeeded' ? (
        <SecondStep error={error} />
      ) : error ? (
        <Banner tone="error">{problemText(error, language)}</Banner>
      ) : data ? (
        <Counts counts={data} />
      ) : (
        <Skeleton lines={6} />
      )}
      <p>
        <Link href="/tin-bao-cong-bo">{text.publicPage}</Link>
      </p>
    </Page>
  );
}

function Counts({ counts }: { counts: TipCounts }): ReactNode {
  const text = useText(countsText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const harms = useQuery(wordsQuery).data?.harms ?? [];
  const format = (value: number): string => formatNumber(value, language);
  return (
    <>
      <StatRow>
        <Stat label={text.received} value={format(counts.received)} unit={text.tipsUnit} />
        <Stat label={text.valuable} value={format(counts.valuable)} unit={text.tipsUnit} />
        <Stat label={text.onTime} value={format(counts.onTime)} note={text.onTimeOf(format(counts.timed))} />
        <Stat label={text.answered} value={format(counts.answered)} unit={text.tipsUnit} />
      </StatRow>
      {counts.received === 0 ? (
        <p>{text.nothing}</p>
      ) : (
        <Split
          aside={
            <Section title={text.byChannel}>
              <BarList
                label={text.byChannel}
                format={format}
                items={counts.byChannel.map(({ channel, count }) => ({
                  key: channel,
                  label: words[`channel_${channel}`],
                  value: count,
                }))}
              />
            </Section>
          }
        >
          <Section title={text.byHarm}>
            <BarList
              label={text.byHarm}
              format={format}
              items={counts.byHarm.map(({ harm, count }) => ({
                key: harm,
                label: harms.find(({ code }) => code === harm)?.name[language] ?? harm,
                value: count,
              }))}
            />
          </Section>
        </Split>
      )}
    </>
  );
}
