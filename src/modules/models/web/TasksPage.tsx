import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { defineMessages, useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { TaskKind } from '../model-site.contract.ts';
import { listModelTasks, type ModelTaskLine } from '../tasks.contract.ts';
import { ModelsNav } from './ModelsNav.tsx';
import { useModelWords } from './models.text.ts';
import { Pager } from './Pager.tsx';
import { taskTitle } from './SiteTasks.tsx';

const words = defineMessages({
  vi: {
    title: 'Việc phải làm',
    lead: (total: string, overdue: string) => `${total} việc đang chờ, ${overdue} việc quá hạn`,
    filters: 'Lọc',
    kind: 'Loại việc',
    any: 'Mọi việc',
    mine: 'Chỉ việc giao cho tôi',
    due: (day: string) => `hạn ${day}`,
    to: (name: string) => `giao ${name}`,
    do: 'Ghi kết quả',
    open: 'Mở điểm',
    noneTitle: 'Không có việc nào đang chờ',
    noneWords:
      'Kiểm tra và sơ kết được đặt lịch tự động khi mô hình ra mắt; các bước có hạn khi đề xuất hoặc nhân rộng.',
    first: 'Về đầu danh sách',
  },
  en: {
    title: 'Tasks',
    lead: (total: string, overdue: string) => `${total} tasks wait, ${overdue} are overdue`,
    filters: 'Filter',
    kind: 'Kind of task',
    any: 'All tasks',
    mine: 'Only what is given to me',
    due: (day: string) => `due ${day}`,
    to: (name: string) => `given to ${name}`,
    do: 'Write the result',
    open: 'Open the site',
    noneTitle: 'Nothing is waiting',
    noneWords:
      'Checks and reviews are scheduled when a model is launched; steps get their days with a proposal or a replication.',
    first: 'To the first ones',
  },
});

const View = z.object({
  viec: TaskKind.optional(),
  toi: z.enum(['true']).optional(),
  tu: z.string().max(200).optional(),
  trang: z.coerce.number().int().min(1).catch(1).default(1),
});
const first = { tu: undefined, trang: undefined };

/** What has to be done for models, the most urgent first; what is overdue in red. */
export function TasksPage(): ReactNode {
  const text = useText(words);
  const shared = useModelWords();
  const [language] = useLanguage();
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const query = {
    ...(view.viec ? { kind: view.viec } : {}),
    ...(view.toi ? { mine: view.toi } : {}),
    ...(view.tu ? { cursor: view.tu } : {}),
  };
  const list = useQuery({
    queryKey: ['modelTasks', query],
    queryFn: ({ signal }) => call(listModelTasks, { query, signal }),
    placeholderData: keepPreviousData,
  });
  const show = (n: number): string => formatNumber(n, language);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={list.data && text.lead(show(list.data.total), show(list.data.overdue))}
        crumbs={[{ label: shared.section, href: '/mo-hinh' }]}
      />
      <ModelsNav />
      <Toolbar label={text.filters}>
        <Select
          label={text.kind}
          optional="unsaid"
          value={view.viec ?? ''}
          placeholder={text.any}
          onChange={(viec) => change({ viec: viec || undefined, ...first })}
          choices={TaskKind.options.map((value) => ({ value, label: shared.task[value] }))}
        />
        <Checkbox
          label={text.mine}
          checked={view.toi === 'true'}
          onChange={(on) => change({ toi: on ? 'true' : undefined, ...first })}
        />
      </Toolbar>
      {!list.data && <LoadState error={list.error} onAgain={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <EmptyState title={text.noneTitle}>{text.noneWords}</EmptyState>}
      {list.data && list.data.items.length > 0 && <Lines items={list.data.items} />}
      {list.data && (
        <Pager
          page={view.trang}
          next={list.data.next}
          onNext={(cursor) => change({ tu: cursor, trang: view.trang + 1 })}
          onFirst={() => change(first)}
          firstLabel={text.first}
        />
      )}
    </Page>
  );
}

function Lines({ items }: { items: readonly ModelTaskLine[] }): ReactNode {
  const text = useText(words);
  const shared = useModelWords();
  const [language] = useLanguage();
  const may = useMay();
  return (
    <TaskList
      items={items.map((task) => ({
        key: task.id,
        title: (
          <Link quiet href={`/mo-hinh/${task.siteId}`}>
            {taskTitle(shared, task)}: {task.siteTitle}, {task.placeName}
          </Link>
        ),
        tag: task.overdueDays > 0 && (
          <StatusTag state="overdue">{shared.overdue(task.overdueDays)}</StatusTag>
        ),
        note: [
          text.due(formatDate(task.dueOn, language)),
          task.assignee && text.to(task.assignee.name),
          task.note,
          task.path,
        ]
          .filter(Boolean)
          .join(' · '),
        action:
          task.kind !== 'step' && may('models.write') ? (
            <ButtonLink small href={`/mo-hinh/viec/${task.id}`}>
              {text.do}
            </ButtonLink>
          ) : (
            <ButtonLink small href={`/mo-hinh/${task.siteId}`}>
              {text.open}
            </ButtonLink>
          ),
      }))}
    />
  );
}
