import type { ReactNode } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatInstant, formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Tabs } from '../../../ui/layout/Tabs.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { cellText } from '../../figures/figure-view.rules.ts';
import { type ReportDetail, saveReportVersion } from '../report.contract.ts';
import { AnnexTable } from './AnnexTable.tsx';
import { Downloads } from './Downloads.tsx';
import { HeadingForm, headingFields } from './HeadingForm.tsx';
import { OpenRecords, RecordsPanel } from './RecordsPanel.tsx';
import css from './report.module.css';
import { reportText } from './report.text.ts';
import { contentOf, type ReportDraft } from './report-draft.ts';
import { SaveBar } from './SaveBar.tsx';
import { SectionEditor } from './SectionEditor.tsx';
import { useReportDraft } from './useReportDraft.ts';
import { VersionList } from './VersionList.tsx';

const View = z.object({
  phan: z.enum(['content', 'heading', 'annex', 'versions']).default('content'),
  /** The number whose records are open. */
  o: z.string().max(300).optional(),
});

/** The report as it is written: sections, heading, annex and versions, and one button that saves. */
export function ReportEditor(props: {
  report: ReportDetail;
  title: string;
  reload: () => Promise<void>;
}): ReactNode {
  const { report } = props;
  const text = useText(reportText);
  const [language] = useLanguage();
  const [view, changeView] = usePageSearch(View);
  const toast = useToast();
  const state = useReportDraft(report);
  const { draft, isChanged } = state;
  const saving = useSubmit({
    fields: formFields(text.missing, text.badNotation),
    send: () => save(state.baseVersion),
  });
  const theirs = saving.problem?.code === 'conflict' ? Number(saving.problem.body.version) : undefined;

  async function save(baseVersion: number): Promise<void> {
    const body = { baseVersion, ...contentOf(draft), lens: draft.lens };
    const { version, isNew } = await call(saveReportVersion, { params: { id: report.id }, body });
    await props.reload();
    state.settle(draft, version);
    toast({ text: isNew ? text.saved(version) : text.nothingNew });
  }
  async function submit(): Promise<void> {
    const missing = missingFields(draft, text.missing);
    if (Object.keys(missing).length > 0) changeView({ phan: 'heading' });
    await saving.submit(missing);
  }
  async function saveAnyway(): Promise<void> {
    saving.clear();
    try {
      await save(theirs ?? report.version);
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  async function takeTheirs(): Promise<void> {
    saving.clear();
    const mine = draft;
    state.discard();
    await props.reload();
    toast({ text: text.discarded, undo: () => state.change(mine) });
  }
  async function restored(): Promise<void> {
    state.discard();
    await props.reload();
  }
  function discard(): void {
    const mine = draft;
    saving.clear();
    state.discard();
    toast({ text: text.discarded, undo: () => state.change(mine) });
  }

  const { from, to } = report.window;
  return (
    <OpenRecords value={(place) => changeView({ o: cellText({ ...place, from, to, slice: undefined }) })}>
      <Page>
        <PageHeader
          title={props.title}
          crumbs={[{ label: text.reports, href: `/bao-cao?diaBan=${report.area.id}` }]}
          lead={<Lead report={report} />}
          action={<Downloads report={report} isChanged={isChanged} />}
        />
        {!report.can.write && <Banner>{text.readOnly}</Banner>}
        {state.wasFound && <Banner>{text.foundDraft}</Banner>}
        {theirs === undefined && <ErrorSummary errors={saving.summary} />}
        <Tabs
          label={text.parts}
          value={view.phan}
          onChange={(phan) => changeView({ phan: phan === 'content' ? undefined : phan }, { replace: true })}
          tabs={[
            { key: 'content', label: text.content },
            { key: 'heading', label: text.heading },
            { key: 'annex', label: text.annex },
            { key: 'versions', label: text.versions, count: report.versions.length },
          ]}
        >
          {view.phan === 'content' && (
            <div className={css.sections}>
              {report.sections.map((section) => (
                <SectionEditor
                  // What was replaced as a whole starts anew.
                  key={`${section.code} ${state.epoch} ${report.version}`}
                  report={report}
                  section={section}
                  texts={draft.texts}
                  onChange={(texts) => state.change({ ...draft, texts })}
                />
              ))}
            </div>
          )}
          {view.phan === 'heading' && (
            <HeadingForm
              draft={draft}
              onChange={state.change}
              errorOf={saving.errorOf}
              disabled={!report.can.write}
            />
          )}
          {view.phan === 'annex' && <AnnexTable report={report} />}
          {view.phan === 'versions' && (
            <VersionList report={report} isChanged={isChanged} onRestored={restored} />
          )}
        </Tabs>
        {report.can.write && isChanged && (
          <SaveBar
            busy={saving.busy}
            hasConflict={theirs !== undefined}
            onSave={() => void submit()}
            onDiscard={discard}
            onSaveAnyway={() => void saveAnyway()}
            onTakeTheirs={() => void takeTheirs()}
          />
        )}
        <RecordsPanel report={report} cell={view.o} onClose={() => changeView({ o: undefined })} />
      </Page>
    </OpenRecords>
  );
}

function Lead({ report }: { report: ReportDetail }): ReactNode {
  const text = useText(reportText);
  const [language] = useLanguage();
  const [newest] = report.versions;
  const window = formatWindow(report.window.from, report.window.to, language);
  const saved = newest
    ? text.savedAs(newest.version, formatInstant(newest.savedAt, language), newest.savedBy)
    : text.notSaved;
  return `${report.area.name} · ${window} · ${saved}`;
}

function formFields(missing: string, badNotation: string) {
  const fields = Object.entries(headingFields).map(([path, field]) => [path, { ...field, bad: missing }]);
  return {
    ...Object.fromEntries(fields),
    'heading.codeNotation': { ...headingFields['heading.codeNotation'], bad: badNotation },
  };
}

function missingFields({ heading }: ReportDraft, words: string): Record<string, string> {
  const needed = ['agency', 'codeNotation', 'place', 'subject', 'position'] as const;
  const missing = needed.filter((key) => heading[key].trim() === '');
  return Object.fromEntries(missing.map((key) => [`heading.${key}`, words]));
}
