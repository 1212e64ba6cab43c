import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { getReport } from '../report.contract.ts';
import { ReportEditor } from './ReportEditor.tsx';
import { reportText } from './report.text.ts';

/** One report: what it says, with its figures as of now. */
export function ReportPage(): ReactNode {
  const text = useText(reportText);
  const [language] = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => call(getReport, { params: { id }, signal }),
  });
  const title = data ? text.title(data.window.name[language].toLocaleLowerCase(language)) : text.reports;
  usePageTitle(title);
  const reload = useCallback(async () => {
    await client.invalidateQueries({ queryKey: ['report', id], exact: true });
    await client.invalidateQueries({ queryKey: ['reports'] });
  }, [client, id]);
  if (data) return <ReportEditor key={data.id} report={data} title={title} reload={reload} />;
  return (
    <Page>
      <PageHeader title={title} crumbs={[{ label: text.reports, href: '/bao-cao' }]} lead={text.loading} />
      {error ? <Banner tone="error">{problemText(error, language)}</Banner> : <Skeleton lines={10} />}
    </Page>
  );
}
