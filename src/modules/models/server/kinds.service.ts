import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { callerMay, scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { foldText } from '../../../platform/text.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { kindNames, namedKind, searchWords, shippedKindId } from '../kind-words.rules.ts';
import type { listModelKinds } from '../kinds.contract.ts';
import type { ModelKind, ModelKindDefinition, ModelKindSummary } from '../model-kind.contract.ts';
import { shippedKinds } from './kind-files.service.ts';
import { mergersOf } from './kind-mergers.repo.ts';
import {
  copyLooksBelow,
  countKinds,
  countSitesOfKinds,
  findKind,
  findKindsByName,
  findNamesake,
  findSiteIdsOfKind,
  type KindRow,
  type KindSearch,
  provincesAbove,
  putKind,
  searchKinds,
  storedShippedKinds,
} from './kinds.repo.ts';
import { refreshSites } from './site-life.service.ts';

/** Puts the kinds of the program into the catalogue, as far as they are new or have changed. For the start, as system. */
export async function loadShippedKinds(context: Context): Promise<number> {
  const stored = await storedShippedKinds(context.tx);
  let changed = 0;
  for (const { code, order: _order, ...definition } of shippedKinds()) {
    const before = stored.get(code);
    if (before !== undefined && sameDefinition(before, definition)) continue;
    const id = shippedKindId(code);
    const verified = definition.sources.every((source) => source.verified);
    await putKind(context.tx, {
      ...{ id, code, ownerId: null, definition, verified, fromEntry: false, by: context.caller.id },
    });
    if (before !== undefined) await followKind(context, id, before, definition);
    changed += 1;
  }
  return changed;
}

function sameDefinition(a: ModelKindDefinition, b: ModelKindDefinition): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The same value with the keys of objects in one order: the database does not keep theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

type KindList = z.input<(typeof listModelKinds)['output']>;
type KindQuery = z.output<(typeof listModelKinds)['query']>;

/** A page of the catalogue. Throws Problem `badRequest` for a cursor that is none of ours. */
export async function listKinds(context: Context, asked: KindQuery): Promise<KindList> {
  const provinces = await ownProvinces(context);
  const search: KindSearch = {
    words: searchWords(asked.q ?? ''),
    subject: asked.subject,
    from: asked.from,
    provinces: provinces.map((province) => province.id),
  };
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const rows = await searchKinds(context.tx, search, { after, limit: asked.limit + 1 });
  const shown = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  return {
    items: await toSummaries(context, shown),
    total: await countKinds(context.tx, search),
    next: last ? Buffer.from(`${last.id} ${last.sort_key}`).toString('base64url') : null,
    can: { create: callerMay(context.caller, 'models.kinds') },
  };
}

function readCursor(cursor: string): { key: string; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const id = text.slice(0, 36);
  if (!/^[0-9a-f-]{36}$/u.test(id)) throw new Problem('badRequest');
  return { id, key: text.slice(37) };
}

/** The provinces in which the caller has to do with models. */
async function ownProvinces(context: Context): Promise<{ id: string; name: string }[]> {
  return provincesAbove(context.tx, scopeFor(context.caller, 'models.read'));
}

async function toSummaries(context: Context, rows: readonly KindRow[]): Promise<ModelKindSummary[]> {
  const sites = await countSitesOfKinds(
    context.tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.definition.name,
    aim: row.definition.aim,
    subjects: row.subjects,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    verified: row.verified,
    sites: sites.get(row.id) ?? 0,
    revision: row.revision,
  }));
}

/** A kind with all that it says. Throws Problem `notFound`. */
export async function getKind(context: Context, id: string): Promise<ModelKind> {
  const row = await findKind(context.tx, id);
  const [summary] = row ? await toSummaries(context, [row]) : [];
  if (!row || !summary) throw new Problem('notFound');
  const scope = scopeFor(context.caller, 'models.kinds');
  const own = (await provincesAbove(context.tx, scope)).map((province) => province.id);
  const mayKinds = callerMay(context.caller, 'models.kinds') && own.length > 0;
  const isOwn = row.owner_id !== null && own.includes(row.owner_id);
  return {
    ...summary,
    definition: row.definition,
    mergedInto: row.merged_into
      ? { id: row.merged_into, name: row.merged_into_name ?? row.definition.name }
      : null,
    mergers: await mergersOf(context.tx, id, mayKinds),
    can: {
      edit: mayKinds && isOwn && row.merged_into === null,
      merge: mayKinds && row.merged_into === null && (row.owner_id === null || isOwn),
      copy: mayKinds && row.merged_into === null,
      propose: callerMay(context.caller, 'models.write') && row.merged_into === null,
    },
  };
}

/** Adds a kind of a province's own. Throws Problem `invalidInput`, `alreadyExists` (a kind has the name; `id` says which). */
export async function createKind(
  context: Context,
  authorized: Authorized<'models.kinds'>,
  given: { id: string; ownerId: string; definition: ModelKindDefinition },
): Promise<ModelKind> {
  const province = (await provincesAbove(context.tx, [given.ownerId])).find(({ id }) => id === given.ownerId);
  if (!province)
    throw fieldProblem('ownerId', { vi: 'một tỉnh, thành phố hiện nay', en: 'a province of today' });
  if (await findKind(context.tx, given.id)) return getKind(context, given.id);
  await checkDefinition(context, given);
  await putKind(context.tx, {
    ...{ id: given.id, code: null, ownerId: given.ownerId, definition: given.definition },
    ...{ verified: given.definition.sources.some((source) => source.verified), fromEntry: false },
    by: authorized.callerId,
  });
  return getKind(context, given.id);
}

/** Changes a province's own kind; its sites and figures follow. Throws Problem `conflict`, and as {@link createKind}. */
export async function changeKind(
  context: Context,
  authorized: Authorized<'models.kinds'>,
  given: { id: string; baseRevision: number; definition: ModelKindDefinition },
): Promise<ModelKind> {
  const row = await findKind(context.tx, given.id, 'lock');
  if (!row) throw new Problem('notFound');
  if (row.owner_id === null || row.merged_into !== null)
    throw new Problem('notPossibleNow', { detail: notOwn });
  if (row.revision !== given.baseRevision)
    throw new Problem('conflict', { extra: { current: await getKind(context, given.id) } });
  await checkDefinition(context, { ...given, ownerId: row.owner_id });
  await putKind(context.tx, {
    ...{ id: row.id, code: null, ownerId: row.owner_id, definition: given.definition },
    ...{ verified: given.definition.sources.some((source) => source.verified), fromEntry: false },
    by: authorized.callerId,
  });
  await followKind(context, row.id, row.definition, given.definition);
  return getKind(context, row.id);
}

const notOwn = {
  vi: 'Loại mô hình của chương trình không sửa được. Hãy tạo loại riêng của tỉnh từ loại này.',
  en: 'A kind of the program can not be changed. Make an own kind of the province from it.',
};

/** Sites follow their kind where its name or its rule changed. */
async function followKind(
  context: Context,
  id: string,
  before: ModelKindDefinition,
  after: ModelKindDefinition,
): Promise<void> {
  const sameName = foldText(before.name.vi) === foldText(after.name.vi);
  if (sameName && JSON.stringify(sorted(before.rule)) === JSON.stringify(sorted(after.rule))) return;
  await copyLooksBelow(context.tx, id, after.rule.looksBelow);
  await refreshSites(context, await findSiteIdsOfKind(context.tx, id));
}

async function checkDefinition(
  context: Context,
  given: { id: string; ownerId: string; definition: ModelKindDefinition },
): Promise<void> {
  const { definition } = given;
  const forms = new Set([...referenceData().forms.map((form) => form.code), 'check']);
  for (const [at, need] of definition.rule.needs.entries()) {
    const strange = need.forms.find((form) => !forms.has(form));
    if (strange !== undefined)
      throw fieldProblem(
        `definition.rule.needs.${at}.forms`,
        { vi: 'một sổ có trong chương trình', en: 'a book of the program' },
        strange,
      );
  }
  const codes = definition.checklist.map((item) => item.code);
  if (new Set(codes).size < codes.length)
    throw fieldProblem('definition.checklist', {
      vi: 'mỗi nội dung một mã',
      en: 'a code of its own for each line',
    });
  const namesake = await findNamesake(context.tx, given.ownerId, kindNames(definition), given.id);
  if (namesake === undefined) return;
  const other = await findKind(context.tx, namesake.id);
  throw new Problem('alreadyExists', {
    detail: {
      vi: `“${other?.definition.name.vi ?? namesake.folded}” đã có tên “${namesake.folded}”. Dùng loại đó, hoặc đặt tên khác.`,
      en: `“${other?.definition.name.en ?? namesake.folded}” is called “${namesake.folded}” already. Use it, or take another name.`,
    },
    extra: { id: namesake.id },
  });
}

function fieldProblem(path: string, expected: { vi: string; en: string }, found = ''): Problem {
  return new Problem('invalidInput', { fields: [{ path, code: 'invalid', found, expected }] });
}

/** What a name in a book of the province means: a kind of the catalogue, made where there is none. */
export async function kindsByName(
  context: Context,
  provinceId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, { id: string; looksBelow: boolean }>> {
  const wanted = [...new Set(names.map(foldText))].sort();
  const found = await findKindsByName(context.tx, provinceId, wanted);
  const missing = wanted.filter((name) => !found.has(name));
  if (missing.length === 0) return found;
  for (const folded of missing) {
    const name = names.find((each) => foldText(each) === folded) ?? folded;
    await putKind(context.tx, {
      ...{ id: uuidv7(), code: null, ownerId: provinceId, definition: namedKind(name), verified: false },
      ...{ fromEntry: true, by: context.caller.id },
    });
  }
  return findKindsByName(context.tx, provinceId, wanted);
}
