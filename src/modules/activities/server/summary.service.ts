import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { ActivityState } from '../activity-state.contract.ts';
import { activitySummary } from '../summary.rules.ts';
import type { ReadText } from '../value-text.rules.ts';
import { findForSummary } from './summary.repo.ts';

export interface ActivitySummary {
  readonly form: string;
  readonly state: ActivityState;
  /** The record in a line; empty where its form is no longer there or nothing is filled in. */
  readonly text: ReadText;
}

/** Records in a line each, by id, as far as the caller may see them; the others are missing. */
export async function summariseActivities(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ActivitySummary>> {
  if (ids.length === 0) return new Map();
  const { forms } = referenceData();
  const rows = await findForSummary(context.tx, ids);
  return new Map(
    rows.map(({ id, form: code, state, values }) => {
      const form = forms.find((each) => each.code === code);
      return [id, { form: code, state, text: form ? activitySummary(form, values) : { vi: '', en: '' } }];
    }),
  );
}
