import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber, formatPercent } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Meter } from '../../../ui/charts/Meter.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { type Status, StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import type { Language } from '../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useCalendar } from '../../activities/web/forms.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import { PlaceBar } from '../../pledges/web/PlaceBar.tsx';
import { usePlace } from '../../pledges/web/places.ts';
import { readTargets, type TargetBoard, type TargetLine, type TargetState } from '../targets.contract.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import css from './targets.module.css';
import { targetsText } from './targets.text.ts';

const View = z.object({
  noi: z.uuid().optional(),
  nam: z.coerce.number().int().min(2010).max(2100).optional(),
});

const tags: Record<TargetState, Status> = {
  notBegun: 'waiting',
  met: 'verified',
  onTrack: 'active',
  behind: 'returned',
  missed: 'overdue',
};

/** How far are the units of a place with their targets of the year? */
export function TargetsPage(): ReactNode {
  const text = useText(targetsText);
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const place = usePlace('targets.read', view.noi);
  const calendar = useCalendar();
  const year = view.nam ?? (calendar && yearOf(calendar.today));
  const found = useQuery({
    queryKey: ['targets', place.id, year],
    queryFn: ({ signal }) => call(readTargets, { query: { areaId: place.id, year: year ?? 0 }, signal }),
    enabled: place.id !== '' && year !== undefined,
  });
  const { data } = found;
  const thisYear = calendar ? yearOf(calendar.today) : new Date().getFullYear();
  const years = Array.from({ length: 7 }, (_, back) => thisYear + 1 - back);
  const isEmpty = data && data.given.length === 0 && data.received.length === 0;
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead(place.name)}
        action={
          data?.can.give && (
            <ButtonLink kind="primary" icon="plus" href={`/chi-tieu/giao?noi=${place.id}&nam=${year}`}>
              {text.give}
            </ButtonLink>
          )
        }
      />
      <ModelsNav />
      <PlaceBar own={place.own} id={place.id} name={place.name} onPlace={(noi) => change({ noi })}>
        <Select
          label={text.year}
          optional="unsaid"
          value={String(year ?? '')}
          onChange={(nam) => change({ nam })}
          choices={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
      </PlaceBar>
      {!data && <LoadState error={found.error} onAgain={() => void found.refetch()} />}
      {isEmpty && <EmptyState title={text.none}>{data.can.give ? text.noneWords : text.noneRead}</EmptyState>}
      {data && !isEmpty && <p className={css.note}>{text.how}</p>}
      {data && data.received.length > 0 && <Received boards={data.received} />}
      {data?.given.map((board) => (
        <Given
          key={`${board.indicator} ${board.scheme} ${board.measure} ${board.direction}`}
          board={board}
          change={data.can.give ? `/chi-tieu/giao?noi=${place.id}&nam=${year}` : undefined}
        />
      ))}
    </Page>
  );
}

/** The administrative year of a day: from 15 December it is the next one. */
function yearOf(today: string): number {
  return Number(today.slice(0, 4)) + (today.slice(5) >= '12-15' ? 1 : 0);
}

/** An amount of a board as people read it: rates in per cent. */
function shown(board: TargetBoard, value: number | null, language: Language): string {
  if (value === null) return '–';
  if (board.display === 'percent') return formatPercent(value, language);
  return formatNumber(Math.round(value * 10) / 10, language);
}

function aboutBoard(
  board: TargetBoard,
  text: (typeof targetsText)['vi'],
  language: Language,
): { title: string; lead: string } {
  const how = [text[board.measure], ...(board.direction === 'atMost' ? [text.atMost] : [])].join(', ');
  const window = text.window(
    formatDate(board.from, language),
    formatDate(board.to, language),
    formatPercent(board.elapsed, language, 0),
  );
  return { title: `${board.name[language]} (${board.unit[language]}, ${how})`, lead: window };
}

function Given({ board, change }: { board: TargetBoard; change: string | undefined }): ReactNode {
  const text = useText(targetsText);
  const [language] = useLanguage();
  const { title, lead } = aboutBoard(board, text, language);
  const number = (value: number | undefined): string => formatNumber(value ?? 0, language);
  const { met, onTrack, behind, missed } = board.states;
  const counts = text.counts(number(met), number(onTrack), number(behind), number(missed));
  return (
    <Section
      title={title}
      lead={`${lead}. ${counts}`}
      action={
        change && (
          <ButtonLink
            icon="edit"
            href={`${change}&dem=${board.indicator}&theo=${board.measure}&ky=${board.scheme}`}
          >
            {text.change}
          </ButtonLink>
        )
      }
    >
      <Lines boards={[board]} caption={title} withRank />
    </Section>
  );
}

function Received({ boards }: { boards: readonly TargetBoard[] }): ReactNode {
  const text = useText(targetsText);
  return (
    <Section title={text.received}>
      <Lines boards={boards} caption={text.received} withRank={false} />
    </Section>
  );
}

interface Row {
  readonly board: TargetBoard;
  readonly line: TargetLine;
}

function Lines(props: { boards: readonly TargetBoard[]; caption: string; withRank: boolean }): ReactNode {
  const text = useText(targetsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const [answered, setAnswered] = useState<Row>();
  const rows = props.boards.flatMap((board) => board.lines.map((line): Row => ({ board, line })));
  const columns = useLineColumns(props.withRank, setAnswered);
  return (
    <>
      <DataTable<Row>
        caption={text.table(props.caption)}
        hideCaption
        columns={columns}
        rows={rows}
        rowKey={(row) => row.line.id}
        rowName={(row) => (props.withRank ? row.line.areaName : row.board.name[language])}
        stack
      />
      {answered && (
        <AnswerDialog
          key={answered.line.id}
          target={answered.line}
          title={`${answered.line.areaName}: ${answered.board.name[language]}`}
          onDone={() => client.invalidateQueries({ queryKey: ['targets'] })}
          onClose={() => setAnswered(undefined)}
        />
      )}
    </>
  );
}

function useLineColumns(withRank: boolean, onAnswer: (row: Row) => void): readonly Column<Row>[] {
  const text = useText(targetsText);
  const [language] = useLanguage();
  return useMemo(() => {
    const amount = (key: 'amount' | 'value' | 'expected' | 'forecast'): Column<Row> => ({
      key,
      label: text[key],
      numeric: true,
      cell: ({ board, line }) => shown(board, line[key], language),
    });
    const first: Column<Row>[] = withRank
      ? [
          { key: 'unit', label: text.unit, cell: ({ line }) => line.areaName },
          { key: 'rank', label: text.rank, numeric: true, cell: ({ line }) => line.rank },
        ]
      : [
          {
            key: 'unit',
            label: text.title,
            cell: ({ board, line }) => (
              <>
                {board.name[language]}
                <p className={css.note}>
                  {text[board.measure]} · {text.by(line.givenByName)}
                </p>
              </>
            ),
          },
        ];
    return [
      ...first,
      amount('amount'),
      amount('value'),
      {
        key: 'progress',
        label: text.progress,
        cell: ({ board, line }) => (
          <Meter
            share={line.progress}
            text={line.progress === null ? '–' : formatPercent(line.progress, language, 0)}
            mark={line.amount === 0 ? undefined : line.expected / line.amount}
            tone={toneOf(board, line)}
          />
        ),
      },
      amount('expected'),
      amount('forecast'),
      {
        key: 'state',
        label: text.state,
        nowrap: true,
        cell: ({ line }) => <StatusTag state={tags[line.state]}>{text[line.state]}</StatusTag>,
      },
      {
        key: 'reason',
        label: text.reason,
        cell: (row) => <Reason row={row} onAnswer={onAnswer} />,
      },
    ];
  }, [text, language, withRank, onAnswer]);
}

function toneOf(_board: TargetBoard, line: TargetLine): 'plain' | 'good' | 'care' {
  if (line.state === 'met') return 'good';
  return line.state === 'behind' || line.state === 'missed' ? 'care' : 'plain';
}

function Reason({ row, onAnswer }: { row: Row; onAnswer: (row: Row) => void }): ReactNode {
  const text = useText(targetsText);
  const [language] = useLanguage();
  const { line } = row;
  const isBehind = line.state === 'behind' || line.state === 'missed';
  return (
    <>
      {line.answer && (
        <>
          <p className={css.said}>{line.answer.reason}</p>
          <p className={css.note}>
            {text.said(line.answer.madeBy, formatDate(line.answer.madeOn, language))}
          </p>
        </>
      )}
      {line.can.answer && isBehind && (
        <Button small aria-label={text.answerOf(line.areaName)} onClick={() => onAnswer(row)}>
          {text.answer}
        </Button>
      )}
      {!line.answer && !(line.can.answer && isBehind) && '–'}
    </>
  );
}
