import type { LocalText } from '../../../platform/text.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { Form } from '../../activities/form.contract.ts';
import { sliceLabel } from '../../activities/slice-label.rules.ts';
import { shippedKindName } from '../../models/server/kind-files.service.ts';

/** What people read for a slice 'dimension=value' of an indicator, in the words of the form that feeds it. */
export function sliceName(indicator: string, slice: string): LocalText {
  const at = slice.indexOf('=');
  const dimension = slice.slice(0, at);
  const value = slice.slice(at + 1);
  const own = splitOf(indicator, dimension);
  if (own) return own.values[value] ?? { vi: value, en: value };
  if (dimension === 'kind' && isOfModels(indicator)) {
    const kind = shippedKindName(value);
    if (kind) return kind;
  }
  const form = formOf(indicator, dimension);
  return form ? sliceLabel(form, dimension, value) : { vi: value, en: value };
}

/** By which fields which indicators can be split, with the names that the forms give these fields. */
export function listDimensions(): { indicator: string; code: string; name: LocalText }[] {
  return referenceData().indicators.flatMap((indicator) =>
    (indicator.dimensions ?? []).map((code) => ({
      indicator: indicator.code,
      code,
      name: indicator.splits?.[code]?.name ??
        formOf(indicator.code, code)?.fields.find((field) => field.code === code)?.label ?? {
          vi: code,
          en: code,
        },
    })),
  );
}

function splitOf(indicator: string, dimension: string) {
  return referenceData().indicators.find((one) => one.code === indicator)?.splits?.[dimension];
}

/** Models are counted from their register; the entry of the books (form modelSite) keeps the words of their fields. */
function isOfModels(indicator: string): boolean {
  return referenceData().indicators.find((one) => one.code === indicator)?.fedBy === 'modelSite';
}

// Two forms may have a field of the same code with other choices: the form that feeds the indicator is meant.
function formOf(indicator: string, dimension: string): Form | undefined {
  const having = referenceData().forms.filter((form) =>
    form.fields.some((field) => field.code === dimension),
  );
  if (isOfModels(indicator)) return having.find((form) => form.code === 'modelSite');
  return having.find((form) => form.contributions.some((part) => part.indicator === indicator)) ?? having[0];
}
