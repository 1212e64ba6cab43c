import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader, Section, Split } from '../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { useMay, useMe } from '../../accounts/web/me.ts';
import { type Desk, getDesk } from '../desk.contract.ts';
import { deskText } from './desk.text.ts';
import { taskLine } from './task-line.tsx';

const DeskFigures = lazy(() =>
  import('./DeskFigures.tsx').then((module) => ({ default: module.DeskFigures })),
);

/** What needs this person, most urgent first, each with the one button that does it; a few figures beside it. */
export function DeskPage(): ReactNode {
  const text = useText(deskText);
  const language = useUiLanguage();
  const me = useMe();
  usePageTitle(text.title);
  const desk = useQuery({
    queryKey: ['desk'],
    queryFn: ({ signal }) => call(getDesk, { signal }),
    staleTime: 0,
  });
  const lead = desk.data && text.greeting(me.displayName, formatDate(desk.data.today, language));
  return (
    <Page>
      <PageHeader title={text.title} lead={lead ?? me.displayName} />
      {desk.error && <Banner tone="error">{problemText(desk.error, language)}</Banner>}
      {desk.data ? <DeskBody desk={desk.data} /> : !desk.error && <Skeleton lines={6} />}
    </Page>
  );
}

function DeskBody({ desk }: { desk: Desk }): ReactNode {
  if (!desk.place) return <Tasks desk={desk} />;
  const { place, newestDay, today } = desk;
  return (
    <Split aside={<Figures place={place} newestDay={newestDay} today={today} />}>
      <Tasks desk={desk} />
    </Split>
  );
}

function Tasks({ desk }: { desk: Desk }): ReactNode {
  const text = useText(deskText);
  const language = useUiLanguage();
  const may = useMay();
  const isNew = desk.newestDay === null && desk.tasks.some((task) => task.kind === 'importBooks');
  return (
    <Section title={text.tasks} lead={isNew ? text.firstSteps : undefined}>
      {desk.tasks.length === 0 ? (
        <EmptyState
          title={text.nothing}
          action={may('activities.read') && <ButtonLink href="/so">{text.openBooks}</ButtonLink>}
        >
          {text.nothingWords}
        </EmptyState>
      ) : (
        <TaskList items={desk.tasks.map((task, index) => taskLine(task, language, index === 0))} />
      )}
    </Section>
  );
}

function Figures(props: {
  place: NonNullable<Desk['place']>;
  newestDay: string | null;
  today: string;
}): ReactNode {
  const text = useText(deskText);
  if (props.newestDay === null) {
    return (
      <Section title={text.figures}>
        <p>{text.noFigures}</p>
      </Section>
    );
  }
  return (
    <Suspense fallback={<Skeleton lines={4} />}>
      <DeskFigures place={props.place} day={props.newestDay} today={props.today} />
    </Suspense>
  );
}
