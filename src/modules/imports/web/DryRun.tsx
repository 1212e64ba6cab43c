import type { ReactNode } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import type { Import, ImportProblem, ImportRow } from '../import.contract.ts';
import { HAMLETS, REPORTED } from '../sheet-kinds.rules.ts';
import { CellProblems } from './CellProblems.tsx';
import { Duplicates } from './Duplicates.tsx';
import { DiscardButton, DownloadMenu, useAct } from './ImportActions.tsx';
import css from './Imports.module.css';
import { importText } from './import.text.ts';
import { NewPlaces } from './NewPlaces.tsx';
import { isWordProblem, problemWords } from './problem-words.ts';
import { ReportedRows } from './ReportedRows.tsx';
import { SheetsTable } from './SheetsTable.tsx';
import { keyOf, useImportRows, useMend } from './useImport.ts';
import { WordProblems } from './WordProblems.tsx';

/** What the file would bring: figures, what has to be mended, what will be added, sheet by sheet. */
export function DryRun({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  return (
    <>
      <DryFigures found={found} />
      <Problems found={found} />
      <Duplicates found={found} />
      <LeftOut found={found} />
      <NewPlaces found={found} />
      <SheetsTable found={found} />
      {found.sheets
        .filter((sheet) => sheet.kind === REPORTED)
        .map((sheet) => (
          <ReportedRows key={sheet.position} found={found} sheet={sheet} />
        ))}
      <p className={css.names}>{text.dry}</p>
      <div className={css.foot}>
        {found.problemRows > 0 && <DownloadMenu found={found} />}
        {found.can.remove && <DiscardButton found={found} />}
      </div>
    </>
  );
}

function DryFigures({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const figures: readonly (readonly [string, number, boolean])[] = [
    [text.accepted, found.accepted, true],
    [text.problems, found.problemRows, true],
    [text.duplicates, found.duplicates, found.duplicates > 0],
    [text.known, found.alreadyKnown, found.alreadyKnown > 0],
    [text.left, found.leftOut, found.leftOut > 0],
  ];
  return (
    <>
      <StatRow>
        {figures
          .filter(([, , isShown]) => isShown)
          .map(([label, value]) => (
            <Stat key={label} label={label} value={formatNumber(value, language)} />
          ))}
      </StatRow>
      {found.accepted === 0 && (
        <Banner tone="warn" title={text.nothing}>
          {text.nothingWords}
        </Banner>
      )}
      {found.accepted > 0 && found.problemRows === 0 && <Banner tone="success">{text.allGood}</Banner>}
      {found.alreadyKnown > 0 && (
        <Banner>{text.knownWords(formatNumber(found.alreadyKnown, language))}</Banner>
      )}
    </>
  );
}

/** Words first, because one answer may settle many rows; then the cells that are left. */
function Problems({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const list = useImportRows(found.id, { state: 'problem' });
  const registers = new Set(
    found.sheets
      .filter((sheet) => sheet.kind !== null && sheet.kind !== HAMLETS && sheet.kind !== REPORTED)
      .map((sheet) => sheet.position),
  );
  const isRegister = (position: number): boolean => registers.has(position);
  const isCell = (problem: ImportProblem, row: ImportRow): boolean =>
    !isWordProblem(problem, isRegister(row.position));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const words = problemWords(rows, isRegister);
  const cells = rows.filter(
    (row) => row.state !== 'problem' || row.problems.some((problem) => isCell(problem, row)),
  );
  if (list.error) return <Banner tone="error">{problemText(list.error, language)}</Banner>;
  if (list.isPending && found.problemRows > 0) return <Skeleton lines={6} />;
  return (
    <>
      {words.length > 0 && <WordProblems found={found} words={words} />}
      {cells.length > 0 && <CellProblems found={found} rows={cells} isCell={isCell} />}
      {list.hasNextPage && (
        <ButtonRow>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.moreRows}
          </Button>
        </ButtonRow>
      )}
    </>
  );
}

/** Rows that a person left out, each with the way back. */
function LeftOut({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const list = useImportRows(found.id, { state: 'left' }, found.leftOut > 0);
  const mend = useMend(found.id);
  const { busy, act } = useAct();
  const rows = (list.data?.pages.flatMap((page) => page.items) ?? []).filter((row) => row.state === 'left');
  if (found.leftOut === 0 || rows.length === 0) return null;
  return (
    <Section title={text.leftTitle}>
      <ol className={css.list}>
        {rows.map((row) => (
          <li key={keyOf(row)} className={css.item}>
            <div className={css.head}>
              <p className={css.where}>{text.rowAt(row.sheet, formatNumber(row.row, language))}</p>
              <Button
                small
                busy={busy}
                onClick={() =>
                  void act(async () => {
                    await mend({ rows: [{ position: row.position, row: row.row, leave: false }] });
                  })
                }
              >
                {text.takeBack}
              </Button>
            </div>
            <p className={css.names}>{Object.values(row.cells).join(' · ')}</p>
          </li>
        ))}
      </ol>
      {list.hasNextPage && (
        <ButtonRow>
          <Button onClick={() => void list.fetchNextPage()}>{text.moreRows}</Button>
        </ButtonRow>
      )}
    </Section>
  );
}
