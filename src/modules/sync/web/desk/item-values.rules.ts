import type { EntryValue, EntryValues, Field } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import { upgradeEntry } from '../../../activities/form-upgrade.rules.ts';
import type { SyncItem } from '../../sync.contract.ts';

/** What the phone wrote, by the codes of its own form. */
export function phoneValues(item: SyncItem): EntryValues {
  const values = item.payload?.values;
  return typeof values === 'object' && values !== null ? (values as EntryValues) : {};
}

/** What the phone wrote, as far as this form has a place for it: older versions are brought up to the form's own. */
export function valuesFor(form: Form, item: SyncItem): EntryValues {
  const version = Number(item.payload?.formVersion);
  const isOlder = item.form === form.code && Number.isInteger(version) && version <= form.version;
  const values = isOlder ? upgradeEntry(form, version, phoneValues(item)) : phoneValues(item);
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const value = values[field.code];
      return value !== undefined && fits(field, value) ? [[field.code, value]] : [];
    }),
  );
}

/** What the phone wrote and this form has no place for. */
export function leftOver(form: Form | undefined, item: SyncItem): [string, EntryValue][] {
  const taken = form ? valuesFor(form, item) : {};
  return Object.entries(phoneValues(item)).filter(([code, value]) => value !== null && !(code in taken));
}

/** Whether a field can show the value at all; whether it is right is for the form to say. */
function fits(field: Field, value: EntryValue): boolean {
  switch (field.type) {
    case 'integer':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'choices':
      return Array.isArray(value);
    case 'place':
      return typeof value === 'object' && value !== null && 'areaId' in value;
    case 'countsBySex':
      return typeof value === 'object' && value !== null && 'female' in value;
    default:
      return typeof value === 'string';
  }
}
