import { addDays, isDate } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { ActivitySave } from '../../activities/activity.contract.ts';
import { contributions } from '../../activities/contributions.rules.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import { PlaceValue } from '../../activities/field.contract.ts';
import type { Form } from '../../activities/form.contract.ts';
import { saveFresh } from '../../activities/server/fresh.service.ts';
import { saveMerging } from '../../activities/server/merge.service.ts';
import { conflictsOf } from '../conflicts.rules.ts';
import { OLDEST_ENTRY_DAYS, type SyncCommand } from '../sync.contract.ts';
import { type Applied, type Applier, malformed } from './applier.ts';

/** An entry of a book: stored, or put together with what others changed meanwhile. */
export const entryApplier: Applier = {
  facts,
  applyMany: async (context, _phone, commands) => {
    // Of several commands about one record, the first makes it; the others change it.
    const firsts = new Map(commands.toReversed().map((command) => [command.recordId, command]));
    const plain = [...firsts.values()].flatMap((command) => {
      const save = ActivitySave.safeParse(command.payload).data;
      return save && command.settles === undefined && !isTooOld(context, save) ? [{ command, save }] : [];
    });
    const stored = await saveFresh(
      context,
      plain.map(({ command, save }) => ({ id: command.recordId, save })),
    );
    return new Map(
      plain.flatMap(({ command }) => {
        const activity = stored.get(command.recordId);
        return activity ? [[command.id, { outcome: 'accepted', activity } as const]] : [];
      }),
    );
  },
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

/** The form and the day of an entry whose day lies too far back. */
function isTooOld(context: Context, save: ActivitySave): { form: Form; day: string } | undefined {
  const form = referenceData().forms.find((one) => one.code === save.form);
  const day = form && save.values[form.dayField];
  const oldest = addDays(context.today, -OLDEST_ENTRY_DAYS);
  return form && isDate(day) && day < oldest ? { form, day } : undefined;
}

function refuseTooOld(context: Context, save: ActivitySave): void {
  const old = isTooOld(context, save);
  if (!old) return;
  const expected = {
    vi: `ngày không quá ${OLDEST_ENTRY_DAYS} ngày trước; xem lại đồng hồ điện thoại, hoặc nhờ xã ghi vào sổ`,
    en: `a day within the last ${OLDEST_ENTRY_DAYS} days; look at the phone’s clock, or let the commune enter it`,
  };
  throw new Problem('invalidInput', {
    fields: [{ path: `values.${old.form.dayField}`, code: 'tooOld', found: old.day, expected }],
  });
}

function facts(command: SyncCommand): readonly Fact[] {
  const save = ActivitySave.safeParse(command.payload);
  const form = save.success ? referenceData().forms.find((one) => one.code === save.data.form) : undefined;
  if (!save.success || !form || !PlaceValue.safeParse(save.data.values[form.placeField]).success) return [];
  return contributions(form, save.data.values);
}
