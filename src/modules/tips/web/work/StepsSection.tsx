import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { Menu } from '../../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { type TipStep, type TipStepName, takeTipStep } from '../../tip-work.contract.ts';
import { ForwardDialog } from './ForwardDialog.tsx';
import { nextStep, otherSteps } from './next-step.rules.ts';
import { StepDialog } from './StepDialog.tsx';
import type { Thread, TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';
import { tipWords } from './tips.text.ts';
import type { OpenedTip } from './useOpenedTip.ts';
import css from './work.module.css';

/** The one thing to do now, and the other steps behind a menu. */
export function StepsSection(props: TipPart & { thread: Thread | undefined; content: OpenedTip }): ReactNode {
  const text = useText(tipText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const toast = useToast();
  const [open, setOpen] = useState<TipStepName | undefined>();
  const { work, reload } = props;
  const next = nextStep(work);
  const others = otherSteps(work);
  // One main action at a time: first the key, then the content, then the step.
  const isRead = work.contentRemoved || props.content.messages !== undefined;
  const isMain = isRead && !work.isOfferedToUs;

  /** True where the step was taken. */
  async function take(step: TipStep): Promise<boolean> {
    try {
      await call(takeTipStep, { params: { id: work.id }, body: step });
      toast({ text: text.done });
      return true;
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
      return false;
    } finally {
      await reload();
    }
  }
  function begin(step: TipStepName): void {
    // Nothing has to be said with it.
    if (step === 'register') void take({ step, baseVersion: work.version });
    else setOpen(step);
  }
  const close = (): void => setOpen(undefined);
  return (
    <Section title={text.next}>
      <div className={css.stack}>
        {next === undefined && <p className={css.second}>{text.nothing}</p>}
        {next !== undefined && (
          <Button kind={isMain ? 'primary' : 'secondary'} wide onClick={() => begin(next)}>
            {words[`step_${next}`]}
          </Button>
        )}
        {others.length > 0 && (
          <Menu
            label={text.others}
            items={others.map((step) => ({
              label: words[`step_${step}`],
              danger: step === 'redLine',
              onSelect: () => begin(step),
            }))}
          />
        )}
      </div>
      {open === 'forward' && <ForwardDialog {...props} onClose={close} />}
      {open !== undefined && open !== 'forward' && (
        <StepDialog {...props} step={open} take={take} onClose={close} />
      )}
    </Section>
  );
}
