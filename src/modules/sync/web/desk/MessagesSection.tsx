import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatDate, formatInstant, formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { listMessages, type SentMessage, withdrawMessage } from '../../messages.contract.ts';
import { dayText } from './day.text.ts';
import { SendDialog } from './SendDialog.tsx';

const tags = { open: 'active', over: 'ended', withdrawn: 'voided' } as const;

/** What was said to the teams, who has read it and who answered. */
export function MessagesSection(): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  const may = useMay();
  const [isWriting, setIsWriting] = useState(false);
  const found = useQuery({
    queryKey: ['messages'],
    queryFn: ({ signal }) => call(listMessages, { signal }),
    refetchInterval: 60_000,
  });
  const write = may('messages.send') && (
    <Button kind="primary" onClick={() => setIsWriting(true)}>
      {text.write}
    </Button>
  );
  return (
    <Section title={text.messages} lead={text.messagesLead} action={write}>
      {found.error && <Banner tone="error">{problemText(found.error, language)}</Banner>}
      {found.isPending && <Skeleton lines={3} />}
      {found.data?.messages.length === 0 && (
        <EmptyState title={text.noMessages}>{text.noMessagesWords}</EmptyState>
      )}
      {found.data && found.data.messages.length > 0 && (
        <TaskList
          items={found.data.messages.map((message) => ({
            key: message.id,
            tag: (
              <StatusTag state={tags[message.state]}>
                {text[`state_${message.state}`]} ·{' '}
                {text.read(formatNumber(message.read, language), formatNumber(message.recipients, language))}
              </StatusTag>
            ),
            title: message.text,
            note: <Notes message={message} />,
            action: may('messages.send') && message.state === 'open' && <Withdraw message={message} />,
          }))}
        />
      )}
      {isWriting && <SendDialog onClose={() => setIsWriting(false)} />}
    </Section>
  );
}

function Notes({ message }: { message: SentMessage }): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  const to = message.areas.map(({ name }) => name).join(', ');
  return (
    <>
      {text.meta(
        message.sentBy.name,
        formatInstant(message.sentAt, language),
        to,
        formatDate(message.untilDay, language),
      )}
      {message.replies.map(({ person, text: words }) => (
        <span key={person.id}>
          <br />
          {text.reply(person.name, words)}
        </span>
      ))}
    </>
  );
}

function Withdraw({ message }: { message: SentMessage }): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  async function withdraw(): Promise<void> {
    try {
      await call(withdrawMessage, { params: { id: message.id } });
      toast({ text: text.withdrawn });
      await client.invalidateQueries({ queryKey: ['messages'] });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Button onClick={() => void withdraw()}>
      {text.withdraw}
      <VisuallyHidden>: {message.text}</VisuallyHidden>
    </Button>
  );
}
