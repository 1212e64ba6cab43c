import { type ReactNode, useState } from 'react';
import { formatDate } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { SavedFiles } from '../SavedFiles.tsx';
import type { OpenThread, ReadMessage } from './open-thread.ts';
import { problemWords } from './problem-words.ts';
import css from './public.module.css';
import { publicText } from './public.text.ts';
import { ProofOfFiling, useHeadFocus } from './Receipt.tsx';
import { ReplyForm } from './ReplyForm.tsx';
import letters from './thread.module.css';
import { threadText } from './thread.text.ts';

interface Props {
  readonly thread: OpenThread;
  readonly onThread: (thread: OpenThread) => void;
  readonly onClose: () => void;
}

/** What became of the report, what the office wrote, and a way to write again. */
export function ThreadView({ thread, onThread, onClose }: Props): ReactNode {
  const text = useText(threadText);
  const language = useUiLanguage();
  const head = useHeadFocus();
  const [said, setSaid] = useState<ReadonlyMap<number, string>>(new Map());
  const [note, setNote] = useState<string | undefined>();
  const { answer, keepsake } = thread;
  const firstOffice = keepsake?.officeName ?? answer.office.name;
  const hasMoved = keepsake !== undefined && keepsake.office.officeId !== answer.office.id;

  async function refresh(): Promise<OpenThread> {
    const { openThread } = await import('./open-thread.ts');
    const fresh = (await openThread(thread.mine, thread)) ?? thread;
    onThread(fresh);
    return fresh;
  }
  return (
    <>
      <header ref={head} tabIndex={-1} className={css.head}>
        <h1>{text.threadTitle}</h1>
        <p className={css.lead}>{text.sentTo(firstOffice)}</p>
      </header>
      <div className={letters.parts}>
        {thread.key === undefined && (
          <Banner tone="error" title={text.badChain}>
            {text.badChainHelp}
          </Banner>
        )}
        {hasMoved && thread.key !== undefined && <Banner>{text.movedTo(answer.office.name)}</Banner>}
        <DescriptionList
          items={[{ term: text.stateLabel, value: <strong>{text[`state_${answer.state}`]}</strong> }]}
        />
        {answer.standardAnswer && <p>{answer.standardAnswer[language]}</p>}
        <ol className={letters.messages}>
          {thread.messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              office={answer.office.name}
              said={said.get(message.sequence)}
            />
          ))}
        </ol>
        {thread.messages.every(({ sender }) => sender === 'reporter') && (
          <p className={css.note}>{text.noMessages}</p>
        )}
        {note !== undefined && (
          <Banner tone="success" announce>
            {note}
          </Banner>
        )}
        <Refresh onRefresh={refresh} before={thread.messages.length} />
        {thread.key !== undefined && answer.state !== 'returned' && (
          <ReplyForm
            thread={thread}
            // That the one before was sent says nothing of this one.
            onSending={() => setNote(undefined)}
            onSent={async (words) => {
              const fresh = await refresh();
              const mine = fresh.messages.findLast(({ sender }) => sender === 'reporter');
              if (mine) setSaid((before) => new Map(before).set(mine.sequence, words));
              setNote(text.sent);
            }}
          />
        )}
        <ContactPart thread={thread} onWithdrawn={refresh} />
        <ProofOfFiling proof={answer.proof} office={firstOffice} />
        <ButtonRow>
          <Button onClick={onClose} icon="close">
            {text.close}
          </Button>
        </ButtonRow>
      </div>
    </>
  );
}

function Message(props: { message: ReadMessage; office: string; said: string | undefined }): ReactNode {
  const text = useText(threadText);
  const language = useUiLanguage();
  const { message } = props;
  const isMine = message.sender === 'reporter';
  return (
    <li className={isMine ? `${letters.message} ${letters.mine}` : letters.message}>
      <p className={letters.from}>
        <strong>{isMine ? text.you : props.office}</strong>
        <span>{formatDate(message.sentOn, language)}</span>
      </p>
      {message.content === 'own' && <OwnWords isFirst={message.sequence === 0} said={props.said} />}
      {message.content === 'unreadable' && <p>{text.unreadable}</p>}
      {typeof message.content === 'object' && (
        <>
          <p className={letters.body}>{message.content.text}</p>
          <SavedFiles files={message.content.files} />
        </>
      )}
    </li>
  );
}

function OwnWords({ isFirst, said }: { isFirst: boolean; said: string | undefined }): ReactNode {
  const text = useText(threadText);
  if (said !== undefined) return <p className={letters.body}>{said}</p>;
  if (!isFirst) return <p>{text.ownMessage}</p>;
  return (
    <>
      <p>{text.firstTip}</p>
      <p className={css.fileNote}>{text.firstTipHelp}</p>
    </>
  );
}

function Refresh(props: { onRefresh: () => Promise<OpenThread>; before: number }): ReactNode {
  const text = useText(threadText);
  const general = useText(publicText);
  const language = useUiLanguage();
  const [state, setState] = useState<'idle' | 'busy' | 'nothing' | { problem: string }>('idle');
  async function look(): Promise<void> {
    setState('busy');
    try {
      const fresh = await props.onRefresh();
      setState(fresh.messages.length > props.before ? 'idle' : 'nothing');
    } catch (error) {
      setState({ problem: problemWords(error, language) ?? general.problem });
    }
  }
  return (
    <ButtonRow>
      <Button onClick={() => void look()} busy={state === 'busy'}>
        {text.refresh}
      </Button>
      <span role="status">
        {state === 'nothing' ? text.nothingNew : typeof state === 'object' ? state.problem : ''}
      </span>
    </ButtonRow>
  );
}

function ContactPart(props: { thread: OpenThread; onWithdrawn: () => Promise<unknown> }): ReactNode {
  const text = useText(threadText);
  const general = useText(publicText);
  const language = useUiLanguage();
  const [state, setState] = useState<'idle' | 'busy' | 'done' | { problem: string }>('idle');
  async function withdraw(): Promise<void> {
    setState('busy');
    try {
      const { withdrawContact } = await import('./open-thread.ts');
      await withdrawContact(props.thread.mine);
      await props.onWithdrawn();
      setState('done');
    } catch (error) {
      setState({ problem: problemWords(error, language) ?? general.problem });
    }
  }
  if (state === 'done')
    return (
      <Banner tone="success" announce>
        {text.withdrawn}
      </Banner>
    );
  if (!props.thread.answer.hasContact) return null;
  return (
    <>
      <p>{text.contactLeft}</p>
      <ButtonRow>
        <Button kind="danger" onClick={() => void withdraw()} busy={state === 'busy'}>
          {text.withdraw}
        </Button>
      </ButtonRow>
      {typeof state === 'object' && <Banner tone="error">{state.problem}</Banner>}
    </>
  );
}
