import { isDate } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorizeInside } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { onItsOwn } from '../../../platform/server/savepoint.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { insertFactsInBulk } from '../../figures/server/facts.service.ts';
import type { Activity, ActivitySave } from '../activity.contract.ts';
import { NEW_DRAFT } from '../activity-state.rules.ts';
import { type EntryValues, PlaceValue } from '../field.contract.ts';
import type { Form } from '../form.contract.ts';
import { upgradeEntry } from '../form-upgrade.rules.ts';
import type { ActivityContent } from './activity-write.repo.ts';
import { toActivity } from './answer.service.ts';
import { checkValues } from './check.service.ts';
import { contentOf, worthOf } from './content.service.ts';
import { hasEffects } from './effects.service.ts';
import { insertFresh } from './fresh.repo.ts';
import { type FoundPlace, findPlaces } from './place.repo.ts';
import { reachOf } from './reach.repo.ts';

export interface FreshEntry {
  readonly id: string;
  readonly save: ActivitySave;
}

interface Ready {
  readonly form: Form;
  readonly place: FoundPlace;
  readonly content: ActivityContent;
  readonly authorized: Authorized<'activities.write'>;
}

/**
 * Stores what is new and without fault among many entries of the caller, in a few statements for all of them; gives the
 * records by their ids. Whatever else there is (a record that is there, a closed place, a fault) is left
 * to be saved one by one, and answered there.
 */
export async function saveFresh(
  context: Context,
  entries: readonly FreshEntry[],
): Promise<ReadonlyMap<string, Activity>> {
  const ready = await check(context, entries);
  if (ready.length === 0) return new Map();
  try {
    return await onItsOwn(context.tx, () => store(context, ready));
  } catch (error) {
    // A value that PostgreSQL can't hold: one by one it comes out which.
    if (((error as { code?: string }).code ?? '').startsWith('22')) return new Map();
    throw error;
  }
}

async function check(context: Context, entries: readonly FreshEntry[]): Promise<Ready[]> {
  const asked = entries.flatMap((entry) => {
    const form = referenceData().forms.find(({ code }) => code === entry.save.form);
    const { baseRevision, formVersion } = entry.save;
    if (!form || baseRevision !== undefined || formVersion > form.version || hasEffects(form.code)) return [];
    // A phone may know the form as it was.
    const values = upgradeEntry(form, formVersion, entry.save.values);
    const place = PlaceValue.safeParse(values[form.placeField]).data;
    const day = values[form.dayField];
    return place && isDate(day) ? [{ ...entry, form, place, day, values }] : [];
  });
  const places = await findPlaces(context.tx, asked, reachOf(context.caller));
  const ready: Ready[] = [];
  for (const [at, { id, save, form, values }] of asked.entries()) {
    const place = places[at];
    if (!place?.exists_then || !place.inside) continue;
    const checked = await checkValues(context, form, values, place, save.state === 'draft');
    if (checked.ok) ready.push(made(context, id, save, form, place, checked.values));
  }
  return ready;
}

function made(
  context: Context,
  id: string,
  save: ActivitySave,
  form: Form,
  place: FoundPlace,
  values: EntryValues,
): Ready {
  const status = { ...NEW_DRAFT, state: save.state, reason: '' };
  return {
    form,
    place,
    content: contentOf(id, form, values, place, status),
    authorized: authorizeInside(context.caller, 'activities.write', place.area_id, place.inside),
  };
}

async function store(context: Context, ready: readonly Ready[]): Promise<Map<string, Activity>> {
  const [first] = ready;
  if (!first) return new Map();
  const { caller } = context;
  const fresh = await insertFresh(
    context.tx,
    first.authorized,
    ready.map(({ content }) => content),
    context.device,
  );
  const stored = ready.filter(({ content }) => fresh.has(content.id));
  await insertFactsInBulk(
    context.tx,
    stored.map(({ form, content }) => worthOf(form, content)),
  );
  const names = new Map([[caller.id, caller.name ?? '']]);
  return new Map(
    stored.map(({ form, place, content }) => {
      const at = fresh.get(content.id);
      if (!at) throw new Problem('internal');
      const row = {
        ...place,
        id: content.id,
        form: form.code,
        form_version: form.version,
        day: content.day,
        values: content.values,
        notes: {},
        state: content.state,
        state_before_void: null,
        reason: '',
        revision: 1,
        import_id: null,
        created_by: caller.id,
        created_at: at,
        changed_by: caller.id,
        changed_at: at,
      };
      return [content.id, toActivity(row, caller, names)];
    }),
  );
}
