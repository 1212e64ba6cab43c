import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';
import { Code, Condition } from './condition.contract.ts';
import { Field } from './field.contract.ts';

const IndicatorCode = z.string().regex(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/u, 'must be group.name');

/** What one record adds to an indicator: a constant, or a number field (taken away where `negate`). */
export const Contribution = z.strictObject({
  indicator: IndicatorCode,
  value: z.union([
    z.strictObject({ const: z.int() }),
    z.strictObject({
      field: Code,
      negate: z.boolean().optional(),
      sex: z.enum(['female', 'male']).optional(),
    }),
  ]),
  when: Condition.optional(),
  /** The date field that the fact stands on; the form's `dayField` where absent. Empty date: no fact. */
  day: Code.optional(),
  /** Fields by which the indicator can be split. */
  dimensions: z.array(Code).optional(),
});
export type Contribution = z.infer<typeof Contribution>;

/** The parts of a form, each of the right shape; `Form` in form.contract.ts also checks them against each other. */
export const FormShape = z.strictObject({
  code: Code,
  version: z.int().min(1),
  name: LocalText,
  purpose: LocalText,
  /** Order in menus. */
  order: z.int(),
  /** Sheets of a workbook that hold this register; the first one is the name in templates. */
  sheetNames: z.array(z.string().min(1).max(31)).min(1),
  dayField: Code,
  placeField: Code,
  /** Takes the columns of a workbook that no field knows. A form without it must not keep them. */
  notesField: Code.optional(),
  fields: z.array(Field).min(1).max(200),
  contributions: z.array(Contribution),
  /** What became different with a version, so that entries made with an older one are still understood. */
  changes: z
    .array(
      z.strictObject({
        version: z.int().min(2),
        /** Old code → new code. */
        renamed: z.record(Code, Code).default({}),
        removed: z.array(Code).default([]),
      }),
    )
    .optional(),
  listColumns: z.array(Code).min(1),
  searchable: z.array(Code),
});
export type FormShape = z.infer<typeof FormShape>;
