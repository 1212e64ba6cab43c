import { Problem } from '../../platform/problems.ts';
import type { EntryValues } from './field.contract.ts';
import type { Form } from './form.contract.ts';

/**
 * Brings the values of an entry that was made with an older version of the form up to the form of today, step by step:
 * renamed fields keep their values, fields that are gone put their text into the form's remarks, where it has them.
 * Throws Problem `invalidInput` for a version that this program does not know yet.
 */
export function upgradeEntry(form: Form, version: number, values: EntryValues): EntryValues {
  if (version > form.version) {
    const expected = {
      vi: `mẫu ${form.name.vi} đến lần sửa ${form.version}; máy chủ cần được cập nhật`,
      en: `${form.name.en} up to version ${form.version}; the server has to be updated`,
    };
    throw new Problem('invalidInput', {
      fields: [{ path: 'formVersion', code: 'unknownFormVersion', found: String(version), expected }],
    });
  }
  const steps = (form.changes ?? [])
    .filter((step) => step.version > version)
    .toSorted((a, b) => a.version - b.version);
  return steps.reduce<EntryValues>((was, step) => {
    const next: EntryValues = {};
    for (const [code, value] of Object.entries(was)) {
      if (!step.removed.includes(code)) next[step.renamed[code] ?? code] = value;
    }
    const rest = step.removed.flatMap((code) => (isText(was[code]) ? [`${code}: ${was[code]}`] : []));
    const { notesField } = form;
    if (notesField !== undefined && rest.length > 0)
      next[notesField] = [next[notesField], ...rest].filter(isText).join('\n');
    return next;
  }, values);
}

const isText = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';
