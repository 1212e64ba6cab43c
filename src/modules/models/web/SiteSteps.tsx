import { type ReactNode, useState } from 'react';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import type { Site, SiteStep } from '../model-site.contract.ts';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { StepDialog } from './StepDialog.tsx';
import { siteText } from './site.text.ts';

const numbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;
type StepNumber = (typeof numbers)[number];

/** The eight steps of a life, made or to be made, each with the button that writes it down. */
export function SiteSteps({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const [open, setOpen] = useState<StepNumber | undefined>();
  const next = numbers.find((step) => !site.steps.some((made) => made.step === step));
  return (
    <Section title={text.steps} lead={text.stepsLead}>
      <ol className={css.steps}>
        {numbers.map((step) => (
          <StepLine
            key={step}
            site={site}
            step={step}
            isNext={step === next && site.stage !== 'launched'}
            onWrite={() => setOpen(step)}
          />
        ))}
      </ol>
      {open && <StepDialog key={open} site={site} step={open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

function StepLine(props: { site: Site; step: StepNumber; isNext: boolean; onWrite: () => void }): ReactNode {
  const { site, step } = props;
  const text = useText(siteText);
  const words = useModelWords();
  const [language] = useLanguage();
  const made = site.steps.find((each) => each.step === step);
  const task = site.tasks.find((each) => each.kind === 'step' && each.step === step && !each.doneOn);
  const isSurvey = step === 1;
  return (
    <li className={css.step}>
      <span className={cx(css.number, made && css.done)} aria-hidden="true">
        {step}
      </span>
      <div className={css.words}>
        <p className={css.strong}>{words.step[step]}</p>
        {made && <StepWords step={made} />}
        {!made && task && (
          <p className={task.overdueDays > 0 ? css.late : css.quiet}>
            {text.stepDue(formatDate(task.dueOn, language))}
            {task.overdueDays > 0 && ` · ${words.overdue(task.overdueDays)}`}
            {task.assignee && ` · ${text.giveTo(task.assignee.name)}`}
          </p>
        )}
        {isSurvey && site.survey && made && <p className={css.quiet}>{text.survey}</p>}
      </div>
      <span>
        {isSurvey && (site.can.step || site.survey) ? (
          <ButtonLink
            small
            kind={props.isNext ? 'primary' : 'secondary'}
            href={`/mo-hinh/${site.id}/khao-sat`}
          >
            {text.openSurvey}
          </ButtonLink>
        ) : (
          site.can.step && (
            <Button small kind={props.isNext ? 'primary' : 'secondary'} onClick={props.onWrite}>
              {made ? text.editStep : text.writeStep}
            </Button>
          )
        )}
      </span>
    </li>
  );
}

function StepWords({ step }: { step: SiteStep }): ReactNode {
  const text = useText(siteText);
  const [language] = useLanguage();
  return (
    <>
      <p className={css.quiet}>{text.stepDone(formatDate(step.doneOn, language), step.responsible)}</p>
      {step.outputs && <p className={css.pre}>{step.outputs}</p>}
      {step.papers.map((paper) => (
        <p key={`${paper.codeNumber} ${paper.title}`}>
          {paper.title}
          {paper.codeNumber && ` · ${paper.codeNumber}`}
          {paper.issuedOn && ` · ${formatDate(paper.issuedOn, language)}`}
          {paper.issuer && ` · ${paper.issuer}`}
        </p>
      ))}
    </>
  );
}
