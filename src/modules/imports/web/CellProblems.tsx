import { type ReactNode, useState } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { type Language, useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import type { Import, ImportProblem, ImportRow } from '../import.contract.ts';
import { useAct } from './ImportActions.tsx';
import css from './Imports.module.css';
import { importText } from './import.text.ts';
import { afterMend, mendId } from './next-mend.ts';
import { keyOf, useMend } from './useImport.ts';

/** From so many rows on, what they have in common is said once. */
const SAME = 3;

/** Cells to mend in place: type, Enter, the row is checked at once and the next cell has the focus. */
export function CellProblems({
  found,
  rows,
  isCell,
}: {
  found: Import;
  rows: readonly ImportRow[];
  /** Whether a problem is mended in its cell. */
  isCell: (problem: ImportProblem, row: ImportRow) => boolean;
}): ReactNode {
  const text = useText(importText);
  const [said, setSaid] = useState('');
  return (
    <Section title={text.cells} lead={text.cellsLead}>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      <SameProblems found={found} rows={rows} isCell={isCell} />
      <ol className={css.list}>
        {rows.map((row) => (
          <ProblemRow key={keyOf(row)} found={found} row={row} isCell={isCell} onSaid={setSaid} />
        ))}
      </ol>
    </Section>
  );
}

/** Rows that have one and the same problem can be left out together. */
function SameProblems({
  found,
  rows,
  isCell,
}: {
  found: Import;
  rows: readonly ImportRow[];
  isCell: (problem: ImportProblem, row: ImportRow) => boolean;
}): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const mend = useMend(found.id);
  const { busy, act } = useAct();
  const all = rows.flatMap((row) =>
    row.state === 'problem'
      ? row.problems.filter((problem) => isCell(problem, row)).map((problem) => ({ row, problem }))
      : [],
  );
  const groups = Map.groupBy(
    all,
    ({ row, problem }) => `${row.position}.${problem.column}.${problem.code}.${problem.found}`,
  );
  const large = [...groups].filter(([, some]) => some.length >= SAME);
  if (large.length === 0) return null;
  return (
    <ul className={css.list}>
      {large.map(([key, some]) => {
        const problem = some[0]?.problem;
        const count = formatNumber(some.length, language);
        return (
          <li key={key} className={css.item}>
            <div className={css.head}>
              <p className={css.names}>
                {text.same(count, problem?.column ?? '', problem?.found || text.empty)}{' '}
                {asSentence(problem?.expected[language] ?? '')}
              </p>
              <Button
                small
                busy={busy}
                onClick={() =>
                  void act(async () => {
                    const rows = some.map(({ row }) => ({
                      position: row.position,
                      row: row.row,
                      leave: true,
                    }));
                    await mend({ rows: rows.slice(0, 500) });
                  })
                }
              >
                {text.leaveRows(count)}
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function ProblemRow({
  found,
  row,
  isCell,
  onSaid,
}: {
  found: Import;
  row: ImportRow;
  isCell: (problem: ImportProblem, row: ImportRow) => boolean;
  onSaid: (words: string) => void;
}): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const mend = useMend(found.id);
  const { busy, act } = useAct();
  const problems = row.problems.filter((problem) => isCell(problem, row));
  const leave = (isLeft: boolean): Promise<void> =>
    act(async () => {
      const last = problems.at(-1);
      const goOn = last && isLeft ? afterMend(cellId(row, last)) : () => undefined;
      await mend({ rows: [{ position: row.position, row: row.row, leave: isLeft }] });
      goOn();
    });
  return (
    <li className={css.item}>
      <div className={css.head}>
        <p className={css.where}>{text.rowAt(row.sheet, formatNumber(row.row, language))}</p>
        {row.state === 'problem' ? (
          <Button small kind="quiet" busy={busy} onClick={() => void leave(true)}>
            {text.leaveRow}
          </Button>
        ) : (
          row.state === 'left' && (
            <Button small busy={busy} onClick={() => void leave(false)}>
              {text.takeBack}
            </Button>
          )
        )}
      </div>
      {row.state !== 'problem' && <p className={css.settled}>{settledWords(row, language)}</p>}
      {problems.map((problem) => (
        <CellField key={problem.column} found={found} row={row} problem={problem} onSaid={onSaid} />
      ))}
      <details className={css.whole}>
        <summary>{text.showRow}</summary>
        <dl className={css.cells}>
          {Object.entries(row.cells).map(([header, value]) => (
            <div key={header}>
              <dt>{header}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}

function settledWords(row: ImportRow, language: Language): string {
  const text = importText[language];
  if (row.state === 'left') return text.rowLeft;
  if (row.state === 'duplicate') return text.rowDuplicate;
  return row.state === 'known' ? text.rowKnown : text.rowGood;
}

function cellId(row: ImportRow, problem: ImportProblem): string {
  return mendId(`${keyOf(row)}.${problem.column}`);
}

function CellField({
  found,
  row,
  problem,
  onSaid,
}: {
  found: Import;
  row: ImportRow;
  problem: ImportProblem;
  onSaid: (words: string) => void;
}): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const mend = useMend(found.id);
  const { busy, act } = useAct();
  const [typed, setTyped] = useState(row.cells[problem.column] ?? '');
  const id = cellId(row, problem);
  const send = (): Promise<void> =>
    act(async () => {
      const goOn = afterMend(id);
      const cells = { [problem.column]: typed };
      const [next] = await mend({ rows: [{ position: row.position, row: row.row, cells }] });
      const stillBad = next?.problems.some((one) => one.column === problem.column) ?? false;
      const line = formatNumber(row.row, language);
      const left = Math.max(0, found.problemRows - (next?.state === 'problem' ? 0 : 1));
      onSaid(stillBad ? text.saidBad(line) : text.saidGood(line, formatNumber(left, language)));
      if (!stillBad) goOn();
    });
  return (
    <form
      className={css.cell}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      <div className={css.field}>
        <TextInput
          id={id}
          label={
            <>
              {problem.column}
              <VisuallyHidden> ({text.rowAt(row.sheet, formatNumber(row.row, language))})</VisuallyHidden>
            </>
          }
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          enterKeyHint="next"
          error={asSentence(problem.expected[language])}
          help={`${text.found(problem.found === '' ? text.empty : problem.found)}${nearWords(problem)}`}
        />
      </div>
      <Button type="submit" small busy={busy}>
        {text.check}
      </Button>
    </form>
  );
}

/** What would be right is a phrase or a sentence; it stands alone here. */
function asSentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}

function nearWords({ near }: ImportProblem): string {
  return near && near.length > 0 ? ` → ${near.join(', ')}?` : '';
}
