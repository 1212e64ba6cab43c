import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { addDays, minDay } from '../../../platform/dates.ts';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { ReviewResult } from '../model-site.contract.ts';
import { addMonths } from '../site-plan.rules.ts';
import { completeModelTask, type ModelTaskLine } from '../tasks.contract.ts';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { taskText } from './task.text.ts';
import { localToday } from './today.ts';
import { useTakeSite } from './useSite.ts';

const texts = ['results', 'strengths', 'weaknesses', 'lessons', 'nextTasks'] as const;
const ratings = ['good', 'fair', 'weak'] as const;
const proposals = ['keep', 'replicate', 'merge', 'retire'] as const;

/** A half-year review: what came out, how it is rated, what is proposed. */
export function ReviewForm({ task }: { task: ModelTaskLine }): ReactNode {
  const text = useText(taskText);
  const shared = useModelWords();
  const toast = useToast();
  const client = useQueryClient();
  const take = useTakeSite();
  const [doneOn, setDoneOn] = useState(localToday());
  const [review, setReview] = useState<ReviewResult>({
    kind: 'review',
    from: addDays(addMonths(task.dueOn, -6), 1),
    to: minDay(task.dueOn, localToday()),
    ...{ responsible: '', results: '', strengths: '', weaknesses: '', lessons: '', nextTasks: '' },
    ...{ rating: 'good', proposal: 'keep' },
  });
  const put = (part: Partial<ReviewResult>): void => setReview({ ...review, ...part });
  const form = useSubmit({
    fields: { doneOn: { id: 'done-on' } },
    send: () => call(completeModelTask, { params: { id: task.id }, body: { doneOn, result: review } }),
    done: (site) => {
      take(site);
      toast({ tone: 'success', text: text.reviewed });
      void client.invalidateQueries({ queryKey: ['modelTask', task.id] });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({ doneOn: doneOn ? undefined : text.noDay });
      }}
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <DateInput
          id="done-on"
          label={text.reviewedOn}
          value={doneOn}
          onChange={setDoneOn}
          max={localToday()}
          error={form.errorOf('doneOn')}
        />
        <div className={css.pair}>
          <DateInput label={text.from} value={review.from} onChange={(from) => put({ from })} />
          <DateInput label={text.to} value={review.to} onChange={(to) => put({ to })} />
        </div>
        <TextInput
          label={text.responsible}
          optional
          value={review.responsible}
          maxLength={200}
          onChange={(responsible) => put({ responsible })}
        />
        {texts.map((part) => (
          <TextArea
            key={part}
            label={text[part]}
            optional
            maxLength={4000}
            value={review[part]}
            onChange={(value) => put({ [part]: value })}
          />
        ))}
        <RadioGroup
          inline
          label={text.rating}
          value={review.rating}
          onChange={(rating) => put({ rating: rating as ReviewResult['rating'] })}
          choices={ratings.map((value) => ({ value, label: shared.rating[value] }))}
        />
        <RadioGroup
          inline
          label={text.proposal}
          value={review.proposal}
          onChange={(proposal) => put({ proposal: proposal as ReviewResult['proposal'] })}
          choices={proposals.map((value) => ({ value, label: shared.proposal[value] }))}
        />
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
