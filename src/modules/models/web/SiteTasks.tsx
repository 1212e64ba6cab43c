import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { ModelTask, Site, TaskKind } from '../model-site.contract.ts';
import { listModelPeople, planModelTask } from '../tasks.contract.ts';
import css from './models.module.css';
import { type ModelWords, useModelWords } from './models.text.ts';
import { siteText } from './site.text.ts';
import { localToday } from './today.ts';
import { useTakeSite } from './useSite.ts';

interface Planned {
  readonly kind: TaskKind;
  readonly step?: number | undefined;
  readonly task?: ModelTask | undefined;
}

/** Checks, reviews and steps that wait for somebody, and the rounds that were made. */
export function SiteTasks({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const [language] = useLanguage();
  const [plan, setPlan] = useState<Planned | undefined>();
  const open = site.tasks.filter((task) => task.doneOn === null);
  const done = site.tasks.filter((task) => task.doneOn !== null && task.kind !== 'step');
  const missing = (kind: TaskKind): boolean => !open.some((task) => task.kind === kind);
  const mayPlan = site.can.step && site.stage === 'launched';
  if (open.length === 0 && done.length === 0 && !mayPlan) return null;
  return (
    <Section
      title={text.tasks}
      action={
        mayPlan && (
          <ButtonRow>
            {missing('check') && (
              <Button small onClick={() => setPlan({ kind: 'check' })}>
                {text.planCheck}
              </Button>
            )}
            {missing('review') && (
              <Button small onClick={() => setPlan({ kind: 'review' })}>
                {text.planReview}
              </Button>
            )}
          </ButtonRow>
        )
      }
    >
      {open.length === 0 && <p className={css.quiet}>{text.noTasks}</p>}
      <TaskList
        items={open.map((task) => ({
          key: task.id,
          title: taskTitle(words, task),
          tag: task.overdueDays > 0 && (
            <StatusTag state="overdue">{words.overdue(task.overdueDays)}</StatusTag>
          ),
          note: [
            text.due(formatDate(task.dueOn, language)),
            task.assignee && text.giveTo(task.assignee.name),
            task.note,
          ]
            .filter(Boolean)
            .join(' · '),
          action: site.can.step && (
            <ButtonRow>
              {task.kind !== 'step' && (
                <ButtonLink
                  small
                  kind={task.overdueDays > 0 ? 'primary' : 'secondary'}
                  href={`/mo-hinh/viec/${task.id}`}
                >
                  {text.doTask}
                </ButtonLink>
              )}
              <Button small onClick={() => setPlan({ kind: task.kind, step: task.step ?? undefined, task })}>
                {text.plan}
              </Button>
            </ButtonRow>
          ),
        }))}
      />
      {done.length > 0 && (
        <div className={css.stack}>
          <p className={css.strong}>{text.doneRounds}</p>
          <ul className={css.plain}>
            {done.map((task) => (
              <li key={task.id}>
                <Link href={`/mo-hinh/viec/${task.id}`}>
                  {words.task[task.kind]} {formatDate(task.doneOn ?? task.dueOn, language)}
                </Link>{' '}
                {task.result?.kind === 'review' && words.rating[task.result.rating]}
                {task.doneBy && <span className={css.quiet}> · {task.doneBy}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {plan && <PlanDialog site={site} plan={plan} onClose={() => setPlan(undefined)} />}
    </Section>
  );
}

/** What a task asks for, in words. */
export function taskTitle(words: ModelWords, task: Pick<ModelTask, 'kind' | 'step'>): string {
  if (task.kind !== 'step') return words.task[task.kind];
  return `${words.task.step} ${task.step}: ${(words.step as Record<string, string>)[String(task.step)] ?? ''}`;
}

function PlanDialog(props: { site: Site; plan: Planned; onClose: () => void }): ReactNode {
  const { site, plan, onClose } = props;
  const text = useText(siteText);
  const words = useModelWords();
  const id = useId();
  const toast = useToast();
  const take = useTakeSite();
  const [dueOn, setDueOn] = useState(plan.task?.dueOn ?? localToday());
  const [assignee, setAssignee] = useState(plan.task?.assignee?.id ?? '');
  const [note, setNote] = useState(plan.task?.note ?? '');
  const people = useQuery({
    queryKey: ['modelPeople', site.id],
    queryFn: ({ signal }) => call(listModelPeople, { params: { id: site.id }, signal }),
  });
  const form = useSubmit({
    fields: { dueOn: { id: `${id}-on` }, assigneeId: { id: `${id}-who` } },
    send: () =>
      call(planModelTask, {
        params: { id: site.id },
        body: {
          kind: plan.kind,
          ...(plan.step === undefined ? {} : { step: plan.step }),
          dueOn,
          assigneeId: assignee || null,
          note,
        },
      }),
    done: (after) => {
      take(after);
      toast({ tone: 'success', text: text.planned });
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={taskTitle(words, { kind: plan.kind, step: plan.step ?? null })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary errors={form.summary} />
        <FormStack>
          <DateInput
            id={`${id}-on`}
            label={text.dueOn}
            value={dueOn}
            onChange={setDueOn}
            error={form.errorOf('dueOn')}
          />
          <Select
            id={`${id}-who`}
            label={text.assignee}
            optional
            value={assignee}
            placeholder={text.nobody}
            onChange={setAssignee}
            error={form.errorOf('assigneeId')}
            choices={(people.data?.people ?? []).map((person) => ({ value: person.id, label: person.name }))}
          />
          <TextInput label={text.taskNote} optional value={note} onChange={setNote} maxLength={500} />
          <ButtonRow>
            <Button kind="primary" type="submit" busy={form.busy}>
              {words.save}
            </Button>
            <Button onClick={onClose}>{words.cancel}</Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Dialog>
  );
}
