import { formatDay, isDate } from '../../../platform/dates.ts';
import { roleMay } from '../../../platform/permissions.ts';
import { type FieldProblem, Problem } from '../../../platform/problems.ts';
import { type Authorized, authorizeInside } from '../../../platform/server/authorize.ts';
import type { Caller } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { closedBook } from '../../tips/server/tip-book.service.ts';
import type { ActivitySave } from '../activity.contract.ts';
import { isEmptyValue } from '../condition.rules.ts';
import type { EntryProblem } from '../entry.contract.ts';
import { type CheckedEntry, checkEntry } from '../entry.rules.ts';
import { type EntryValues, PlaceValue } from '../field.contract.ts';
import type { Form } from '../form.contract.ts';
import { type FoundPlace, findPlace, placesOnDay } from './place.repo.ts';
import { reachOf } from './reach.repo.ts';

/** Something to be saved, held against its form and the world. */
export interface CheckedSave {
  readonly id: string;
  readonly save: ActivitySave;
  readonly form: Form;
  readonly place: FoundPlace | undefined;
  readonly checked: CheckedEntry;
}

/** The kinds of areas that records stand in. */
const RECORD_KINDS = new Set(['hamlet', 'commune']);

/** Looks up form and place and checks the values; throws Problem only where there is no such form. */
export async function checkSave(context: Context, id: string, save: ActivitySave): Promise<CheckedSave> {
  const form = findForm(save.form);
  const place = await lookUpPlace(context, form, save.values);
  const checked = await checkValues(context, form, save.values, place, save.state === 'draft');
  return { id, save, form, place, checked };
}

/** Throws what is wrong with it, or Problem `outOfArea`; otherwise proof that the caller may record there. */
export function authorizeSave(context: Context, found: CheckedSave): Authorized<'activities.write'> {
  const { place, checked } = found;
  const known = place === undefined ? undefined : { areaId: place.area_id, inside: place.inside };
  if (known && !known.inside) return authorizeInside(context.caller, 'activities.write', known.areaId, false);
  if (!checked.ok) throw problemOf(checked.problems);
  if (!known) throw new Problem('notFound');
  return authorizeInside(context.caller, 'activities.write', known.areaId, known.inside);
}

/** The form of that code. Throws Problem `invalidInput` where there is none. */
export function findForm(code: string): Form {
  const form = referenceData().forms.find((candidate) => candidate.code === code);
  if (form) return form;
  const expected = { vi: 'một mẫu có trong chương trình', en: 'one of the forms of the program' };
  throw new Problem('invalidInput', {
    fields: [{ path: 'form', code: 'unknownForm', found: code, expected }],
  });
}

/** Entry problems as the fields of a problem: `values.<field>`. */
export function problemOf(problems: readonly EntryProblem[]): Problem {
  const fields: FieldProblem[] = problems.map(({ field, code, found, expected }) => ({
    path: `values.${field}`,
    code,
    found,
    expected,
  }));
  return new Problem('invalidInput', { fields });
}

/** The place that the values name, or that the form fills in; undefined where they name none that exists. */
export async function lookUpPlace(
  context: Context,
  form: Form,
  values: EntryValues,
): Promise<FoundPlace | undefined> {
  const given = values[form.placeField];
  const place = isEmptyValue(given) ? callersCommune(context.caller) : PlaceValue.safeParse(given).data;
  if (place === undefined) return undefined;
  const day = values[form.dayField];
  const asked = { place, day: isDate(day) ? day : context.today };
  return findPlace(context.tx, asked, reachOf(context.caller));
}

/** Checks values against the form at a place that was looked up; a draft may leave required fields empty. */
export async function checkValues(
  context: Context,
  form: Form,
  values: EntryValues,
  place: FoundPlace | undefined,
  isDraft: boolean,
): Promise<CheckedEntry> {
  const isKnown = Boolean(place?.exists_then && place.organization_fits && RECORD_KINDS.has(place.area_kind));
  const checked = checkEntry(isDraft ? draftForm(form) : form, values, {
    today: context.today,
    isKnownPlace: () => isKnown,
    commune: callersCommune(context.caller),
    closed: place && (await closedBook(context, form.code, place.area_id)),
  });
  if (checked.ok || place === undefined || place.exists_then) return checked;
  return { ok: false, problems: await nameRightPlace(context, form, values, place, checked.problems) };
}

async function nameRightPlace(
  context: Context,
  form: Form,
  values: EntryValues,
  place: FoundPlace,
  problems: readonly EntryProblem[],
): Promise<EntryProblem[]> {
  const day = values[form.dayField];
  if (!isDate(day)) return [...problems];
  const right = await placesOnDay(context.tx, place.area_id, day);
  const names = right.join('; ');
  const expected = {
    vi: `ngày ${formatDay(day)} không có “${place.area_name}”${names ? `, khi đó là: ${names}` : ''}`,
    en: `on ${day} there was no “${place.area_name}”${names ? `, but: ${names}` : ''}`,
  };
  return problems.map((problem) =>
    problem.field === form.placeField && problem.code === 'unknownArea'
      ? { ...problem, found: place.area_name, expected }
      : problem,
  );
}

const drafts = new WeakMap<Form, Form>();

/** The form as a draft is held against it: only the day and the place are required. */
function draftForm(form: Form): Form {
  const made = drafts.get(form) ?? {
    ...form,
    fields: form.fields.map((field) =>
      field.code === form.dayField || field.code === form.placeField ? field : { ...field, required: false },
    ),
  };
  drafts.set(form, made);
  return made;
}

/** The commune in which the caller records, where it is exactly one. */
function callersCommune(caller: Caller): PlaceValue | undefined {
  const communes = caller.assignments.filter(
    (given) => given.areaKind === 'commune' && roleMay(given.role, 'activities.write'),
  );
  const ids = new Set(communes.map((given) => given.areaId));
  const [areaId] = ids;
  return areaId !== undefined && ids.size === 1 ? { areaId } : undefined;
}
