import { type ReactNode, useRef, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/form/ErrorSummary.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { type Draft, type DraftField, draftFaults, emptyDraft } from './draft.ts';
import { fileText } from './file.text.ts';
import type { Filed, FullReport, PreparedReport, Stage } from './file-report.ts';
import { OfficeWords } from './OfficeWords.tsx';
import { type Offices, officeLabel } from './offices.ts';
import { PickedFileList } from './PickedFileList.tsx';
import { sendableFiles, usePickedFiles } from './picked-files.ts';
import { problemWords } from './problem-words.ts';
import css from './public.module.css';
import { publicText } from './public.text.ts';
import { useKeepDraft } from './quick-leave.ts';
import { AnswerFields, HarmField, OfficeField, WordsField } from './ReportFields.tsx';
import { Sending } from './Sending.tsx';
import { Step } from './Step.tsx';

const fieldIds: Record<DraftField, string> = {
  harm: 'bt-harm',
  office: 'bt-office',
  words: 'bt-words',
  files: 'bt-files',
  contact: 'bt-contact',
};
/** Room for the words and the frame around the files. */
const frame = 256 * 1024;

/** The form for a new report: five short parts on one page, and one button. */
export function ReportForm({
  offices,
  onFiled,
}: {
  offices: Offices;
  onFiled: (filed: Filed) => void;
}): ReactNode {
  const text = useText(fileText);
  const only = offices.offices.length === 1 ? (offices.offices[0] ?? null) : null;
  const [draft, setDraft] = useState<Draft>({ ...emptyDraft, office: only });
  const picked = usePickedFiles();
  const [tried, setTried] = useState(false);
  const [summary, setSummary] = useState<readonly FieldError[]>([]);
  const sending = useSending(onFiled);
  useKeepDraft(draft.words !== '' || picked.files.length > 0);

  const faults = draftFaults(draft, picked.files, 64 * 1024 * 1024 - frame);
  const errorOf = (field: DraftField): string | undefined => {
    const fault = faults[field];
    return tried && fault !== undefined ? text[fault] : undefined;
  };
  const onChange = (part: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...part }));
    // What seals is fetched while the first words are written, not when somebody waits for it.
    void import('./file-report.ts').catch(() => undefined);
  };
  async function send(): Promise<void> {
    setTried(true);
    const found = Object.entries(faults) as [DraftField, keyof typeof text][];
    setSummary(found.map(([field, fault]) => ({ field: fieldIds[field], message: text[fault] as string })));
    if (found.length > 0 || draft.office === null) return;
    const files = await sendableFiles(picked.files);
    await sending.send({ ...draft, office: draft.office, files, receiptKey: offices.receiptKey });
  }
  const part = (field: DraftField) => ({ draft, onChange, error: errorOf(field) });

  if (sending.stage !== undefined) return <Sending stage={sending.stage} />;
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorSummary errors={summary} />
      <Step number={1} title={text.step1}>
        <HarmField {...part('harm')} harms={offices.harms} />
      </Step>
      <Step number={2} title={text.step2}>
        <OfficeField {...part('office')} offices={offices.offices} />
      </Step>
      <Step number={3} title={text.step3}>
        <WordsField {...part('words')} />
        <PickedFileList picked={picked} error={errorOf('files')} id="bt-files" />
      </Step>
      <Step number={4} title={text.step4}>
        <AnswerFields {...part('contact')} />
      </Step>
      <Step number={5} title={text.step5}>
        <div className={css.send}>
          <Summary draft={draft} files={picked.files.length} harms={offices.harms} />
          {sending.problem !== undefined && (
            <Banner tone="error" title={text.failed} announce>
              <p>{sending.problem}</p>
              <p>{text.failedHelp}</p>
            </Banner>
          )}
          {draft.office && <OfficeWords key={draft.office.id} officeId={draft.office.id} />}
          <p className={css.note}>{text.sendHelp}</p>
          <ButtonRow>
            <Button kind="primary" type="submit" icon="lock">
              {text.send}
            </Button>
          </ButtonRow>
        </div>
      </Step>
    </form>
  );
}

function Summary(props: { draft: Draft; files: number; harms: Offices['harms'] }): ReactNode {
  const text = useText(fileText);
  const language = useUiLanguage();
  const { draft } = props;
  const harm = props.harms.find(({ code }) => code === draft.harm)?.name[language];
  return (
    <DescriptionList
      items={[
        { term: text.sumKind, value: harm ?? text.missing },
        { term: text.sumOffice, value: draft.office ? officeLabel(draft.office) : text.missing },
        { term: text.sumFiles, value: text.sumFilesCount(props.files) },
        { term: text.sumContact, value: draft.leavesContact ? text.sumYes : text.sumNo },
      ]}
    />
  );
}

/** Prepares once and sends as often as it takes: the same sealed report twice is one report. */
function useSending(onFiled: (filed: Filed) => void): {
  stage: Stage | undefined;
  problem: string | undefined;
  send: (report: Omit<FullReport, 'language'>) => Promise<void>;
} {
  const text = useText(publicText);
  const language = useUiLanguage();
  const [stage, setStage] = useState<Stage | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  const prepared = useRef<{ of: string; report: PreparedReport } | undefined>(undefined);

  async function send(report: Omit<FullReport, 'language'>): Promise<void> {
    setProblem(undefined);
    setStage({ name: 'locking' });
    try {
      const { fileReport, prepareReport } = await import('./file-report.ts');
      const of = JSON.stringify({
        ...report,
        files: report.files.map(({ name, bytes }) => [name, bytes.length]),
      });
      if (prepared.current?.of !== of)
        prepared.current = { of, report: await prepareReport({ ...report, language }, setStage) };
      const filed = await fileReport(prepared.current.report, setStage);
      prepared.current = undefined;
      onFiled(filed);
    } catch (error) {
      setProblem(problemWords(error, language) ?? text.problem);
      setStage(undefined);
    }
  }
  return { stage, problem, send };
}
