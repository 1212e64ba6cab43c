import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../platform/contract.ts';
import { formatDate } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../../ui/feedback/Progress.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { useMe } from '../../../accounts/web/me.ts';
import type { listTipMessages } from '../../tip-messages.contract.ts';
import type { ReadReason } from '../../tip-words.contract.ts';
import type { TipWork } from '../../tip-work.contract.ts';
import type { OpenedOffice } from '../keys/office-secrets.ts';
import { wordsQuery } from '../keys/tip-queries.ts';
import { Unlocked } from '../keys/Unlock.tsx';
import { SavedFiles } from '../SavedFiles.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import type { OpenedMessage } from './open-tip.ts';
import { tipText } from './tip.text.ts';
import type { OpenedTip } from './useOpenedTip.ts';
import css from './work.module.css';

/** What the parts of a report's page share. */
export interface TipPart {
  readonly work: TipWork;
  readonly opened: OpenedOffice | undefined;
  readonly reload: () => Promise<void>;
}

export type Thread = OutputOf<typeof listTipMessages>;

interface Props extends TipPart {
  readonly thread: Thread | undefined;
  readonly content: OpenedTip;
}

/** The words and files: locked, opened for a reason, and answered. */
export function TipContent(props: Props): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const { work, content } = props;
  if (work.contentRemoved)
    return (
      <Section title={text.content}>
        <Banner title={text.removed}>
          <p>{text.removedHelp}</p>
          <p>{work.standardAnswer?.[language]}</p>
        </Banner>
      </Section>
    );
  return (
    <Section title={text.content} lead={content.messages === undefined ? text.contentLead : undefined}>
      <Unlocked>
        {content.messages === undefined ? (
          <Opener {...props} />
        ) : (
          <Messages {...props} all={content.messages} />
        )}
      </Unlocked>
    </Section>
  );
}

function Opener({ work, opened, thread, content }: Props): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const me = useMe();
  const reasons = useQuery(wordsQuery).data?.reasons.read ?? [];
  const [reason, setReason] = useState<ReadReason>(work.assignee?.id === me.id ? 'assigned' : 'duty');
  if (opened === undefined || thread === undefined) return <Skeleton lines={2} />;
  if (opened.all.length === 0)
    return (
      <Banner tone="warn" title={text.cannot}>
        {text.cannotHelp}
      </Banner>
    );
  if (content.done !== undefined)
    return (
      <Progress
        label={text.opening(content.done, thread.messages.length)}
        value={content.done / Math.max(1, thread.messages.length)}
      />
    );
  return (
    <form
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void content.open(reason);
      }}
    >
      {content.problem && <Banner tone="error">{content.problem}</Banner>}
      <Select
        label={text.reason}
        value={reason}
        onChange={(code) => setReason(code as ReadReason)}
        choices={reasons.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
      <ButtonRow>
        <Button kind={work.isOfferedToUs ? 'secondary' : 'primary'} type="submit" icon="lock">
          {text.open}
        </Button>
      </ButtonRow>
    </form>
  );
}

function Messages({ all, ...props }: Props & { all: readonly OpenedMessage[] }): ReactNode {
  const text = useText(tipText);
  const first = all[0];
  const report = first && first.parcel !== 'damaged' ? first.parcel.content : undefined;
  return (
    <>
      <ol className={css.messages}>
        {all.map((one) => (
          <Message key={one.message.id} opened={one} />
        ))}
      </ol>
      {props.content.problem && <Banner tone="error">{props.content.problem}</Banner>}
      {report?.type === 'intake' && <p className={css.second}>{text.noThread}</p>}
      {first && report?.type === 'report' && props.work.can.length > 0 && !props.work.isOfferedToUs && (
        <AnswerForm {...props} report={first} wantsAnswer={report.wantsAnswer} />
      )}
      <ButtonRow>
        <Button kind="quiet" icon="close" onClick={props.content.close}>
          {text.close}
        </Button>
      </ButtonRow>
    </>
  );
}

function Message({ opened }: { opened: OpenedMessage }): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const { message, parcel } = opened;
  const isOurs = message.sender === 'office';
  return (
    <li className={isOurs ? `${css.message} ${css.ours}` : css.message}>
      <p className={css.from}>
        <strong>{isOurs ? (message.by?.name ?? text.office) : text.reporter}</strong>
        <span>{formatDate(message.sentOn, language)}</span>
      </p>
      {parcel === 'damaged' ? (
        <Banner tone="warn">{text.damaged}</Banner>
      ) : (
        <>
          {!opened.isAuthentic && <Banner tone="error">{text.badSignature}</Banner>}
          <p className={css.body}>{parcel.content.text}</p>
          {'when' in parcel.content && parcel.content.when !== '' && (
            <p className={css.fact}>
              {text.when}: {parcel.content.when}
            </p>
          )}
          {'where' in parcel.content && parcel.content.where !== '' && (
            <p className={css.fact}>
              {text.where}: {parcel.content.where}
            </p>
          )}
          <SavedFiles files={parcel.files} />
        </>
      )}
    </li>
  );
}
