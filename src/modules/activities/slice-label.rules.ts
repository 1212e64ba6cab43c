import type { LocalText } from '../../platform/text.ts';
import { foldText } from '../../platform/text.ts';
import { type Form, getField } from './form.contract.ts';

const ACRONYMS = /(?<!\p{L})(antt|antq|pccc|tnxh|csgt|atgt|vneid|thcs|thpt)(?!\p{L})/gu;

/**
 * What people read for a slice of a fact: the choice's label, Có/Không, or the text. Folded text gets back the
 * spelling of a suggestion that it is, otherwise a capital letter and the usual acronyms.
 */
export function sliceLabel(form: Form, dimension: string, slice: string): LocalText {
  const field = getField(form, dimension);
  if (field.type === 'boolean') return slice === 'true' ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' };
  if (field.type === 'choice') {
    return field.choices.find((choice) => choice.code === slice)?.label ?? { vi: slice, en: slice };
  }
  if (field.type === 'text') {
    const known = field.suggestions?.find((suggestion) => foldText(suggestion.vi) === slice);
    if (known !== undefined) return known;
  }
  const text = slice
    .replace(ACRONYMS, (word) => word.toUpperCase())
    .replace(/^\p{L}/u, (first) => first.toUpperCase());
  return { vi: text, en: text };
}
