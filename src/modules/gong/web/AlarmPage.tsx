import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { getGong } from '../gong.contract.ts';
import { gongKinds } from '../gong-words.rules.ts';
import { AlarmCard } from './AlarmCard.tsx';
import { gongDeskText } from './gong-desk.text.ts';

const LOOK = 5000;

/** Who answered this alarm, and how fast? */
export function AlarmPage(): ReactNode {
  const text = useText(gongDeskText);
  const language = useUiLanguage();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({
    queryKey: ['gong', id],
    queryFn: ({ signal }) => call(getGong, { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data?.alarm.state === 'running' ? LOOK : false),
  });
  const { data } = found;
  const title = data ? `${gongKinds[data.alarm.kind][language]}, ${data.alarm.areaName}` : text.title;
  usePageTitle(title);
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Page>
      <PageHeader title={title} crumbs={[{ label: text.title, href: '/so/mo' }]} />
      {found.error && <Banner tone="error">{problemText(found.error, language)}</Banner>}
      {found.isPending && <Skeleton lines={4} />}
      {data && (
        <>
          <AlarmCard alarm={data.alarm} />
          <Section title={text.reach}>
            <p>
              {text.reachOf(
                number(data.reach.people),
                number(data.reach.phones),
                number(data.reach.pushPhones),
              )}
              . {text.pushed(number(data.reach.pushed))}
            </p>
          </Section>
        </>
      )}
    </Page>
  );
}
