import { type ReactNode, useMemo } from 'react';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { stringifySearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import type { Sort } from '../../../ui/table/HeadRow.tsx';
import { useMay } from '../../accounts/web/me.ts';
import type { AreaDetail } from '../../areas/areas.contract.ts';
import { type FigureTable, figureTable, hasFigures } from '../figure-table.rules.ts';
import { cellOf, cellText, type FiguresSearch, type FiguresView, queryOf } from '../figure-view.rules.ts';
import { questionWords } from '../figure-words.rules.ts';
import type { FigureAnswer, FigureQuery } from '../figures.contract.ts';
import type { Indicator } from '../indicator.contract.ts';
import { ChartSection } from './ChartSection.tsx';
import css from './Figures.module.css';
import { type ChangeSearch, type FiguresCatalogue, useChildName } from './FiguresControls.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { dayWriter } from './figure-format.ts';
import { figuresText } from './figures.text.ts';
import { OpenRecords } from './OpenRecords.tsx';
import { ReportedSection } from './ReportedSection.tsx';
import { TableNotes } from './TableNotes.tsx';
import { TableTools } from './TableTools.tsx';
import { useDelayed } from './useDelayed.ts';
import { useFigures } from './useFigures.ts';

interface ResultProps {
  catalogue: FiguresCatalogue;
  area: AreaDetail;
  view: FiguresView;
  search: FiguresSearch;
  onChange: ChangeSearch;
}

/** The answer: table, what its words mean, chart, and what others reported. */
export function FiguresResult(props: ResultProps): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { catalogue, view } = props;
  const query = useMemo(() => queryOf(view, catalogue.dimensions), [view, catalogue]);
  // The chart over periods has last year behind it, whether or not the table compares.
  const asked = useMemo<FigureQuery>(
    () => ({
      ...query,
      compare: query.by === 'period' ? [...new Set([...query.compare, 'lastYear' as const])] : query.compare,
    }),
    [query],
  );
  const found = useFigures(asked);
  const isSlow = useDelayed(found.isFetching, 1000);
  return (
    <>
      <div className={css.waiting} hidden={!isSlow}>
        {isSlow && <Progress label={text.counting} />}
      </div>
      {found.error && (
        <Banner
          tone="error"
          announce
          action={<Button onClick={() => void found.refetch()}>{text.tryAgain}</Button>}
        >
          {problemText(found.error, language)}
        </Banner>
      )}
      {!found.data && !found.error && <Skeleton lines={10} />}
      {found.data && <Answered {...props} query={query} answer={found.data} />}
    </>
  );
}

function Answered(props: ResultProps & { query: FigureQuery; answer: FigureAnswer }): ReactNode {
  const [language] = useLanguage();
  const childName = useChildName(props.area.kind);
  const { catalogue, area, view, search, query, answer, onChange } = props;
  const table = useMemo(() => figureTable(query, answer), [query, answer]);
  const { groups } = catalogue;
  const all = groups.flatMap((group) => group.indicators);
  const indicators = all.filter((each) => query.indicators.includes(each.code));
  const leftOut = all.filter((each) => view.indicators.includes(each.code) && !indicators.includes(each));
  const dimensionName = catalogue.dimensions.find((each) => each.code === view.dimension)?.name[language];
  const areaName = area.fullName;
  const say = (codes: readonly string[]): string =>
    questionWords(
      { query: { ...query, indicators: [...codes] }, groups, areaName, dimensionName, childName },
      language,
      dayWriter(language),
    );
  const shared = { table, indicators, view, areaName };
  return (
    <>
      <div className={`${css.sheet} ${css.paper}`}>
        <CountedTable {...props} table={table} indicators={indicators} words={say(query.indicators)} />
        {hasFigures(answer) && (
          <TableNotes
            table={table}
            indicators={indicators}
            leftOut={leftOut.map((each) => each.name[language])}
          />
        )}
      </div>
      {hasFigures(answer) && (
        <ChartSection
          {...shared}
          chosen={search.chart}
          onChoose={(chart) => onChange({ chart }, { replace: true })}
          words={say(query.indicators).split(' · ').slice(1).join(' · ')}
        />
      )}
      <ReportedSection {...shared} reported={answer.reported} />
      <OpenRecords
        cell={cellOf(search.cell)}
        table={table}
        indicators={all}
        view={view}
        areaName={areaName}
        onClose={() => onChange({ cell: undefined }, { replace: true })}
      />
    </>
  );
}

function CountedTable(
  props: ResultProps & {
    query: FigureQuery;
    answer: FigureAnswer;
    table: FigureTable;
    indicators: readonly Indicator[];
    words: string;
  },
): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const may = useMay();
  const { search, answer, table, onChange } = props;
  const isEmpty = !hasFigures(answer);
  const isRunning = props.query.compare.length > 0 && props.query.to > props.catalogue.today;
  return (
    <>
      <FiguresTable
        table={isEmpty ? { rows: [], total: undefined } : table}
        indicators={props.indicators}
        view={props.view}
        words={props.words}
        sort={sortOf(search.sort)}
        onSort={({ key, direction }) => onChange({ sort: `${key}:${direction}` }, { replace: true })}
        hrefOf={(area) => hrefOf(search, area)}
        onOpen={may('activities.read') ? (cell) => onChange({ cell: cellText(cell) }) : undefined}
        tools={<TableTools question={props.query} />}
        empty={
          <EmptyState
            title={text.emptyTitle}
            action={
              <ButtonRow>
                <ButtonLink href="/so">{text.emptyAction}</ButtonLink>
                {may('imports.use') && <ButtonLink href="/so/nhap">{text.emptyImport}</ButtonLink>}
              </ButtonRow>
            }
          >
            {text.emptyWords}
          </EmptyState>
        }
      />
      <p className={css.quiet}>
        {text.asOfToday(formatDate(props.catalogue.today, language))}
        {isRunning && ` ${text.unfinished}`}
      </p>
    </>
  );
}

/** The same view of another area; how its rows stand is for that area to say. */
function hrefOf(search: FiguresSearch, area: string): string {
  const { i, cmp, by, dim, cell, ...rest } = search;
  const split = by === 'period' ? { by } : {};
  return `/so-lieu${stringifySearch({ ...rest, ...split, area, i: i?.join('_'), cmp: cmp?.join('_') })}`;
}

function sortOf(text: string | undefined): Sort | undefined {
  const [key, direction] = text?.split(':') ?? [];
  return key ? { key, direction: direction === 'desc' ? 'desc' : 'asc' } : undefined;
}
