import { type ReactNode, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { TextArea } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { fileText } from './file.text.ts';
import type { Stage } from './file-report.ts';
import type { OpenThread } from './open-thread.ts';
import { PickedFileList } from './PickedFileList.tsx';
import { faultOf, sendableFiles, usePickedFiles } from './picked-files.ts';
import { problemWords } from './problem-words.ts';
import css from './public.module.css';
import { publicText } from './public.text.ts';
import { useKeepDraft } from './quick-leave.ts';
import { Sending } from './Sending.tsx';
import { threadText } from './thread.text.ts';

const fileFaults = {
  unreadable: 'needBetterFile',
  unknown: 'needKeep',
  tooBig: 'tooBig',
  cleaning: 'waitCleaning',
} as const;

/** Another message to the office, sealed like the first. */
export function ReplyForm(props: {
  thread: OpenThread;
  onSending: () => void;
  onSent: (words: string) => Promise<void>;
}): ReactNode {
  const text = useText(threadText);
  const files = useText(fileText);
  const general = useText(publicText);
  const language = useUiLanguage();
  const picked = usePickedFiles();
  const [words, setWords] = useState('');
  const [stage, setStage] = useState<Stage | undefined>();
  const [problem, setProblem] = useState<{ field?: 'words' | 'files'; message: string } | undefined>();
  useKeepDraft(words !== '' || picked.files.length > 0);

  async function send(): Promise<void> {
    const fault = faultOf(picked.files, 63 * 1024 * 1024);
    if (fault !== undefined) return setProblem({ field: 'files', message: files[fileFaults[fault]] });
    if (words.trim() === '' && picked.files.length === 0)
      return setProblem({ field: 'words', message: text.needWords });
    setProblem(undefined);
    setStage({ name: 'locking' });
    props.onSending();
    try {
      const { replyInThread } = await import('./open-thread.ts');
      await replyInThread(props.thread, words, await sendableFiles(picked.files), setStage);
      await props.onSent(words);
      setWords('');
      picked.clear();
    } catch (error) {
      setProblem({ message: problemWords(error, language) ?? general.problem });
    } finally {
      setStage(undefined);
    }
  }

  if (stage !== undefined) return <Sending stage={stage} />;
  return (
    <form
      className={css.send}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        id="bt-reply"
        label={text.reply}
        help={text.replyHelp}
        error={problem?.field === 'words' ? problem.message : undefined}
        rows={5}
        value={words}
        onChange={setWords}
        autoComplete="off"
        spellCheck={false}
        maxLength={50_000}
      />
      <PickedFileList
        picked={picked}
        id="bt-reply-files"
        error={problem?.field === 'files' ? problem.message : undefined}
      />
      {problem !== undefined && problem.field === undefined && (
        <Banner tone="error" title={files.failed} announce>
          {problem.message}
        </Banner>
      )}
      <ButtonRow>
        <Button kind="primary" type="submit" icon="lock">
          {text.send}
        </Button>
      </ButtonRow>
    </form>
  );
}
