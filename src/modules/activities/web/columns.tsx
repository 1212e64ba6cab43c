import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { Link } from '../../../ui/action/Link.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import type { Language } from '../../../ui/language.ts';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import type { Activity } from '../activity.contract.ts';
import type { Field } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { amountOf, isNumeric, showField } from './show-value.ts';

/** The columns of a book: those of its list first, then all its other fields, then state and author. */
export function bookColumns(
  form: FormShape,
  language: Language,
  words: { stateColumn: string; author: string; notes: string },
): Column<Activity>[] {
  const listed = form.listColumns.flatMap((code) => form.fields.find((field) => field.code === code) ?? []);
  const others = form.fields.filter((field) => !form.listColumns.includes(field.code));
  const columns = [...listed, ...others].map((field) => fieldColumn(form, field, language));
  const [first, ...rest] = columns;
  const head = first && {
    ...first,
    cell: (row: Activity) => (
      <Link href={`/so/${row.form}/${row.id}`} quiet>
        {first.cell(row) || formatDate(row.day, language)}
      </Link>
    ),
  };
  return [
    ...(head ? [head] : []),
    ...rest.slice(0, listed.length - 1),
    { key: 'state', label: words.stateColumn, nowrap: true, cell: (row) => <StatusTag state={row.state} /> },
    ...rest.slice(listed.length - 1),
    { key: 'author', label: words.author, cell: (row) => row.createdBy.name },
    { key: 'notes', label: words.notes, wide: true, cell: (row) => notesText(row) },
  ];
}

/** What is not in the list of the form is hidden until somebody asks for it. */
export function firstHidden(form: FormShape): string[] {
  const others = form.fields.map((field) => field.code).filter((code) => !form.listColumns.includes(code));
  return [...others, 'author', 'notes'];
}

function fieldColumn(form: FormShape, field: Field, language: Language): Column<Activity> {
  return {
    key: field.code,
    label: field.label[language],
    numeric: isNumeric(field),
    nowrap: ['date', 'time', 'boolean'].includes(field.type),
    wide: field.type === 'longText',
    sortable: field.code === form.dayField,
    cell: (row) => showField(row, field, language),
  };
}

function notesText(row: Activity): string {
  return Object.entries(row.notes)
    .map(([header, text]) => `${header}: ${text}`)
    .join(' · ');
}

/** Sums of the number fields over the rows shown; voided rows do not count. */
export function pageTotals(
  form: FormShape,
  rows: readonly Activity[],
  language: Language,
): Record<string, string> | undefined {
  const fields = form.fields.filter(isNumeric);
  if (fields.length === 0) return undefined;
  const counted = rows.filter((row) => row.state !== 'voided');
  return Object.fromEntries(
    fields.map((field) => {
      const sum = counted.reduce((total, row) => total + amountOf(row.values[field.code]), 0);
      return [field.code, formatNumber(sum, language)];
    }),
  );
}
