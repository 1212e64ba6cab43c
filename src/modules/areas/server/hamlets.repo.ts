import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import { foldName } from '../area-names.rules.ts';
import type { AreaKind, AreaProfile } from '../areas.contract.ts';
import type { CommuneLife, HamletSpan } from '../hamlet-parents.rules.ts';
import type { ProfileInput } from '../hamlets.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'hamlets.write'>;

/** A commune and whatever took its place, then and later, with the successors of each on its last day. */
export async function findCommuneLives(tx: Tx, communeId: string): Promise<Map<string, CommuneLife>> {
  const found = await sql<CommuneLife>`
    with recursive walk (id) as (
      select ${communeId}::uuid
      union
      select s.successor_id from walk w join area a on a.id = w.id
      join area_succession s on s.predecessor_id = w.id and s.effective_on = a.closed_on and s.kind <> 'transfer'
    )
    select a.id, a.opened_on as "openedOn", a.closed_on as "closedOn",
      array(select s.successor_id from area_succession s
        where s.predecessor_id = a.id and s.effective_on = a.closed_on and s.kind <> 'transfer' order by 1) as "successorIds"
    from walk w join area a on a.id = w.id`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, row]));
}

export interface NewHamlet {
  readonly id: string;
  readonly fullName: string;
  readonly unitType: string;
  readonly openedOn: string | null;
  readonly spans: readonly HamletSpan[];
}

/** Writes hamlets with their names and parents; their paths are added by the trees. */
export async function insertHamlets(tx: Tx, _may: MayWrite, hamlets: readonly NewHamlet[]): Promise<void> {
  const rows = JSON.stringify(hamlets.map((one) => ({ ...one, folded: foldName(one.fullName) })));
  await sql`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as r(id uuid, "fullName" text, "unitType" text, folded text, "openedOn" date, spans jsonb)
    ),
    made as (
      insert into area (id, kind, unit_type, full_name, folded, opened_on, province_id)
      select id, 'hamlet', "unitType", "fullName", folded, "openedOn", id from given returning id
    ),
    named as (
      insert into area_name (area_id, full_name, unit_type, folded, valid)
      select g.id, "fullName", "unitType", folded, daterange("openedOn", null) from given g join made m on m.id = g.id
    )
    insert into area_parent (area_id, parent_id, valid)
    select g.id, s."parentId", daterange(s."from", s."to") from given g join made m on m.id = g.id
    cross join lateral jsonb_to_recordset(g.spans) as s("parentId" uuid, "from" date, "to" date)`.execute(tx);
}

/** The name keys of hamlets that ever hung under a commune, or do so today through what it took in, that are open. */
export async function findHamletNames(
  tx: Tx,
  communeId: string,
): Promise<{ id: string; fullName: string }[]> {
  const found = await sql<{ id: string; fullName: string }>`
    select a.id, a.full_name as "fullName" from area a
    where a.kind = 'hamlet' and a.closed_on is null
      and a.id in (select area_id from area_parent where parent_id = ${communeId})`.execute(tx);
  return found.rows;
}

/** Enters counts, at most one for an area and day; the one that was there is replaced. */
export async function putProfiles(
  tx: Tx,
  may: MayWrite,
  rows: readonly { readonly areaId: string; readonly profile: ProfileInput }[],
): Promise<void> {
  const given = JSON.stringify(rows.map(({ areaId, profile }) => ({ areaId, ...profile })));
  // Not `on conflict`: after a transfer the older row may stand under another province.
  await sql`
    delete from area_profile p using jsonb_to_recordset(${given}::jsonb) as r("areaId" uuid, "asOf" date)
    where p.area_id = r."areaId" and p.as_of = r."asOf"`.execute(tx);
  await sql`
    insert into area_profile (province_id, area_id, as_of, households, people, head_name, note, entered_by)
    select a.province_id, r."areaId", r."asOf", r.households, r.people, r."headName", r.note, ${may.callerId}
    from jsonb_to_recordset(${given}::jsonb)
      as r("areaId" uuid, "asOf" date, households integer, people integer, "headName" text, note text)
    join area a on a.id = r."areaId"`.execute(tx);
}

export interface ProfiledArea {
  readonly id: string;
  readonly kind: AreaKind;
  readonly provinceId: string;
  readonly history: AreaProfile[];
}

/** Areas with all that was counted in them, latest first; the areas are locked against another's count. */
export async function findHistories(
  tx: Tx,
  areaIds: readonly string[],
  lock: boolean,
): Promise<ProfiledArea[]> {
  const areas = await sql<Omit<ProfiledArea, 'history'>>`
    select id, kind, province_id as "provinceId" from area where id = any(${areaIds}::uuid[]) order by id
    ${lock ? sql`for update` : sql``}`.execute(tx);
  const rows = await sql<AreaProfile & { areaId: string }>`
    select area_id as "areaId", as_of as "asOf", households, people, head_name as "headName", note
    from area_profile where area_id = any(${areaIds}::uuid[]) order by area_id, as_of desc`.execute(tx);
  const byArea = Map.groupBy(rows.rows, (row) => row.areaId);
  return areas.rows.map((area) => ({
    ...area,
    history: (byArea.get(area.id) ?? []).map(({ areaId: _area, ...profile }) => profile),
  }));
}
