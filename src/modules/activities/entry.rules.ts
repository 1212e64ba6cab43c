import { formatDay } from '../../platform/dates.ts';
import type { LocalText } from '../../platform/text.ts';
import { holds, isEmptyValue } from './condition.rules.ts';
import type { EntryProblem, EntryProblemCode } from './entry.contract.ts';
import type { EntryValue, EntryValues, Field } from './field.contract.ts';
import type { EntryContext } from './field-value.rules.ts';
import { checkValue } from './field-value.rules.ts';
import type { Form } from './form.contract.ts';

export type CheckedEntry = { ok: true; values: EntryValues } | { ok: false; problems: EntryProblem[] };

/**
 * Checks the typed values of one record against its form and gives them normalised (NFC, trimmed, defaults filled
 * in, empty ones left out), or every problem, at most one for each field, in the order of the form.
 * Checking what it gave changes nothing.
 */
export function checkEntry(form: Form, given: EntryValues, context: EntryContext): CheckedEntry {
  const values: EntryValues = {};
  const problems = unknownFields(form, given);
  const checked = new Map<string, EntryProblem>();
  for (const field of form.fields) {
    const value = isEmptyValue(given[field.code]) ? defaultOf(field, context) : given[field.code];
    if (value === undefined || value === null) continue;
    const check = checkValue(field, value, context);
    if (!check.ok) checked.set(field.code, problem(field.code, check.code, value, check.expected));
    else if (!isEmptyValue(check.value)) values[field.code] = check.value;
  }
  for (const field of form.fields) {
    const found = checkShown(field, given, values) ?? checked.get(field.code) ?? checkPresent(field, values);
    if (found !== undefined && found !== 'hidden') problems.push(found);
  }
  for (const field of form.fields) {
    const found = checkOrder(field, form, values);
    if (found !== undefined) problems.push(found);
  }
  const { closed } = context;
  const day = values[form.dayField];
  if (closed !== undefined && typeof day === 'string' && day >= closed.from)
    problems.push(problem(form.dayField, 'bookClosed', day, closed.expected));
  return problems.length === 0 ? { ok: true, values } : { ok: false, problems: inOrder(form, problems) };
}

function problem(
  field: string,
  code: EntryProblemCode,
  found: EntryValue | undefined,
  expected: LocalText,
): EntryProblem {
  const text = typeof found === 'string' ? found : isEmptyValue(found) ? '' : JSON.stringify(found);
  return { field, code, found: text, expected };
}

function unknownFields(form: Form, given: EntryValues): EntryProblem[] {
  const known = new Set(form.fields.map((field) => field.code));
  return Object.keys(given)
    .filter((code) => !known.has(code))
    .map((code) =>
      problem(code, 'unknownField', given[code], {
        vi: `mẫu “${form.name.vi}” không có mục này`,
        en: `the form “${form.name.en}” has no such field`,
      }),
    );
}

function defaultOf(field: Field, context: EntryContext): EntryValue | undefined {
  if (field.type === 'place') return field.default === 'commune' ? context.commune : undefined;
  return 'default' in field ? field.default : undefined;
}

/** A hidden field keeps no value, not even its default, so that later fields' conditions see it empty. */
function checkShown(
  field: Field,
  given: EntryValues,
  values: EntryValues,
): EntryProblem | 'hidden' | undefined {
  if (field.showIf === undefined || holds(field.showIf, values)) return undefined;
  delete values[field.code];
  if (isEmptyValue(given[field.code])) return 'hidden';
  return problem(field.code, 'notShown', given[field.code], {
    vi: 'để trống: mục này không áp dụng ở đây',
    en: 'empty: the field does not apply here',
  });
}

function checkPresent(field: Field, values: EntryValues): EntryProblem | undefined {
  if (field.required !== true || values[field.code] !== undefined) return undefined;
  return problem(field.code, 'required', undefined, {
    vi: `bắt buộc có “${field.label.vi}”`,
    en: `“${field.label.en}” is required`,
  });
}

function checkOrder(field: Field, form: Form, values: EntryValues): EntryProblem | undefined {
  if (field.type !== 'date' || field.notBefore === undefined) return undefined;
  const end = values[field.code];
  const start = values[field.notBefore];
  if (typeof end !== 'string' || typeof start !== 'string' || end >= start) return undefined;
  const first = form.fields.find((candidate) => candidate.code === field.notBefore)?.label;
  return problem(field.code, 'endsBeforeStart', end, {
    vi: `không trước “${first?.vi}” (${formatDay(start)})`,
    en: `not before “${first?.en}” (${formatDay(start)})`,
  });
}

function inOrder(form: Form, problems: EntryProblem[]): EntryProblem[] {
  const rank = new Map(form.fields.map((field, index) => [field.code, index]));
  const last = form.fields.length;
  return problems.toSorted((a, b) => (rank.get(a.field) ?? last) - (rank.get(b.field) ?? last));
}
