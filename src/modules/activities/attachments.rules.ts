import type { EntryValues, FieldOf } from './field.contract.ts';
import type { FormShape } from './form-shape.contract.ts';

/** A picture or a recording that a record names; the thing itself may not have come yet. */
export interface NamedAttachment {
  readonly id: string;
  readonly field: FieldOf<'photo' | 'voice'>;
}

/** The pictures and recordings that a record names, in the order of the form. */
export function attachmentsOf(form: Pick<FormShape, 'fields'>, values: EntryValues): NamedAttachment[] {
  return form.fields.flatMap((field) => {
    const named = values[field.code];
    if ((field.type !== 'photo' && field.type !== 'voice') || !Array.isArray(named)) return [];
    return named.map((id) => ({ id, field }));
  });
}
