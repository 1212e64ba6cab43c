import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { call, download } from '../../../platform/web/client.ts';
import { formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMe } from '../../accounts/web/me.ts';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import {
  downloadPaperTemplate,
  listPaperTemplates,
  type PaperTemplate,
  replacePaperTemplate,
  resetPaperTemplate,
} from '../papers.contract.ts';
import { documentsText } from './documents.text.ts';

const View = z.object({ diaBan: z.uuid().optional() });

/** The Word templates of an office: download, put edited ones in their place, go back. */
export function PaperTemplatesPage(): ReactNode {
  const text = useText(documentsText);
  const [language] = useLanguage();
  usePageTitle(text.templates);
  const [view, change] = usePageSearch(View);
  const own = useMe().assignments.find((given) => ['commune', 'province'].includes(given.areaKind));
  const areaId = view.diaBan ?? own?.areaId;
  const { data, error, isLoading } = useQuery({
    queryKey: ['paperTemplates', areaId],
    queryFn: ({ signal }) => call(listPaperTemplates, { query: { areaId: areaId ?? '' }, signal }),
    enabled: areaId !== undefined,
  });
  return (
    <Page>
      <PageHeader title={text.templates} lead={text.templatesLead} />
      <ModelsNav />
      {own === undefined && (
        <Toolbar label={text.unit}>
          <AreaSearch
            label={text.findUnit}
            kinds={['commune', 'province']}
            value={null}
            onChange={(hit) => hit && change({ diaBan: hit.id })}
          />
        </Toolbar>
      )}
      {areaId === undefined && <EmptyState title={text.unit}>{text.chooseUnit}</EmptyState>}
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
      {isLoading && <Skeleton lines={8} />}
      {areaId !== undefined &&
        data?.items.map((template) => <Template key={template.kind} areaId={areaId} template={template} />)}
    </Page>
  );
}

function Template({ areaId, template }: { areaId: string; template: PaperTemplate }): ReactNode {
  const text = useText(documentsText);
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const [refused, setRefused] = useState<unknown>();
  const [isChoosing, setChoosing] = useState(false);
  const { kind } = template;
  const name = text[kind];
  const of = { params: { kind }, query: { areaId } };

  async function attempt(work: () => Promise<string | undefined>): Promise<void> {
    setRefused(undefined);
    try {
      const done = await work();
      if (done !== undefined) toast({ text: done });
    } catch (error) {
      setRefused(error);
    }
    await client.invalidateQueries({ queryKey: ['paperTemplates', areaId] });
  }
  const replace = (file: File) =>
    attempt(async () => {
      await call(replacePaperTemplate, { ...of, file });
      setChoosing(false);
      return text.replaced(name);
    });
  const reset = () =>
    attempt(async () => {
      await call(resetPaperTemplate, of);
      return text.wasReset(name);
    });
  const fetchTemplate = () =>
    attempt(async () => {
      await download(downloadPaperTemplate, of);
      return undefined;
    });

  const when = template.uploadedAt === null ? '' : formatInstant(template.uploadedAt, language);
  return (
    <Section
      title={name}
      lead={template.shipped ? text.shipped : text.edited(template.fileName, template.uploadedBy, when)}
    >
      {refused !== undefined && (
        <Banner tone="error" title={text.templateRefused} announce>
          {problemText(refused, language)}
        </Banner>
      )}
      <ButtonRow>
        <Button icon="download" aria-label={text.downloadOf(name)} onClick={() => void fetchTemplate()}>
          {text.download}
        </Button>
        <Button
          icon="upload"
          aria-label={text.replaceOf(name)}
          aria-expanded={isChoosing}
          onClick={() => setChoosing(!isChoosing)}
        >
          {text.replace}
        </Button>
        {!template.shipped && (
          <Button kind="quiet" icon="undo" aria-label={text.resetOf(name)} onClick={() => void reset()}>
            {text.reset}
          </Button>
        )}
      </ButtonRow>
      {isChoosing && (
        <FileDrop
          label={text.replaceOf(name)}
          optional="unsaid"
          accept=".docx"
          onFiles={([file]) => file && void replace(file)}
        />
      )}
    </Section>
  );
}
