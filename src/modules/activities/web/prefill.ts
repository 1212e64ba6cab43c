import type { EntryValues } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { defaultValues } from './entry-grid.rules.ts';
import type { Place } from './places.ts';

/** The likeliest values of a new record: day and place of the last one, or today and the only place there is. */
export function prefill(
  form: FormShape,
  known: { today: string | undefined; places: readonly Place[]; last: EntryValues | undefined },
): EntryValues {
  const { today, places, last } = known;
  const commune = places.find((place) => place.kind === 'commune');
  const field = form.fields.find((each) => each.code === form.placeField);
  const byForm = field?.type === 'place' && field.default === 'commune' ? commune : undefined;
  const only = places.length === 1 ? places[0] : byForm;
  const place = last?.[form.placeField] ?? only?.value;
  const day = last?.[form.dayField] ?? today;
  return {
    ...defaultValues(form),
    ...(day === undefined ? {} : { [form.dayField]: day }),
    ...(place === undefined ? {} : { [form.placeField]: place }),
  };
}
