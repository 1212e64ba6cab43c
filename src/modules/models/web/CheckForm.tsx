import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { ChecklistItem } from '../model-kind.contract.ts';
import type { CheckResult } from '../model-site.contract.ts';
import { completeModelTask, type ModelTaskLine } from '../tasks.contract.ts';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { taskText } from './task.text.ts';
import { localToday } from './today.ts';
import { useTakeSite } from './useSite.ts';

type Answer = CheckResult['answers'][number];
/** Nothing is answered beforehand: a check is no formality. */
type Given = Omit<Answer, 'verdict'> & { readonly verdict: Answer['verdict'] | '' };
const verdicts = ['good', 'partly', 'poor', 'notApplicable'] as const;

/** What a check found, line by line of the kind's checklist. */
export function CheckForm({
  task,
  checklist,
}: {
  task: ModelTaskLine;
  checklist: readonly ChecklistItem[];
}): ReactNode {
  const text = useText(taskText);
  const shared = useModelWords();
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const take = useTakeSite();
  const [doneOn, setDoneOn] = useState(localToday());
  const [responsible, setResponsible] = useState('');
  const [answers, setAnswers] = useState<readonly Given[]>(
    checklist.map((item) => ({ code: item.code, verdict: '', note: '' })),
  );
  const [findings, setFindings] = useState('');
  const [demands, setDemands] = useState('');
  const [until, setUntil] = useState('');
  const form = useSubmit({
    fields: { doneOn: { id: 'done-on' }, answers: { id: `answer-${checklist[0]?.code ?? ''}` } },
    send: () =>
      call(completeModelTask, {
        params: { id: task.id },
        body: {
          doneOn,
          result: {
            kind: 'check',
            responsible,
            answers: answers.filter((answer): answer is Answer => answer.verdict !== ''),
            findings,
            demands,
            until: until || null,
          },
        },
      }),
    done: (site) => {
      take(site);
      toast({ tone: 'success', text: text.checked });
      void client.invalidateQueries({ queryKey: ['modelTask', task.id] });
    },
  });
  const missing = answers.find((answer) => answer.verdict === '');
  const change = (code: string, part: Partial<Answer>): void =>
    setAnswers(answers.map((answer) => (answer.code === code ? { ...answer, ...part } : answer)));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({
          doneOn: doneOn ? undefined : text.noDay,
          answers: missing ? text.answerAll : undefined,
        });
      }}
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <DateInput
          id="done-on"
          label={text.doneOn}
          value={doneOn}
          onChange={setDoneOn}
          max={localToday()}
          error={form.errorOf('doneOn')}
        />
        <TextInput
          label={text.responsible}
          optional
          value={responsible}
          onChange={setResponsible}
          maxLength={200}
        />
        <Section title={text.checklist}>
          {checklist.length === 0 && <p className={css.quiet}>{text.noChecklist}</p>}
          {checklist.map((item) => {
            const answer = answers.find((each) => each.code === item.code);
            return (
              <div key={item.code} className={css.stack}>
                <RadioGroup
                  inline
                  id={`answer-${item.code}`}
                  label={item.text[language]}
                  error={item.code === missing?.code ? form.errorOf('answers') : undefined}
                  value={answer?.verdict ?? ''}
                  onChange={(verdict) => change(item.code, { verdict: verdict as Answer['verdict'] })}
                  choices={verdicts.map((value) => ({ value, label: shared.verdict[value] }))}
                />
                {answer && (answer.verdict === 'partly' || answer.verdict === 'poor') && (
                  <TextInput
                    label={`${text.note}: ${item.text[language]}`}
                    optional
                    value={answer.note}
                    maxLength={500}
                    onChange={(note) => change(item.code, { note })}
                  />
                )}
              </div>
            );
          })}
        </Section>
        <TextArea label={text.findings} optional value={findings} onChange={setFindings} maxLength={4000} />
        <TextArea label={text.demands} optional value={demands} onChange={setDemands} maxLength={4000} />
        <DateInput label={text.until} optional value={until} onChange={setUntil} />
        <ButtonRow>
          <Button kind="primary" type="submit" busy={form.busy}>
            {text.save}
          </Button>
          <ButtonLink href={`/mo-hinh/${task.siteId}`}>{shared.cancel}</ButtonLink>
        </ButtonRow>
      </FormStack>
    </form>
  );
}
