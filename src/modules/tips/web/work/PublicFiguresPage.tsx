import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../platform/contract.ts';
import { call } from '../../../../platform/web/client.ts';
import { formatNumber, formatWindow } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { PlainShell } from '../../../../platform/web/shell/AppShell.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { type PublicTipBlock, readPublicTipFigures } from '../../tip-figures.contract.ts';
import { countsText } from './intake.text.ts';

/** What everybody may know of the reports: nothing small, nothing that sums could lead to. */
export function PublicFiguresPage(): ReactNode {
  const text = useText(countsText);
  const language = useUiLanguage();
  usePageTitle(text.publicTitle);
  const { data, error } = useQuery({
    queryKey: ['tips', 'public-figures'],
    queryFn: ({ signal }) => call(readPublicTipFigures, { signal }),
  });
  return (
    <PlainShell wide>
      <Page>
        <PageHeader title={text.publicTitle} lead={text.publicLead} />
        {error && <Banner tone="error">{problemText(error, language)}</Banner>}
        {!data && !error && <Skeleton lines={6} />}
        {data && <Blocks figures={data} />}
        {data && <p>{text.publicWhy(data.least)}</p>}
        <p>
          <a href="/bao-tin">{text.report}</a>
        </p>
      </Page>
    </PlainShell>
  );
}

function Blocks({ figures }: { figures: OutputOf<typeof readPublicTipFigures> }): ReactNode {
  const text = useText(countsText);
  const language = useUiLanguage();
  const format = (value: number | null): ReactNode =>
    value === null ? <small>{text.tooFew}</small> : formatNumber(value, language);
  const windowName = ({ from, to }: PublicTipBlock): string =>
    figures.windows.find((one) => one.from === from && one.to === to)?.name[language] ??
    formatWindow(from, to, language);
  const harmNames = ({ byHarm }: PublicTipBlock): string =>
    byHarm
      .map(({ harms, count }) => {
        const names = harms.map(
          (code) => figures.harms.find((one) => one.code === code)?.name[language] ?? code,
        );
        return `${names.join(', ')}: ${formatNumber(count, language)}`;
      })
      .join('; ');
  return (
    <DataTable<PublicTipBlock>
      caption={text.publicTitle}
      hideCaption
      stack
      tall
      rows={figures.blocks}
      rowKey={(block) => `${block.from} ${block.to} ${block.area.id} ${block.isRest}`}
      empty={<EmptyState title={text.publicNone}>{text.publicNoneHelp}</EmptyState>}
      totals={figures.blocks.length > 0 ? { received: formatNumber(figures.received, language) } : undefined}
      columns={[
        {
          key: 'area',
          label: text.area,
          cell: (block) => (block.isRest ? text.rest(block.area.name) : block.area.name),
        },
        { key: 'window', label: text.window, nowrap: true, cell: windowName },
        { key: 'received', label: text.received, numeric: true, cell: (block) => format(block.received) },
        { key: 'valuable', label: text.valuable, numeric: true, cell: (block) => format(block.valuable) },
        { key: 'onTime', label: text.onTime, numeric: true, cell: (block) => format(block.onTime) },
        { key: 'answered', label: text.answered, numeric: true, cell: (block) => format(block.answered) },
        { key: 'harms', label: text.harms, wide: true, cell: harmNames },
      ]}
    />
  );
}
