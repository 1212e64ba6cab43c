import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call, download } from '../../../platform/web/client.ts';
import { formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import {
  downloadReportTemplate,
  getReportTemplate,
  type ReportTemplate,
  replaceReportTemplate,
  resetReportTemplate,
} from '../template.contract.ts';
import { reportsText } from './reports.text.ts';

/** The Word template in use: download it, put an edited one in its place, go back to the shipped one. */
export function TemplateSection({ areaId }: { areaId: string }): ReactNode {
  const text = useText(reportsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const query = { areaId };
  const queryKey = ['reportTemplate', areaId];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(getReportTemplate, { query, signal }),
  });
  const [sent, setSent] = useState<number>();
  const [refused, setRefused] = useState<unknown>();

  async function change(work: () => Promise<ReportTemplate>, done: string): Promise<void> {
    setRefused(undefined);
    try {
      client.setQueryData(queryKey, await work());
      toast({ text: done });
    } catch (error) {
      setRefused(error);
    } finally {
      setSent(undefined);
    }
  }
  function upload(file: File): void {
    setSent(0);
    void change(
      () => call(replaceReportTemplate, { query, file, onProgress: setSent }),
      text.templateReplaced,
    );
  }
  async function fetchTemplate(): Promise<void> {
    try {
      await download(downloadReportTemplate, { query });
    } catch (error) {
      setRefused(error);
    }
  }

  if (!data) return null;
  return (
    <Section title={text.template} lead={text.templateLead}>
      <p>
        {data.shipped
          ? text.templateShipped
          : text.templateEdited(
              data.fileName,
              data.uploadedBy,
              data.uploadedAt === null ? '' : formatInstant(data.uploadedAt, language),
            )}
      </p>
      {refused !== undefined && (
        <Banner tone="error" title={text.templateRefused} announce>
          {problemText(refused, language)}
        </Banner>
      )}
      <ButtonRow>
        <Button icon="download" onClick={() => void fetchTemplate()}>
          {text.templateDownload}
        </Button>
        {data.can.manage && !data.shipped && (
          <Button
            kind="quiet"
            icon="undo"
            onClick={() => void change(() => call(resetReportTemplate, { query }), text.templateWasReset)}
          >
            {text.templateReset}
          </Button>
        )}
      </ButtonRow>
      {data.can.manage &&
        (sent === undefined ? (
          <FileDrop
            label={text.templateUpload}
            optional
            accept=".docx"
            onFiles={([file]) => file && upload(file)}
          />
        ) : (
          <Progress label={text.templateUploading} value={sent < 1 ? sent : undefined} />
        ))}
    </Section>
  );
}
