import { type KeyboardEvent, type RefObject, useEffect } from 'react';

const widgets = 'a[href], button, input, select, textarea';

/** The one thing in a cell that can be used, where there is just one; a cell with several is entered by Enter. */
function stopOf(cell: HTMLElement): HTMLElement {
  const inside = cell.querySelectorAll<HTMLElement>(widgets);
  return inside.length === 1 && inside[0] ? inside[0] : cell;
}

function moveTo(table: HTMLTableElement, cell: HTMLElement): void {
  for (const old of table.querySelectorAll<HTMLElement>('[tabindex="0"]')) old.tabIndex = -1;
  const stop = stopOf(cell);
  stop.tabIndex = 0;
  stop.focus();
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Where a key leads from row r, column c, in a table of so many rows and columns; undefined for other keys. */
export function gridTarget(
  key: string,
  control: boolean,
  at: { row: number; column: number },
  size: { rows: number; columns: number },
): { row: number; column: number } | undefined {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const to = {
    ArrowUp: { row: control ? 0 : at.row - 1, column: at.column },
    ArrowDown: { row: control ? last.row : at.row + 1, column: at.column },
    ArrowLeft: { row: at.row, column: control ? 0 : at.column - 1 },
    ArrowRight: { row: at.row, column: control ? last.column : at.column + 1 },
    Home: { row: control ? 0 : at.row, column: 0 },
    End: { row: control ? last.row : at.row, column: last.column },
    PageUp: { row: at.row - 10, column: at.column },
    PageDown: { row: at.row + 10, column: at.column },
  }[key];
  if (!to) return undefined;
  return {
    row: Math.min(last.row, Math.max(0, to.row)),
    column: Math.min(last.column, Math.max(0, to.column)),
  };
}

/**
 * Movement between the cells of a table as in a spreadsheet: one Tab stop, arrow keys inside. The tab stops live in
 * the DOM, not in React, so that moving through a thousand rows redraws nothing.
 */
export function useGridKeys(table: RefObject<HTMLTableElement | null>): (event: KeyboardEvent) => void {
  // After every drawing: new links and buttons get out of the Tab order, and one stop remains.
  useEffect(() => {
    const element = table.current;
    if (!element) return;
    const kept = element.querySelector<HTMLElement>('[tabindex="0"]');
    for (const widget of element.querySelectorAll<HTMLElement>(widgets))
      if (widget !== kept) widget.tabIndex = -1;
    const first = element.rows[0]?.cells[0];
    if (!kept && first) stopOf(first).tabIndex = 0;
  });

  return (event) => {
    const element = table.current;
    const cell =
      event.target instanceof HTMLElement ? event.target.closest<HTMLTableCellElement>('td, th') : null;
    const row = cell?.closest('tr');
    if (!element || !cell || !row) return;
    if (event.key === 'Enter' && event.target === cell) {
      cell.querySelector<HTMLElement>(widgets)?.focus();
      return;
    }
    if (event.key === 'Escape' && event.target !== cell) {
      moveTo(element, cell);
      return;
    }
    const rows = [...element.rows];
    const to = gridTarget(
      event.key,
      event.ctrlKey || event.metaKey,
      { row: rows.indexOf(row), column: cell.cellIndex },
      { rows: rows.length, columns: row.cells.length },
    );
    if (!to) return;
    event.preventDefault();
    const cells = rows[to.row]?.cells;
    const target = cells?.[Math.min(to.column, cells.length - 1)];
    if (target) moveTo(element, target);
  };
}
