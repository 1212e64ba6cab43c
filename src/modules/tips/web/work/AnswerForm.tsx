import { type ReactNode, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { TextArea } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { AttachedFiles } from './AttachedFiles.tsx';
import type { OpenedMessage } from './open-tip.ts';
import type { Thread, TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';
import css from './work.module.css';

/** A question or an answer to the reporter, sealed in this browser. Ctrl+Enter sends. */
export function AnswerForm(
  props: TipPart & { report: OpenedMessage; thread: Thread | undefined; wantsAnswer: boolean },
): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const toast = useToast();
  const [words, setWords] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const { work, opened, report, thread } = props;

  async function send(): Promise<void> {
    if (words.trim() === '') return setProblem(text.needWords);
    if (!opened?.newest || !thread || isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { writeAnswer } = await import('./open-tip.ts');
      const parts = files.map((file) => ({ name: file.name, type: file.type, blob: file }));
      await writeAnswer(work, report, thread.messages, opened.newest, words, parts);
      setWords('');
      setFiles([]);
      toast({ text: text.sent });
      await props.reload();
    } catch (error) {
      setProblem(problemText(error, language));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      className={css.full}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) void send();
      }}
    >
      <div className={css.stack}>
        <p className={css.second}>{props.wantsAnswer ? text.wantsAnswer : text.noAnswer}</p>
        <div className={css.full}>
          <TextArea
            label={text.write}
            help={text.writeHelp}
            error={problem}
            rows={4}
            value={words}
            onChange={setWords}
            maxLength={20_000}
            autoComplete="off"
          />
        </div>
        <AttachedFiles files={files} onChange={setFiles} label={text.attach} />
        {opened !== undefined && opened.newest === undefined && <Banner tone="warn">{text.cannot}</Banner>}
        <ButtonRow>
          <Button type="submit" busy={isBusy} disabled={opened?.newest === undefined}>
            {isBusy ? text.sending : text.send}
          </Button>
        </ButtonRow>
      </div>
    </form>
  );
}
