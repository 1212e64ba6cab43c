import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { type Language, useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import type { Import } from '../import.contract.ts';
import { DryRun } from './DryRun.tsx';
import { CommitButton, DiscardButton } from './ImportActions.tsx';
import { ImportDone } from './ImportDone.tsx';
import { ImportStateTag } from './ImportStateTag.tsx';
import { importText } from './import.text.ts';
import { importsText } from './imports.text.ts';
import { isMoving, useImport } from './useImport.ts';

/** One import from the reading of its file to the summary; it goes on whether somebody looks or not. */
export function ImportPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const text = useText(importText);
  const list = useText(importsText);
  const language = useUiLanguage();
  const { data, error } = useImport(id);
  usePageTitle(data?.fileName ?? list.title);
  const crumbs = [
    { label: list.books, href: '/so' },
    { label: list.title, href: '/so/nhap' },
    { label: data?.fileName ?? '' },
  ];
  if (error instanceof ApiProblem && error.code === 'notFound') {
    return (
      <Page>
        <EmptyState title={text.notFound} action={<ButtonLink href="/so/nhap">{text.back}</ButtonLink>}>
          {text.notFoundWords}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        title={data?.fileName ?? list.title}
        lead={data && text.lead(data.areaName, formatNumber(data.dataRows, language))}
        crumbs={crumbs}
        tag={data && <ImportStateTag state={data.state} />}
        action={data?.can.commit && <CommitButton found={data} />}
      />
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
      {data ? <Body found={data} /> : !error && <Skeleton lines={8} />}
    </Page>
  );
}

function Body({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  if (isMoving(found.state)) {
    return (
      <Progress label={progressWords(found, language)} value={progressShare(found)} note={text.mayLeave} />
    );
  }
  if (found.state === 'failed') return <Failed found={found} />;
  if (found.state === 'checked') return <DryRun found={found} />;
  if (found.state === 'committed') return <ImportDone found={found} />;
  return (
    <Banner title={text.undone} action={<ButtonLink href="/so/nhap">{text.otherFile}</ButtonLink>}>
      {text.undoneWords(formatInstant(found.undoneAt ?? found.createdAt, language))}
    </Banner>
  );
}

function Failed({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const { failure } = found;
  const at =
    failure?.sheet !== undefined && failure.row !== undefined
      ? text.at(failure.sheet, formatNumber(failure.row, language))
      : '';
  return (
    <>
      <Banner
        tone="error"
        title={text.failed}
        action={<ButtonLink href="/so/nhap">{text.otherFile}</ButtonLink>}
        announce
      >
        {[at, failure?.text[language]].filter(Boolean).join(' ')}
      </Banner>
      {found.can.remove && <DiscardButton found={found} />}
    </>
  );
}

function progressWords({ state, progress }: Import, language: Language): string {
  const text = importText[language];
  const { sheet, rows, total } = progress;
  const isTaking = state === 'committing';
  if (state === 'uploaded') return text.waiting;
  if (sheet === undefined) return isTaking ? text.taking : text.reading;
  if (rows === undefined) return isTaking ? text.taking : text.readingSheet(sheet);
  const done = formatNumber(rows, language);
  if (total === undefined || total === 0) {
    return isTaking ? text.takingRows(sheet, done) : text.readingRows(sheet, done);
  }
  const all = formatNumber(total, language);
  return isTaking ? text.takingOf(sheet, done, all) : text.readingOf(sheet, done, all);
}

function progressShare({ progress: { rows, total } }: Import): number | undefined {
  return rows !== undefined && total !== undefined && total > 0 ? rows / total : undefined;
}
