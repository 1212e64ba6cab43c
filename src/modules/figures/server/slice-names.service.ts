import { referenceData } from '../../../platform/server/reference-data.ts';
import type { LocalText } from '../../../platform/text.ts';
import { sliceLabel } from '../../activities/slice-label.rules.ts';

/** What people read for a slice 'dimension=value', in the words of the form that has the dimension. */
export function sliceName(slice: string): LocalText {
  const at = slice.indexOf('=');
  const dimension = slice.slice(0, at);
  const value = slice.slice(at + 1);
  const form = referenceData().forms.find((each) => each.fields.some((field) => field.code === dimension));
  return form ? sliceLabel(form, dimension, value) : { vi: value, en: value };
}
