import type { z } from 'zod';
import type { Field } from './field.contract.ts';
import { formFaults } from './form-faults.contract.ts';
import { FormShape } from './form-shape.contract.ts';

/**
 * A register as data: its questions, what they mean for figures, how its lists look. Beyond shapes, the schema
 * refuses references to fields that do not exist, two readings of one header or choice, and everything that the
 * system never keeps (religion, ethnicity, opinion, identity cards, suspects, State secrets), with the reason.
 */
export const Form = FormShape.superRefine((form, context) => {
  for (const fault of formFaults(form)) {
    context.addIssue({ code: 'custom', path: fault.path, message: fault.message });
  }
});
export type Form = z.infer<typeof Form>;

/** The field of that code. Throws RangeError where the form has none. */
export function getField(form: Form, code: string): Field {
  const field = form.fields.find((candidate) => candidate.code === code);
  if (field === undefined) throw new RangeError(`form ${form.code} has no field ${code}`);
  return field;
}
