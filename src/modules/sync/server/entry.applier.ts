import { addDays, isDate } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { ActivitySave } from '../../activities/activity.contract.ts';
import { contributions } from '../../activities/contributions.rules.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import { PlaceValue } from '../../activities/field.contract.ts';
import { saveMerging } from '../../activities/server/merge.service.ts';
import { conflictsOf } from '../conflicts.rules.ts';
import { OLDEST_ENTRY_DAYS, type SyncCommand } from '../sync.contract.ts';
import { type Applied, type Applier, malformed } from './applier.ts';

/** An entry of a book: stored, or put together with what others changed meanwhile. */
export const entryApplier: Applier = {
  facts,
  apply: async (context, _phone, command) => {
    const parsed = ActivitySave.safeParse(command.payload);
    if (!parsed.success) throw malformed(parsed.error);
    refuseTooOld(context, parsed.data);
    return store(context, command.recordId, parsed.data);
  },
  repair: async (context, recordId, payload) => {
    const save = ActivitySave.safeParse(payload);
    if (!save.success) throw malformed(save.error, 'payload.');
    const { conflicts = [] } = await store(context, recordId, save.data);
    if (conflicts.length > 0) throw new Problem('conflict', { extra: { conflicts: conflictsOf(conflicts) } });
  },
};

async function store(context: Context, recordId: string, save: ActivitySave): Promise<Applied> {
  const { saved, merged, conflicts, movedTo } = await saveMerging(context, recordId, save);
  return { ...saved, merged, conflicts, ...(movedTo ? { movedTo } : {}) };
}

function refuseTooOld(context: Context, save: ActivitySave): void {
  const form = referenceData().forms.find((one) => one.code === save.form);
  const day = form && save.values[form.dayField];
  const oldest = addDays(context.today, -OLDEST_ENTRY_DAYS);
  if (!form || !isDate(day) || day >= oldest) return;
  const expected = {
    vi: `ngày không quá ${OLDEST_ENTRY_DAYS} ngày trước; xem lại đồng hồ điện thoại, hoặc nhờ xã ghi vào sổ`,
    en: `a day within the last ${OLDEST_ENTRY_DAYS} days; look at the phone’s clock, or let the commune enter it`,
  };
  throw new Problem('invalidInput', {
    fields: [{ path: `values.${form.dayField}`, code: 'tooOld', found: day, expected }],
  });
}

function facts(command: SyncCommand): readonly Fact[] {
  const save = ActivitySave.safeParse(command.payload);
  const form = save.success ? referenceData().forms.find((one) => one.code === save.data.form) : undefined;
  if (!save.success || !form || !PlaceValue.safeParse(save.data.values[form.placeField]).success) return [];
  return contributions(form, save.data.values);
}
