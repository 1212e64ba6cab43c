import { type ReactNode, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextArea } from '../../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useMe } from '../../../accounts/web/me.ts';
import type { TipStep, TipStepName } from '../../tip-work.contract.ts';
import { emptyStep, type StepDraft, StepFields } from './StepFields.tsx';
import { stepOf } from './step-of.ts';
import type { Thread, TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';
import { tipWords } from './tips.text.ts';
import type { OpenedTip } from './useOpenedTip.ts';

type Fixed = Exclude<TipStepName, 'forward' | 'register'>;

/** Steps whose words are the step: without them there is nothing to take. */
const withWords: readonly TipStepName[] = ['note', 'redact'];

/** Asks for what a step needs, seals what is only for the office, and takes it. */
export function StepDialog(
  props: TipPart & {
    step: TipStepName;
    thread: Thread | undefined;
    content: OpenedTip;
    take: (step: TipStep) => Promise<boolean>;
    onClose: () => void;
  },
): ReactNode {
  const text = useText(tipText);
  const words = useText(tipWords);
  const me = useMe();
  const { work, opened, content } = props;
  const step = props.step as Fixed;
  const first = content.messages?.[0]?.parcel;
  const said = first && first !== 'damaged' ? first.content.text : '';
  const [draft, setDraft] = useState<StepDraft>({
    ...emptyStep(work, me.id),
    note: step === 'redact' ? said : '',
  });
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const needsWords = withWords.includes(step);
  const isMissing = needsWords && draft.note.trim() === '';

  async function go(): Promise<void> {
    setTried(true);
    setProblem(undefined);
    if (isMissing || isBusy) return;
    if (draft.note.trim() !== '' && !opened?.newest) return setProblem(text.needKey);
    setBusy(true);
    try {
      const { sealNote } = await import('./open-tip.ts');
      const recipient = opened?.newest?.key.recipient;
      const note = draft.note.trim() === '' || !recipient ? undefined : await sealNote(draft.note, recipient);
      const made = await stepOf(step, draft, work, note);
      if (typeof made === 'string') setProblem(text[made]);
      else if (await props.take(made)) props.onClose();
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={words[`step_${step}`]}
      actions={
        <Button kind={step === 'redLine' ? 'danger' : 'primary'} busy={isBusy} onClick={() => void go()}>
          {words[`step_${step}`]}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) void go();
        }}
      >
        <FormStack>
          {problem && (
            <Banner tone="error" announce>
              {problem}
            </Banner>
          )}
          <StepFields step={step} draft={draft} onChange={setDraft} work={work} isTried={isTried} />
          {step !== 'redLine' && step !== 'assign' && step !== 'extend' && (
            <TextArea
              label={step === 'redact' ? text.redactWords : text.note}
              help={step === 'redact' ? text.redactWordsHelp : text.noteHelp}
              optional={!needsWords}
              error={isTried && isMissing ? text.needNote : undefined}
              rows={step === 'redact' ? 10 : 3}
              value={draft.note}
              onChange={(note) => setDraft({ ...draft, note })}
              maxLength={20_000}
            />
          )}
        </FormStack>
      </form>
    </Dialog>
  );
}
