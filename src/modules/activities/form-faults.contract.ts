import { findNever } from '../../platform/never.ts';
import { foldText } from '../../platform/text.ts';
import type { Condition, FieldCondition } from './condition.contract.ts';
import { fieldConditions } from './condition.contract.ts';
import { type Field, isOnTheSpot } from './field.contract.ts';
import type { Contribution, FormShape } from './form-shape.contract.ts';

export interface FormFault {
  path: (string | number)[];
  message: string;
}

type Path = (string | number)[];
const SLICEABLE: readonly Field['type'][] = ['choice', 'boolean', 'text'];
const COUNTABLE: readonly Field['type'][] = ['integer', 'decimal', 'countsBySex'];

/** Everything that is wrong with a form beyond the shapes of its parts; empty for a good one. */
export function formFaults(form: FormShape): FormFault[] {
  const fields = new Map(form.fields.map((field) => [field.code, field]));
  return [
    ...neverFaults(form),
    ...doubledFaults(form),
    ...referenceFaults(form, fields),
    ...form.fields.flatMap((field, index) => fieldFaults(field, ['fields', index], fields)),
    ...form.contributions.flatMap((part, index) =>
      contributionFaults(part, ['contributions', index], fields),
    ),
  ];
}

function neverFaults(form: FormShape): FormFault[] {
  const faults: FormFault[] = [];
  const check = (place: 'form' | 'field' | 'choice', code: string, labels: string[], path: Path): void => {
    const hit = findNever(place, code, labels);
    if (hit === undefined) return;
    const message = `${hit.reason.vi} / ${hit.reason.en} (${hit.rule}: ${JSON.stringify(hit.found)})`;
    faults.push({ path, message });
  };
  check('form', form.code, [form.name.vi, form.name.en, ...form.sheetNames], ['name']);
  form.fields.forEach((field, index) => {
    check('field', field.code, [field.label.vi, field.label.en, ...field.headers], ['fields', index]);
    choicesOf(field).forEach((choice, at) => {
      const labels = [choice.label.vi, choice.label.en, ...(choice.aliases ?? [])];
      check('choice', choice.code, labels, ['fields', index, 'choices', at]);
    });
  });
  return faults;
}

function doubledFaults(form: FormShape): FormFault[] {
  const faults: FormFault[] = [];
  const codes = form.fields.map((field, index) => ({ key: field.code, path: ['fields', index, 'code'] }));
  faults.push(...doubles(codes, 'two fields have this code'));
  const headers = form.fields.flatMap((field, index) =>
    field.headers.map((header, at) => ({ key: foldText(header), path: ['fields', index, 'headers', at] })),
  );
  faults.push(...doubles(headers, 'two columns have this header'));
  form.fields.forEach((field, index) => {
    const path = ['fields', index, 'choices'];
    const choiceCodes = choicesOf(field).map((choice, at) => ({
      key: choice.code,
      path: [...path, at, 'code'],
    }));
    faults.push(...doubles(choiceCodes, 'two choices have this code'));
    const spellings = choicesOf(field).flatMap((choice, at) =>
      [...new Set([choice.label.vi, ...(choice.aliases ?? [])].map(foldText))].map((key) => ({
        key,
        path: [...path, at],
      })),
    );
    faults.push(...doubles(spellings, 'two choices are spelled alike'));
  });
  return faults;
}

function doubles(entries: { key: string; path: Path }[], message: string): FormFault[] {
  return entries
    .filter(({ key }, index) => entries.findIndex((other) => other.key === key) !== index)
    .map(({ key, path }) => ({ path, message: `${message}: ${JSON.stringify(key)}` }));
}

function referenceFaults(form: FormShape, fields: Map<string, Field>): FormFault[] {
  const faults: FormFault[] = [];
  const day = fields.get(form.dayField);
  if (day?.type !== 'date' || day.required !== true || day.showIf !== undefined) {
    faults.push({ path: ['dayField'], message: 'must name a required date field that is always shown' });
  }
  const place = fields.get(form.placeField);
  if (place?.type !== 'place' || place.required !== true || place.showIf !== undefined) {
    faults.push({ path: ['placeField'], message: 'must name a required place field that is always shown' });
  }
  if (form.notesField !== undefined && fields.get(form.notesField)?.type !== 'longText') {
    faults.push({ path: ['notesField'], message: 'must name a longText field' });
  }
  form.searchable.forEach((code, at) => {
    const field = fields.get(code);
    if (field && isOnTheSpot(field))
      faults.push({ path: ['searchable', at], message: `${code} has no words to search` });
  });
  for (const key of ['listColumns', 'searchable'] as const) {
    form[key].forEach((code, at) => {
      if (!fields.has(code)) faults.push({ path: [key, at], message: `no field ${code}` });
    });
  }
  return faults;
}

function fieldFaults(field: Field, path: Path, fields: Map<string, Field>): FormFault[] {
  const faults = conditionFaults(field.showIf, [...path, 'showIf'], fields);
  // A book has neither; and where somebody is, is given freely or not at all.
  if (isOnTheSpot(field) && field.required === true)
    faults.push({
      path: [...path, 'required'],
      message: 'pictures, recordings and points are never required',
    });
  if (field.type === 'date' && field.notBefore !== undefined) {
    if (field.notBefore === field.code || fields.get(field.notBefore)?.type !== 'date') {
      faults.push({ path: [...path, 'notBefore'], message: 'must name another date field' });
    }
  }
  const limited = field.type === 'integer' || field.type === 'decimal';
  if (limited && field.min !== undefined && field.max !== undefined && field.min > field.max) {
    faults.push({ path: [...path, 'max'], message: 'is less than min' });
  }
  if (field.type === 'choice' && field.default !== undefined) {
    if (!field.choices.some((choice) => choice.code === field.default)) {
      faults.push({ path: [...path, 'default'], message: 'is not one of the choices' });
    }
  }
  return faults;
}

function contributionFaults(part: Contribution, path: Path, fields: Map<string, Field>): FormFault[] {
  const faults = conditionFaults(part.when, [...path, 'when'], fields);
  if ('field' in part.value) {
    const type = fields.get(part.value.field)?.type;
    if (type === undefined || !COUNTABLE.includes(type)) {
      faults.push({ path: [...path, 'value'], message: `no number field ${part.value.field}` });
    }
  }
  if (part.day !== undefined && fields.get(part.day)?.type !== 'date') {
    faults.push({ path: [...path, 'day'], message: `no date field ${part.day}` });
  }
  (part.dimensions ?? []).forEach((code, at) => {
    const type = fields.get(code)?.type;
    if (type !== undefined && SLICEABLE.includes(type)) return;
    faults.push({ path: [...path, 'dimensions', at], message: `no choice, yes/no or text field ${code}` });
  });
  return faults;
}

function conditionFaults(
  condition: Condition | undefined,
  path: Path,
  fields: Map<string, Field>,
): FormFault[] {
  if (condition === undefined) return [];
  return fieldConditions(condition).flatMap((part) => {
    const field = fields.get(part.field);
    if (field === undefined) return [{ path, message: `no field ${part.field}` }];
    if ('timeBetween' in part && field.type !== 'time')
      return [{ path, message: `${part.field} is no time` }];
    const codes = new Set(choicesOf(field).map((choice) => choice.code));
    if (codes.size === 0) return [];
    const strange = comparedWith(part).filter((value) => typeof value !== 'string' || !codes.has(value));
    return strange.map((value) => ({
      path,
      message: `${part.field} has no choice ${JSON.stringify(value)}`,
    }));
  });
}

function comparedWith(part: FieldCondition): (string | number | boolean)[] {
  if ('equals' in part) return [part.equals];
  if ('in' in part) return part.in;
  if ('notIn' in part) return part.notIn;
  return [];
}

function choicesOf(field: Field) {
  return field.type === 'choice' || field.type === 'choices' ? field.choices : [];
}
