import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { insertFactsInBulk, removeFacts } from '../../figures/server/facts.service.ts';
import { searchText } from '../activity-text.rules.ts';
import { type EntryValues, PlaceValue } from '../field.contract.ts';
import type { Form } from '../form.contract.ts';
import { findForm } from './check.service.ts';
import { worthOf } from './content.service.ts';
import { applyEffects, findHeldByEffects, removeEffects } from './effects.service.ts';
import {
  deleteActivities,
  findByHashes,
  holdImported,
  type ImportedContent,
  insertImportedActivities,
  type WorkedOn,
} from './import.repo.ts';
import { namesOfPlaces, provincesOn } from './place.repo.ts';

/** A row of a book that the import has checked with `checkEntry`; day and place are in its values. */
export interface ImportedRow {
  readonly id: string;
  readonly form: string;
  readonly values: EntryValues;
  readonly notes: Readonly<Record<string, string>>;
  readonly sourceHash: string;
}

/** Small enough that making some ready and storing the ones before go on side by side. */
const CHUNK = 500;
const REMOVED = 5000;

/**
 * Stores the rows of an import as submitted records with revisions and facts, some hundred at a time. `by` is who
 * imports (a job runs as the system). Throws Problem `outOfArea` where a row does not lie under the area that
 * `authorized` speaks of; then nothing of this call is stored once the transaction is taken back.
 */
export async function insertImported(
  context: Context,
  authorized: Authorized<'imports.use'>,
  rows: readonly ImportedRow[],
  made: { importId: string; by?: string | undefined },
): Promise<void> {
  const maker = { importId: made.importId, by: made.by ?? context.caller.id, device: context.device };
  const places = await lookUpPlaces(context, authorized.areaId, rows);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const contents = rows.slice(start, start + CHUNK).map((row) => contentOf(row, places));
    await insertImportedActivities(
      context.tx,
      authorized,
      contents.map(({ content }) => content),
      maker,
    );
    await insertFactsInBulk(
      context.tx,
      contents.map(({ form, content }) => worthOf(form, content)),
    );
    await applyEffects(
      context,
      authorized,
      contents.map(({ content }) => content),
    );
  }
}

interface Places {
  /** By area and day. */
  readonly provinces: ReadonlyMap<string, string>;
  /** By the id of an area or an organisation. */
  readonly names: ReadonlyMap<string, string>;
}

function placeOf(row: ImportedRow): { form: Form; place: PlaceValue; day: string } {
  const form = findForm(row.form);
  return {
    form,
    place: PlaceValue.parse(row.values[form.placeField]),
    day: String(row.values[form.dayField]),
  };
}

async function lookUpPlaces(context: Context, rootId: string, rows: readonly ImportedRow[]): Promise<Places> {
  const placed = rows.map(placeOf);
  const pairs = new Map(
    placed.map(({ place, day }) => [`${place.areaId} ${day}`, { areaId: place.areaId, day }]),
  );
  const { provinces, outside } = await provincesOn(context.tx, [...pairs.values()], rootId);
  if (outside.length > 0) throw new Problem('outOfArea');
  const ids = placed.flatMap(({ place }) => [place.areaId, place.organizationId ?? place.areaId]);
  return { provinces, names: await namesOfPlaces(context.tx, ids) };
}

function contentOf(row: ImportedRow, { provinces, names }: Places): { form: Form; content: ImportedContent } {
  const { form, place, day } = placeOf(row);
  const provinceId = provinces.get(`${place.areaId} ${day}`);
  if (provinceId === undefined) throw new Problem('outOfArea');
  const placeNames = [names.get(place.areaId) ?? '', names.get(place.organizationId ?? '') ?? ''];
  const content: ImportedContent = {
    id: row.id,
    provinceId,
    form: form.code,
    formVersion: form.version,
    areaId: place.areaId,
    organizationId: place.organizationId ?? null,
    day,
    values: row.values,
    notes: row.notes,
    state: 'submitted',
    stateBeforeVoid: null,
    reason: '',
    search: searchText(form, row.values, placeNames, row.notes),
    sourceHash: row.sourceHash,
  };
  return { form, content };
}

/** What became of taking an import back: all of it, or nothing because of these records. */
export type RemovedImport =
  | { readonly removed: number }
  | { readonly workedOn: readonly WorkedOn[]; readonly count: number };

/**
 * Takes all records of an import away again, with their facts, as if they had not been. Nothing is taken away
 * where somebody has worked on one of them: then says on which (at most 50, and how many).
 */
export async function removeImported(
  context: Context,
  authorized: Authorized<'imports.use'>,
  importId: string,
): Promise<RemovedImport> {
  const { ids, workedOn } = await holdImported(context.tx, importId, (some) =>
    findHeldByEffects(context, some),
  );
  if (workedOn.length > 0) return { workedOn: workedOn.slice(0, 50), count: workedOn.length };
  for (let start = 0; start < ids.length; start += REMOVED) {
    const some = ids.slice(start, start + REMOVED);
    await removeEffects(context, authorized, some);
    await removeFacts(context.tx, some);
    await deleteActivities(context.tx, authorized, some);
  }
  return { removed: ids.length };
}

/** Which of these rows of books are records under the area (as of today) already: hash → the record's id. */
export async function findKnownHashes(
  context: Context,
  areaId: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return hashes.length === 0 ? new Map() : findByHashes(context.tx, areaId, hashes);
}
