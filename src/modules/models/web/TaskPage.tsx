import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { PaperButton } from '../../documents/web/PaperButton.tsx';
import type { TaskResult } from '../model-site.contract.ts';
import { getModelTask, type ModelTaskLine, reopenModelTask } from '../tasks.contract.ts';
import { CheckForm } from './CheckForm.tsx';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { taskText } from './task.text.ts';
import { useTakeSite } from './useSite.ts';

/** A check or a review: the form while it is open, what was found once it is done. */
export function TaskPage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id: string };
  const text = useText(taskText);
  const shared = useModelWords();
  const [language] = useLanguage();
  const page = useQuery({
    queryKey: ['modelTask', id],
    queryFn: ({ signal }) => call(getModelTask, { params: { id }, signal }),
  });
  const task = page.data?.task;
  const title = task?.kind === 'review' ? text.reviewTitle : text.checkTitle;
  usePageTitle(title);
  if (!page.data || !task)
    return (
      <Page narrow>
        <PageHeader title={title} />
        <LoadState error={page.error} onAgain={() => void page.refetch()} />
      </Page>
    );
  return (
    <Page narrow>
      <PageHeader
        title={title}
        lead={[task.siteTitle, task.placeName, task.doneOn ? '' : text.due(formatDate(task.dueOn, language))]
          .filter(Boolean)
          .join(' · ')}
        crumbs={[
          { label: shared.section, href: '/mo-hinh' },
          { label: task.siteTitle, href: `/mo-hinh/${task.siteId}` },
        ]}
      />
      <ModelsNav />
      {task.kind === 'step' && (
        <Banner action={<ButtonLink href={`/mo-hinh/${task.siteId}`}>{text.toSite}</ButtonLink>}>
          {text.isStep}
        </Banner>
      )}
      {page.data.can.write && task.kind === 'check' && (
        <CheckForm task={task} checklist={page.data.checklist} />
      )}
      {page.data.can.write && task.kind === 'review' && <ReviewForm task={task} />}
      {task.result && (
        <Done
          task={task}
          result={task.result}
          checklist={page.data.checklist}
          mayReopen={page.data.can.reopen}
        />
      )}
    </Page>
  );
}

function Done(props: {
  task: ModelTaskLine;
  result: TaskResult;
  checklist: readonly { code: string; text: { vi: string; en: string } }[];
  mayReopen: boolean;
}): ReactNode {
  const { task, result } = props;
  const text = useText(taskText);
  const shared = useModelWords();
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const take = useTakeSite();
  async function reopen(): Promise<void> {
    try {
      take(await call(reopenModelTask, { params: { id: task.id } }));
      await client.invalidateQueries({ queryKey: ['modelTask', task.id] });
      toast({ text: text.reopened });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const nameOf = (code: string): string =>
    props.checklist.find((item) => item.code === code)?.text[language] ?? code;
  const items =
    result.kind === 'check'
      ? [
          { term: text.responsible, value: result.responsible },
          ...result.answers.map((answer) => ({
            term: nameOf(answer.code),
            value: [shared.verdict[answer.verdict], answer.note].filter(Boolean).join(' · '),
          })),
          { term: text.findings, value: result.findings },
          { term: text.demands, value: result.demands },
          { term: text.until, value: result.until && formatDate(result.until, language) },
        ]
      : [
          { term: text.from, value: formatDate(result.from, language) },
          { term: text.to, value: formatDate(result.to, language) },
          { term: text.responsible, value: result.responsible },
          { term: text.results, value: result.results },
          { term: text.strengths, value: result.strengths },
          { term: text.weaknesses, value: result.weaknesses },
          { term: text.lessons, value: result.lessons },
          { term: text.nextTasks, value: result.nextTasks },
          { term: text.rating, value: shared.rating[result.rating] },
          { term: text.proposal, value: shared.proposal[result.proposal] },
        ];
  return (
    <Section
      title={text.done(formatDate(task.doneOn ?? task.dueOn, language), task.doneBy)}
      action={props.mayReopen && <Button onClick={() => void reopen()}>{text.reopen}</Button>}
    >
      <DescriptionList
        items={items
          .filter((item) => item.value)
          .map((item) => ({ ...item, value: <span className={css.pre}>{item.value}</span> }))}
      />
      {result.kind === 'review' && <PaperButton kind="halfYearReview" subjectId={task.siteId} />}
    </Section>
  );
}
