import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { getReportVersion, type ReportDetail, restoreReportVersion } from '../report.contract.ts';
import css from './report.module.css';
import { reportText } from './report.text.ts';

/** Every save of the report; each can be looked at and used again. */
export function VersionList(props: {
  report: ReportDetail;
  /** There are changes that a restored version would take the place of. */
  isChanged: boolean;
  onRestored: () => Promise<void>;
}): ReactNode {
  const { report } = props;
  const text = useText(reportText);
  const [language] = useLanguage();
  const toast = useToast();
  const [seen, setSeen] = useState<number>();
  if (report.versions.length === 0)
    return <EmptyState title={text.noVersions}>{text.noVersionsNote}</EmptyState>;

  async function restore(from: number, baseVersion: number): Promise<void> {
    try {
      const params = { id: report.id, version: String(from) };
      const { version } = await call(restoreReportVersion, { params, body: { baseVersion } });
      await props.onRestored();
      toast({ text: text.restored(version, from), undo: () => restore(baseVersion, version) });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }

  return (
    <>
      {props.isChanged && <Banner>{text.saveFirst}</Banner>}
      <DataTable
        caption={text.versions}
        hideCaption
        rows={report.versions}
        rowKey={({ version }) => String(version)}
        stack
        tall
        columns={[
          {
            key: 'version',
            label: text.versions,
            cell: ({ version }) =>
              `${text.version(version)}${version === report.version ? ` (${text.newest})` : ''}`,
          },
          {
            key: 'savedAt',
            label: text.savedAt,
            nowrap: true,
            cell: ({ savedAt }) => formatInstant(savedAt, language),
          },
          { key: 'savedBy', label: text.savedBy, cell: ({ savedBy }) => savedBy },
          {
            key: 'actions',
            label: '',
            cell: ({ version }) => (
              <div className={css.tools}>
                <Button small aria-label={text.lookAt(version)} onClick={() => setSeen(version)}>
                  {text.look}
                </Button>
                {report.can.write && version !== report.version && !props.isChanged && (
                  <Button
                    small
                    kind="quiet"
                    icon="undo"
                    aria-label={text.restoreOf(version)}
                    onClick={() => void restore(version, report.version)}
                  >
                    {text.restore}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      <Drawer
        open={seen !== undefined}
        onClose={() => setSeen(undefined)}
        title={seen === undefined ? '' : text.version(seen)}
        actions={
          <ButtonRow>
            <Button onClick={() => setSeen(undefined)}>OK</Button>
          </ButtonRow>
        }
      >
        {seen !== undefined && <VersionView report={report} version={seen} />}
      </Drawer>
    </>
  );
}

function VersionView({ report, version }: { report: ReportDetail; version: number }): ReactNode {
  const text = useText(reportText);
  const [language] = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['report', report.id, 'version', version],
    queryFn: ({ signal }) =>
      call(getReportVersion, { params: { id: report.id, version: String(version) }, signal }),
  });
  if (error) return <Banner tone="error">{problemText(error, language)}</Banner>;
  if (!data) return <Skeleton lines={8} />;
  const written = report.sections.flatMap((section) => {
    const own = section.counted ? data.texts.sentences[section.counted] : undefined;
    const parts = [own, data.texts.texts[section.code]].filter((part) => part);
    return parts.length > 0 ? [{ section, parts }] : [];
  });
  if (written.length === 0) return <p>{text.emptyVersion}</p>;
  return (
    <div className={css.versions}>
      {written.map(({ section, parts }) => (
        <Section key={section.code} level={3} title={section.title[language]}>
          {parts.map((part) => (
            <p key={part} className={css.text} lang="vi">
              {part}
            </p>
          ))}
        </Section>
      ))}
    </div>
  );
}
