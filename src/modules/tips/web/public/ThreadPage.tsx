import { type ReactNode, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextArea } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { OpenThread } from './open-thread.ts';
import { problemWords } from './problem-words.ts';
import css from './public.module.css';
import { publicText } from './public.text.ts';
import { ThreadView } from './ThreadView.tsx';
import letters from './thread.module.css';
import { threadText } from './thread.text.ts';

type Failure = { field: string } | { title: string; help: string };

/** Asks for the code and opens what it opens; the code itself stays on the device. */
export function ThreadPage(): ReactNode {
  const text = useText(threadText);
  const general = useText(publicText);
  const language = useUiLanguage();
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>();
  const [thread, setThread] = useState<OpenThread | undefined>();
  usePageTitle(thread === undefined ? text.title : text.threadTitle);

  async function open(): Promise<void> {
    if (code.trim() === '') return setFailure({ field: text.needCode });
    setBusy(true);
    setFailure(undefined);
    try {
      const { keysOfCode, openThread } = await import('./open-thread.ts');
      const mine = await keysOfCode(code);
      const opened = mine && (await openThread(mine));
      if (mine === undefined) setFailure({ field: text.badCode });
      else if (opened === undefined) setFailure({ title: text.notFound, help: text.notFoundHelp });
      else {
        setThread(opened);
        setCode('');
      }
    } catch (error) {
      setFailure({ title: text.notOpened, help: problemWords(error, language) ?? general.problem });
    } finally {
      setBusy(false);
    }
  }

  if (thread !== undefined)
    return <ThreadView thread={thread} onThread={setThread} onClose={() => setThread(undefined)} />;
  return (
    <>
      <header className={css.head}>
        <h1>{text.title}</h1>
        <p className={css.lead}>{text.lead}</p>
      </header>
      <form
        className={letters.parts}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        {failure !== undefined && 'title' in failure && (
          <Banner tone="error" title={failure.title} announce>
            {failure.help}
          </Banner>
        )}
        <FormStack>
          <TextArea
            id="bt-code"
            label={text.code}
            help={text.codeHelp}
            error={failure !== undefined && 'field' in failure ? failure.field : undefined}
            rows={3}
            value={code}
            onChange={setCode}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey) return;
              event.preventDefault();
              void open();
            }}
          />
        </FormStack>
        <ButtonRow>
          <Button kind="primary" type="submit" busy={isBusy}>
            {isBusy ? text.opening : text.open}
          </Button>
        </ButtonRow>
      </form>
    </>
  );
}
