import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { LocalText } from '../../../platform/text.ts';
import { stripDiacritics } from '../../../platform/text.ts';
import { kindNames, kindSearchText } from '../kind-words.rules.ts';
import type { ModelKindDefinition, ModelSubject } from '../model-kind.contract.ts';

export interface KindRow {
  readonly id: string;
  readonly code: string | null;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly name: string;
  readonly sort_key: string;
  readonly definition: ModelKindDefinition;
  readonly subjects: ModelSubject[];
  readonly verified: boolean;
  readonly from_entry: boolean;
  readonly revision: number;
  readonly merged_into: string | null;
  readonly merged_into_name: LocalText | null;
}

const columns = sql`k.id, k.code, k.owner_id, o.full_name as owner_name, k.name, k.sort_key, k.definition, k.subjects,
  k.verified, k.from_entry, k.revision, k.merged_into, i.definition -> 'name' as merged_into_name`;
const joins = sql`left join area o on o.id = k.owner_id left join model_kind i on i.id = k.merged_into`;

export interface KindSearch {
  readonly words: readonly string[];
  readonly subject?: ModelSubject | undefined;
  readonly from?: 'program' | 'own' | 'others' | undefined;
  /** The provinces whose own kinds are the caller's own. */
  readonly provinces: readonly string[];
}

function conditions(search: KindSearch): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`k.merged_into is null`];
  const own = sql`${[...search.provinces]}::uuid[]`;
  if (search.subject !== undefined) all.push(sql`${search.subject} = any(k.subjects)`);
  if (search.from === 'program') all.push(sql`k.owner_id is null`);
  if (search.from === 'own') all.push(sql`k.owner_id = any(${own})`);
  if (search.from === 'others') all.push(sql`k.owner_id is not null and k.owner_id <> all(${own})`);
  for (const word of search.words) all.push(sql`k.search like ${`%${word.replaceAll(/[\\%_]/gu, '\\$&')}%`}`);
  return sql.join(all, sql` and `);
}

/** A page of the catalogue, by name. */
export async function searchKinds(
  tx: Transaction<DB>,
  search: KindSearch,
  page: { after: { key: string; id: string } | undefined; limit: number },
): Promise<KindRow[]> {
  const beyond = page.after
    ? sql`(k.sort_key, k.id) > (${page.after.key}, ${page.after.id}::uuid)`
    : sql`true`;
  const found = await sql<KindRow>`
    select ${columns} from model_kind k ${joins} where ${conditions(search)} and ${beyond}
    order by k.sort_key, k.id limit ${page.limit}`.execute(tx);
  return found.rows;
}

export async function countKinds(tx: Transaction<DB>, search: KindSearch): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from model_kind k where ${conditions(search)}`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

export async function findKind(
  tx: Transaction<DB>,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<KindRow | undefined> {
  const found = await sql<KindRow>`
    select ${columns} from model_kind k ${joins} where k.id = ${id}
    ${lock === 'lock' ? sql`for update of k` : sql``}`.execute(tx);
  return found.rows[0];
}

/** How many sites are at work of each kind, within the caller's areas. */
export async function countSitesOfKinds(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const found = await sql<{ kind_id: string; n: number }>`
    select kind_id, count(*)::int as n from model_site
    where kind_id = any(${[...ids]}::uuid[]) and stage = 'launched' and not voided group by kind_id`.execute(
    tx,
  );
  return new Map(found.rows.map((row) => [row.kind_id, row.n]));
}

/** The provinces of today in which these areas lie; all of them for '*'. */
export async function provincesAbove(
  tx: Transaction<DB>,
  areaIds: '*' | readonly string[],
): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    select a.id, a.full_name as name from area a where a.kind = 'province' and a.closed_on is null
      and ${areaIds === '*' ? sql`true` : sql`exists (select 1 from area_path_today p where p.ancestor_id = a.id and p.area_id = any(${[...areaIds]}::uuid[]))`}
    order by a.full_name`.execute(tx);
  return found.rows;
}

export interface KindToStore {
  readonly id: string;
  readonly code: string | null;
  readonly ownerId: string | null;
  readonly definition: ModelKindDefinition;
  readonly verified: boolean;
  readonly fromEntry: boolean;
  readonly by: string;
}

/** Stores a kind, new or changed, with the names by which it is found; names that another kind has already stay its. */
export async function putKind(tx: Transaction<DB>, kind: KindToStore): Promise<number> {
  const { definition } = kind;
  const [folded] = kindNames(definition);
  const stored = await sql<{ revision: number }>`
    insert into model_kind (id, code, owner_id, name, folded, search, sort_key, subjects, definition, verified,
      from_entry, revision, created_by, changed_by)
    values (${kind.id}, ${kind.code}, ${kind.ownerId}, ${definition.name.vi}, ${folded}, ${kindSearchText(definition)},
      ${stripDiacritics(definition.name.vi)}, ${definition.subjects}::text[], ${JSON.stringify(definition)},
      ${kind.verified}, ${kind.fromEntry}, 1, ${kind.by}, ${kind.by})
    on conflict (id) do update set name = excluded.name, folded = excluded.folded, search = excluded.search,
      sort_key = excluded.sort_key, subjects = excluded.subjects, definition = excluded.definition,
      verified = excluded.verified, from_entry = excluded.from_entry, revision = model_kind.revision + 1,
      changed_by = excluded.changed_by, changed_at = now()
    returning revision`.execute(tx);
  await sql`delete from model_kind_name where kind_id = ${kind.id} and operation_id is null`.execute(tx);
  await sql`insert into model_kind_name (kind_id, owner_id, folded)
    select ${kind.id}, ${kind.ownerId}::uuid, unnest(${kindNames(definition)}::text[]) on conflict do nothing`.execute(
    tx,
  );
  return stored.rows[0]?.revision ?? 1;
}

/** Which kinds these folded names mean in a province: its own before those of the program. */
export async function findKindsByName(
  tx: Transaction<DB>,
  provinceId: string,
  folded: readonly string[],
): Promise<ReadonlyMap<string, { id: string; looksBelow: boolean }>> {
  const found = await sql<{ folded: string; id: string; below: boolean | null }>`
    with recursive named (folded, own, id, merged_into, depth) as (
      select n.folded, n.owner_id is not null, k.id, k.merged_into, 0
      from model_kind_name n join model_kind k on k.id = n.kind_id
      where n.folded = any(${[...folded]}::text[]) and (n.owner_id = ${provinceId} or n.owner_id is null)
      union all
      select n.folded, n.own, k.id, k.merged_into, n.depth + 1
      from named n join model_kind k on k.id = n.merged_into where n.depth < 20)
    select distinct on (n.folded) n.folded, k.id, (k.definition #>> '{rule,looksBelow}')::boolean as below
    from named n join model_kind k on k.id = n.id where n.merged_into is null
    order by n.folded, n.own desc`.execute(tx);
  return new Map(found.rows.map((row) => [row.folded, { id: row.id, looksBelow: row.below ?? true }]));
}

/** Whether a kind of the owner, or of the program, has one of these names already; gives its id. */
export async function findNamesake(
  tx: Transaction<DB>,
  ownerId: string,
  folded: readonly string[],
  exceptId: string,
): Promise<{ id: string; folded: string } | undefined> {
  const found = await sql<{ id: string; folded: string }>`
    select n.kind_id as id, n.folded from model_kind_name n
    where n.folded = any(${[...folded]}::text[]) and (n.owner_id = ${ownerId} or n.owner_id is null)
      and n.kind_id <> ${exceptId} limit 1`.execute(tx);
  return found.rows[0];
}

/** Takes away kinds that only a book had named and that no site has. */
export async function deleteUnusedEntryKinds(tx: Transaction<DB>, ids: readonly string[]): Promise<void> {
  await sql`delete from model_kind k where k.id = any(${[...ids]}::uuid[]) and k.from_entry
    and not exists (select 1 from model_site s where s.kind_id = k.id)
    and not exists (select 1 from model_kind m where m.merged_into = k.id)`.execute(tx);
}

/** The shipped kinds as they are stored: code → definition. */
export async function storedShippedKinds(
  tx: Transaction<DB>,
): Promise<ReadonlyMap<string, ModelKindDefinition>> {
  const found = await sql<{ code: string; definition: ModelKindDefinition }>`
    select code, definition from model_kind where code is not null`.execute(tx);
  return new Map(found.rows.map((row) => [row.code, row.definition]));
}

/** The sites of a kind, by id; for a change of what their figures or lives hang on. */
export async function findSiteIdsOfKind(tx: Transaction<DB>, kindId: string): Promise<string[]> {
  const found = await sql<{
    id: string;
  }>`select id from model_site where kind_id = ${kindId} order by id`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** Copies to the sites of a kind whether records of areas below count. */
export async function copyLooksBelow(
  tx: Transaction<DB>,
  kindId: string,
  looksBelow: boolean,
): Promise<void> {
  await sql`update model_site set looks_below = ${looksBelow}
    where kind_id = ${kindId} and looks_below <> ${looksBelow}`.execute(tx);
}
