import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { foldText } from '../../../platform/text.ts';
import { hamletKey } from '../../areas/area-names.rules.ts';
import { typedCell } from '../cell-result.rules.ts';
import { choiceAliasKey } from '../form-rows.rules.ts';
import type { ImportMend, ImportRow } from '../import.contract.ts';
import type { StagedColumn } from '../sheet-columns.rules.ts';
import { HAMLETS, isRegister } from '../sheet-kinds.rules.ts';
import { restoreCell } from '../stored-cells.rules.ts';
import { profileDay } from './check.service.ts';
import { type Aliases, type ImportRecord, moveImport, saveWords } from './imports.repo.ts';
import { getSheetKind } from './kinds.service.ts';
import { getImportRecord, showRows } from './look.service.ts';
import { dropNewPlaces, findNewPlaces, insertNewPlaces } from './new-places.repo.ts';
import { rowHash } from './row-hash.ts';
import { type RowReader, rowReader } from './row-readers.service.ts';
import { findRows, findRowsAt, type Mend, type RowRecord, updateRows } from './rows.repo.ts';
import { countSheets, findSheets, type SheetRecord } from './sheets.repo.ts';
import { checkedColumns, isMended, knownHashes } from './stage.service.ts';
import { checkedAlias, type ImportWorld, loadWorld } from './world.service.ts';

type MayImport = Authorized<'imports.use'>;

interface Mending {
  readonly context: Context;
  readonly authorized: MayImport;
  readonly record: ImportRecord;
  readonly sheets: ReadonlyMap<number, SheetRecord>;
}

const BATCH = 2000;

/**
 * Does what a person said about an import and checks again what is concerned: the rows named, for a place or choice
 * every row that has it, for the list of hamlets everything. Two who mend at once come one after the other.
 * Throws Problem `notPossibleNow` where the import is not (or no longer) waiting for its commit, `notFound` for a row
 * that is not there, `invalidInput` for a column, place or choice that is not.
 */
export async function mend(
  context: Context,
  authorized: MayImport,
  importId: string,
  said: ImportMend,
): Promise<ImportRow[]> {
  const record = await getImportRecord(context, importId, 'lock');
  if (record.state !== 'checked') throw new Problem('notPossibleNow');
  if (said.profileDay !== undefined && said.profileDay > context.today) {
    throw new Problem('invalidInput', {
      fields: [{ path: 'profileDay', code: 'inTheFuture', found: said.profileDay }],
    });
  }
  const sheets = new Map((await findSheets(context.tx, importId)).map((sheet) => [sheet.position, sheet]));
  const mending: Mending = { context, authorized, record, sheets };
  const overrides = await hearWords(mending, said);
  const changed = await hearRows(mending, said.rows);
  await recheck(mending, said, changed, overrides);
  await settle(mending);
  const rows = await findRowsAt(context.tx, record, said.rows);
  return showRows(context, record, rows);
}

/**
 * Keeps what texts mean, and notes the places that are to be added. Gives whether some text meant another place before.
 */
async function hearWords(
  { context, authorized, record, sheets }: Mending,
  said: ImportMend,
): Promise<boolean> {
  const world = await loadWorld(context, record);
  const overrides = said.places.some(({ text }) => world.findPlace(text, context.today).kind === 'known');
  // Looking a text up must not add what its words tell.
  world.takeFresh();
  const aliases: Aliases = { places: { ...record.aliases.places }, choices: { ...record.aliases.choices } };
  for (const [at, { text, as }] of said.places.entries()) {
    const key = foldText(text);
    if (key === '') continue;
    if ('areaId' in as) aliases.places[key] = checkedAlias(world, as, `places.${at}.as`);
    else if ('hamlet' in as) aliases.places[key] = { areaId: world.hamletOf(as.hamlet, 'person') };
    else aliases.places[key] = world.organizationOf(as.organization, as.kind, 'person');
  }
  for (const [at, choice] of said.choices.entries()) {
    aliases.choices[choiceKey(sheets.get(choice.position), choice, `choices.${at}`)] = choice.as;
  }
  await insertNewPlaces(context.tx, authorized, record, world.takeFresh());
  await saveWords(context.tx, authorized, record.id, { aliases, profileDay: said.profileDay });
  record.aliases = aliases;
  if (said.profileDay !== undefined)
    Object.assign(record, { profile_day: said.profileDay, profile_day_given: true });
  return overrides;
}

function choiceKey(
  sheet: SheetRecord | undefined,
  choice: { column: string; text: string; as: string },
  path: string,
): string {
  const kind = sheet?.kind ? getSheetKind(sheet.kind) : undefined;
  const column = sheet?.columns.find((one) => one.header === choice.column);
  const field =
    kind && isRegister(kind) ? kind.form.fields.find((one) => one.code === column?.field) : undefined;
  if (
    kind === undefined ||
    field?.type !== 'choice' ||
    !field.choices.some((one) => one.code === choice.as)
  ) {
    throw new Problem('invalidInput', { fields: [{ path, code: 'unknownChoice', found: choice.as }] });
  }
  return choiceAliasKey(kind.code, field.code, choice.text);
}

/** Keeps what a person said about single rows; gives them as they are to be checked. */
async function hearRows(
  { context, record, sheets }: Mending,
  said: ImportMend['rows'],
): Promise<RowRecord[]> {
  const found = new Map(
    (await findRowsAt(context.tx, record, said)).map((row) => [`${row.position}.${row.row}`, row]),
  );
  for (const [at, one] of said.entries()) {
    const row = found.get(`${one.position}.${one.row}`);
    if (!row) throw new Problem('notFound');
    const headers = new Set(
      (sheets.get(one.position)?.columns ?? []).filter(isMendable).map((column) => column.header),
    );
    const foreign = Object.keys(one.cells ?? {}).find((header) => !headers.has(header));
    if (foreign !== undefined) {
      throw new Problem('invalidInput', {
        fields: [{ path: `rows.${at}.cells`, code: 'unknownField', found: foreign }],
      });
    }
    row.mend = mended(row.mend, one);
  }
  return [...found.values()];
}

function isMendable(column: StagedColumn): boolean {
  return column.refused === undefined;
}

function mended(before: Mend, said: ImportMend['rows'][number]): Mend {
  const cells = { ...before.cells };
  for (const [header, text] of Object.entries(said.cells ?? {})) {
    if (text === null) delete cells[header];
    else cells[header] = text.toWellFormed().replaceAll('\u0000', '');
  }
  return {
    ...(Object.keys(cells).length > 0 ? { cells } : {}),
    ...((said.take ?? before.take) ? { take: true } : {}),
    ...((said.leave ?? before.leave) ? { leave: true } : {}),
  };
}

async function recheck(
  mending: Mending,
  said: ImportMend,
  changed: readonly RowRecord[],
  overrides: boolean,
): Promise<void> {
  const { context, authorized, record, sheets } = mending;
  await updateRows(context.tx, authorized, record, changed);
  const isList = (row: { position: number }): boolean => sheets.get(row.position)?.kind === HAMLETS;
  if (changed.some(isList)) {
    await forgetUnnamedHamlets(mending);
    const world = await loadWorld(context, record);
    await recheckMatching(mending, world, {});
    return;
  }
  const world = await loadWorld(context, record);
  await recheckRows(mending, world, changed);
  if (said.places.length > 0) await recheckMatching(mending, world, { problem: 'unknownArea' });
  if (said.choices.length > 0) await recheckMatching(mending, world, { problem: 'unknownChoice' });
  if (overrides) await recheckMatching(mending, world, { states: ['accepted'] });
}

/** All rows of a kind, batch by batch; the list of hamlets comes first, because the others ask for its names. */
async function recheckMatching(
  mending: Mending,
  world: ImportWorld,
  which: { problem?: string; states?: readonly ['accepted'] },
): Promise<void> {
  const { context, record, sheets } = mending;
  const inOrder = [...sheets.values()]
    .filter((sheet) => sheet.kind !== null)
    .toSorted((a, b) => Number(b.kind === HAMLETS) - Number(a.kind === HAMLETS));
  for (const sheet of inOrder) {
    const read = await rowReader(context, { kind: sheet.kind ?? '', columns: sheet.columns }, world);
    let after: { position: number; row: number } | undefined;
    for (;;) {
      const rows = await findRows(context.tx, record, {
        ...which,
        position: sheet.position,
        after,
        limit: BATCH,
      });
      await checkAgain(mending, world, rows, () => read);
      after = rows.at(-1);
      if (rows.length < BATCH) break;
    }
  }
}

async function recheckRows(mending: Mending, world: ImportWorld, rows: readonly RowRecord[]): Promise<void> {
  const readers = new Map<number, RowReader>();
  for (const position of new Set(rows.map((row) => row.position))) {
    const sheet = mending.sheets.get(position);
    if (sheet?.kind)
      readers.set(
        position,
        await rowReader(mending.context, { kind: sheet.kind, columns: sheet.columns }, world),
      );
  }
  await checkAgain(mending, world, rows, (position) => readers.get(position));
}

async function checkAgain(
  { context, authorized, record, sheets }: Mending,
  world: ImportWorld,
  rows: readonly RowRecord[],
  readerOf: (position: number) => RowReader | undefined,
): Promise<void> {
  const read = rows.flatMap((row) => {
    const reader = readerOf(row.position);
    const sheet = sheets.get(row.position);
    if (!reader || !sheet?.kind) return [];
    const { kind, columns } = sheet;
    const cells = columns.map(({ header }, at) => {
      const typed = row.mend.cells?.[header];
      return typed === undefined ? restoreCell(row.found[at]) : typedCell(typed);
    });
    const mendedHash = isMended(row.mend) ? rowHash(kind, columns, cells) : null;
    return [{ row, kind, result: reader(cells, row.row, row.source_hash), mendedHash }];
  });
  const known = new Map<string, { has(hash: string): boolean }>();
  for (const [kind, some] of Map.groupBy(read, (one) => one.kind)) {
    const hashes = some.flatMap((one) => one.mendedHash ?? []);
    if (hashes.length > 0) known.set(kind, await knownHashes(context, authorized, record, kind, hashes));
  }
  const checked = read.map(({ row, kind, result, mendedHash }) => {
    const mendedKnown = mendedHash !== null && known.get(kind)?.has(mendedHash) === true;
    const standing = { mend: row.mend, known: row.known, duplicate: row.duplicate_of !== null, mendedKnown };
    return { ...row, mended_hash: mendedHash, ...checkedColumns(result, standing) };
  });
  await insertNewPlaces(context.tx, authorized, record, world.takeFresh());
  await updateRows(context.tx, authorized, record, checked);
}

/** Hamlets that the list named before it was mended, and names no longer. */
async function forgetUnnamedHamlets({ context, authorized, record, sheets }: Mending): Promise<void> {
  const named = new Set<string>();
  for (const sheet of sheets.values()) {
    const header = sheet.columns.find((column) => column.field === 'name')?.header;
    if (sheet.kind !== HAMLETS || header === undefined) continue;
    const at = sheet.columns.findIndex((column) => column.header === header);
    for (const row of await findRows(context.tx, record, { position: sheet.position, limit: 50_000 })) {
      if (row.mend.leave) continue;
      named.add(hamletKey(row.mend.cells?.[header] ?? restoreCell(row.found[at])?.text ?? ''));
    }
  }
  const places = await findNewPlaces(context.tx, record);
  const gone = places.filter(
    (place) => place.kind === 'hamlet' && place.origin === 'sheet' && !named.has(place.name_key),
  );
  await dropNewPlaces(
    context.tx,
    authorized,
    record,
    gone.map((place) => place.id),
  );
}

async function settle({ context, authorized, record }: Mending): Promise<void> {
  await countSheets(context.tx, record);
  const world = await loadWorld(context, record);
  const day = await profileDay(context, record, world);
  await moveImport(context.tx, authorized, record.id, ['checked'], { state: 'checked', profileDay: day });
}
