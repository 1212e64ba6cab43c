import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../../ui/feedback/Progress.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { TextArea } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { openReporter } from '../../tip-intake.contract.ts';
import { getTipOfficeKeys, listPublicTipOffices } from '../../tip-office.contract.ts';
import { Fingerprint } from '../keys/Fingerprint.tsx';
import { wordsQuery } from '../keys/tip-queries.ts';
import type { Forwarding } from './open-tip.ts';
import type { Thread, TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';
import { tipWords } from './tips.text.ts';
import css from './work.module.css';

/** Offers a report to another office: every part sealed anew in this browser for that office's key. */
export function ForwardDialog(
  props: TipPart & { thread: Thread | undefined; onClose: () => void },
): ReactNode {
  const text = useText(tipText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const toast = useToast();
  const { work, opened, thread } = props;
  const [officeId, setOfficeId] = useState('');
  const [reason, setReason] = useState<Forwarding['reason']>('otherPlace');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const [done, setDone] = useState<number | undefined>();
  const reasons = useQuery(wordsQuery).data?.reasons.forward ?? [];
  const offices = useQuery({
    queryKey: ['tips', 'public-offices'],
    queryFn: ({ signal }) => call(listPublicTipOffices, { signal }),
  }).data?.offices.filter(({ id }) => id !== work.office.id);
  const keys = useQuery({
    queryKey: ['tips', 'office-keys', officeId],
    queryFn: ({ signal }) => call(getTipOfficeKeys, { body: { officeId }, signal }),
    enabled: officeId !== '',
  }).data?.keys;
  const to = keys?.at(-1);

  async function go(): Promise<void> {
    if (officeId === '') return setProblem(text.needOffice);
    if (!opened?.newest || !thread) return setProblem(text.mustOpen);
    setProblem(undefined);
    setDone(0);
    try {
      const { forwardTip } = await import('./open-tip.ts');
      // Whoever is quick presses the button before the key of the office has come.
      const key = to ?? (await call(getTipOfficeKeys, { body: { officeId } })).keys.at(-1);
      if (key === undefined) throw new Error('an office without a key');
      const reporter = work.hasReporter ? await sealedReporter() : null;
      const forwarding = { to: key, reason, note, reporter, hasContact: thread.hasContact };
      await forwardTip(work, thread.messages, opened, forwarding, setDone);
      toast({ text: text.forwarded });
      props.onClose();
      await props.reload();
    } catch (error) {
      setProblem(problemText(error, language));
      setDone(undefined);
    }
  }
  /** Opening the vault for this leaves its line in the read log like any other. */
  async function sealedReporter(): Promise<string> {
    const body = { reason: 'protection' as const, words: words.step_forward };
    return (await call(openReporter, { params: { id: work.id }, body })).sealed;
  }
  const all = thread?.messages.length ?? 0;
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={words.step_forward}
      actions={
        <Button kind="primary" busy={done !== undefined} onClick={() => void go()}>
          {text.forward}
        </Button>
      }
    >
      <FormStack>
        {problem && (
          <Banner tone="error" announce>
            {problem}
          </Banner>
        )}
        <p className={css.second}>{text.forwardHelp}</p>
        <Select
          label={text.forwardTo}
          placeholder={text.forwardChoose}
          value={officeId}
          onChange={setOfficeId}
          choices={(offices ?? []).map((office) => ({
            value: office.id,
            label: `${office.name}, ${office.provinceName}`,
          }))}
        />
        {to && (
          <p className={css.second}>
            {text.forwardWords}: <Fingerprint recipient={to.recipient} />
          </p>
        )}
        <RadioGroup
          label={text.forwardReason}
          value={reason}
          onChange={(code) => setReason(code as Forwarding['reason'])}
          choices={reasons.map(({ code, name }) => ({ value: code, label: name[language] }))}
        />
        {work.hasReporter && <p className={css.second}>{text.vaultForward}</p>}
        <TextArea label={text.note} optional rows={3} value={note} onChange={setNote} maxLength={5_000} />
        {done !== undefined && (
          <Progress label={text.forwarding(done, all)} value={done / Math.max(1, all)} />
        )}
      </FormStack>
    </Dialog>
  );
}
