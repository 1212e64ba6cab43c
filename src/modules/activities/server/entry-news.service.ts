import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { fieldChanges } from '../activity-text.rules.ts';
import type { EntryNews } from '../entry-news.contract.ts';
import { PlaceValue } from '../field.contract.ts';
import { actor } from './answer.service.ts';
import type { ChangePosition } from './changes.repo.ts';
import { type EntryNewsRow, findNewsOf } from './entry-news.repo.ts';
import { namesOfPeople, namesOfPlaces } from './place.repo.ts';

/** What others did to the caller's own records in these changes; nothing is asked where there are none. */
export async function newsOfOwn(context: Context, changes: readonly ChangePosition[]): Promise<EntryNews[]> {
  if (changes.length === 0) return [];
  const rows = await findNewsOf(context.tx, context.caller.id, changes);
  if (rows.length === 0) return [];
  const people = await namesOfPeople(
    context.tx,
    rows.map(({ by }) => by),
  );
  const places = await namesOfPlaces(context.tx, rows.flatMap(placesIn));
  const placeName = ({ areaId, organizationId }: PlaceValue): string =>
    [organizationId && places.get(organizationId), places.get(areaId)].filter(Boolean).join(', ');
  const { forms } = referenceData();
  return rows.flatMap((row): EntryNews[] => {
    const form = forms.find(({ code }) => code === row.form);
    if (!form) return [];
    const changed = fieldChanges(form, row.before ?? {}, row.after ?? {}, placeName);
    const isEmpty = row.action === 'edit' && changed.length === 0;
    if (isEmpty) return [];
    return [
      {
        id: `${row.activityId}.${row.revision}`,
        recordId: row.activityId,
        form: row.form,
        formName: form.name,
        day: row.day,
        what: row.action,
        at: row.at.toISOString(),
        by: actor(row.by, people),
        reason: row.reason,
        changes: changed.map(({ field, label, beforeText, afterText }) => ({
          field,
          label,
          before: beforeText,
          after: afterText,
        })),
      },
    ];
  });
}

function placesIn({ before, after }: EntryNewsRow): string[] {
  return [before, after].flatMap((values) =>
    Object.values(values ?? {}).flatMap((value) => {
      const place = PlaceValue.safeParse(value).data;
      return place ? [place.areaId, ...(place.organizationId ? [place.organizationId] : [])] : [];
    }),
  );
}
