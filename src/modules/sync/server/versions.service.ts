import { createHash } from 'node:crypto';
import { addDays } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { DUE_WITHIN_DAYS } from '../../models/field-tasks.contract.ts';
import type { ListVersions } from '../sync.contract.ts';
import { readListMarks } from './versions.repo.ts';

/** What the caller's phone holds beside entries, as words that change when it changes. */
export async function versionsFor(context: Context): Promise<ListVersions> {
  const { assignments } = context.caller;
  const recording = assignments.filter(({ role }) => role === 'recorder' || role === 'officer');
  const marks = await readListMarks(context.tx, {
    areaIds: recording.map(({ areaId }) => areaId),
    today: context.today,
    dueUntil: addDays(context.today, DUE_WITHIN_DAYS),
  });
  const roles = recording.map(({ role, areaId }) => `${role} ${areaId}`).toSorted();
  return { forms: formsVersion(), places: word([...roles, marks.places]), models: word([marks.models]) };
}

let forms: string | undefined;

/** The forms come with the program: they change when it is started anew. */
function formsVersion(): string {
  forms ??= word([JSON.stringify(referenceData().forms)]);
  return forms;
}

function word(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 12);
}
