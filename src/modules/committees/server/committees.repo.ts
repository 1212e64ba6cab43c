import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import { containing } from '../../teams/folding.rules.ts';
import type { CommitteeKind, CommitteeSummary, CommitteeTask, SeatRole } from '../committees.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'committees.write'>;

export interface CommitteeRow {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly kind: CommitteeKind;
  readonly name: string;
  readonly standingBody: string;
  readonly decision: string;
  readonly foundedOn: string;
  readonly note: string;
  readonly endedOn: string | null;
  readonly endReason: string;
  readonly mergedInto: string | null;
  readonly voided: boolean;
  readonly voidReason: string;
  readonly revision: number;
}

/** Committees by id, as far as the caller may see them; `lock` holds their rows, in the order of their ids. */
export async function findCommitteeRows(
  tx: Tx,
  ids: readonly string[],
  lock?: 'lock',
): Promise<CommitteeRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<CommitteeRow>`
    select c.id, c.area_id as "areaId", a.full_name as "areaName", c.kind, c.name, c.standing_body as "standingBody",
      c.decision, c.founded_on as "foundedOn", c.note, c.ended_on as "endedOn", c.end_reason as "endReason",
      c.merged_into as "mergedInto", c.voided, c.void_reason as "voidReason", c.revision
    from committee c join area a on a.id = c.area_id
    where c.id = any(${ids}::uuid[]) order by c.id ${lock ? sql`for update of c` : sql``}`.execute(tx);
  return found.rows;
}

/** The committees that were merged into this one. */
export async function findPredecessors(tx: Tx, id: string): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    select id, name from committee where merged_into = ${id} order by name, id`.execute(tx);
  return found.rows;
}

export interface CommitteeToWrite {
  readonly id: string;
  readonly provinceId: string;
  readonly areaId: string;
  readonly kind: CommitteeKind;
  readonly name: string;
  readonly folded: string;
  readonly standingBody: string;
  readonly decision: string;
  readonly foundedOn: string;
  readonly note: string;
  readonly endedOn: string | null;
  readonly endReason: string;
  readonly voided: boolean;
  readonly voidReason: string;
}

/** Writes a committee as it is now; a new one begins with revision 1. */
export async function putCommitteeRow(tx: Tx, may: MayWrite, row: CommitteeToWrite): Promise<void> {
  await sql`
    insert into committee (id, province_id, area_id, kind, name, folded, standing_body, decision, founded_on, note, ended_on,
      end_reason, voided, void_reason, created_by, changed_by)
    values (${row.id}, ${row.provinceId}, ${row.areaId}, ${row.kind}, ${row.name}, ${row.folded}, ${row.standingBody},
      ${row.decision}, ${row.foundedOn}, ${row.note}, ${row.endedOn}, ${row.endReason}, ${row.voided}, ${row.voidReason},
      ${may.callerId}, ${may.callerId})
    on conflict (id) do update set area_id = excluded.area_id, kind = excluded.kind, name = excluded.name,
      folded = excluded.folded, standing_body = excluded.standing_body, decision = excluded.decision,
      founded_on = excluded.founded_on, note = excluded.note, ended_on = excluded.ended_on,
      end_reason = excluded.end_reason, voided = excluded.voided, void_reason = excluded.void_reason,
      revision = committee.revision + 1, changed_by = excluded.changed_by, changed_at = now()`.execute(tx);
}

export interface SeatRow {
  readonly id: string;
  readonly committeeId: string;
  readonly personId: string;
  readonly role: SeatRole;
  readonly office: string;
  readonly from: string;
  readonly to: string | null;
}

export async function findSeats(tx: Tx, committeeIds: readonly string[]): Promise<SeatRow[]> {
  const found = await sql<SeatRow>`
    select id, committee_id as "committeeId", person_id as "personId", role, office, from_day as "from", to_day as "to"
    from committee_seat where committee_id = any(${committeeIds}::uuid[]) order by committee_id, position, id`.execute(
    tx,
  );
  return found.rows;
}

export interface ModelRow {
  readonly committeeId: string;
  readonly siteId: string;
  readonly from: string;
  readonly to: string | null;
}

export async function findModels(tx: Tx, committeeIds: readonly string[]): Promise<ModelRow[]> {
  const found = await sql<ModelRow>`
    select committee_id as "committeeId", site_id as "siteId", from_day as "from", to_day as "to"
    from committee_model where committee_id = any(${committeeIds}::uuid[])
    order by committee_id, from_day, site_id`.execute(tx);
  return found.rows;
}

export type TaskRow = CommitteeTask & { readonly committeeId: string };

export async function findTasks(tx: Tx, committeeIds: readonly string[]): Promise<TaskRow[]> {
  const found = await sql<TaskRow>`
    select id, committee_id as "committeeId", title, due_on as "dueOn", done_on as "doneOn", person_id as "personId", note
    from committee_task where committee_id = any(${committeeIds}::uuid[]) order by committee_id, position, id`.execute(
    tx,
  );
  return found.rows;
}

/** A part of a committee is filed under the committee's area and province. */
interface Filed {
  readonly id: string;
  readonly areaId: string;
  readonly provinceId: string;
}

/** Makes these the seats, models and tasks of the committee. */
export async function replaceParts(
  tx: Tx,
  _may: MayWrite,
  committee: Filed,
  parts: {
    readonly seats: readonly Omit<SeatRow, 'committeeId'>[];
    readonly models: readonly Omit<ModelRow, 'committeeId'>[];
    readonly tasks: readonly CommitteeTask[];
  },
): Promise<void> {
  const { id, areaId, provinceId } = committee;
  const placed = <T extends object>(rows: readonly T[]): string =>
    JSON.stringify(rows.map((row, position) => ({ ...row, position })));
  await sql`delete from committee_seat where committee_id = ${id}`.execute(tx);
  await sql`delete from committee_model where committee_id = ${id}`.execute(tx);
  await sql`delete from committee_task where committee_id = ${id}`.execute(tx);
  await sql`
    insert into committee_seat (id, province_id, committee_id, person_id, area_id, role, office, from_day, to_day, position)
    select id, ${provinceId}, ${id}, "personId", ${areaId}, role, office, "from", "to", position
    from jsonb_to_recordset(${placed(parts.seats)}::jsonb)
      as r(id uuid, "personId" uuid, role text, office text, "from" date, "to" date, position smallint)`.execute(
    tx,
  );
  await sql`
    insert into committee_model (province_id, committee_id, site_id, area_id, from_day, to_day)
    select ${provinceId}, ${id}, "siteId", ${areaId}, "from", "to"
    from jsonb_to_recordset(${placed(parts.models)}::jsonb) as r("siteId" uuid, "from" date, "to" date)`.execute(
    tx,
  );
  await sql`
    insert into committee_task (id, province_id, committee_id, area_id, title, due_on, done_on, person_id, note, position)
    select id, ${provinceId}, ${id}, ${areaId}, title, "dueOn", "doneOn", "personId", note, position
    from jsonb_to_recordset(${placed(parts.tasks)}::jsonb)
      as r(id uuid, title text, "dueOn" date, "doneOn" date, "personId" uuid, note text, position smallint)`.execute(
    tx,
  );
}

/** Ends committees on a day in favour of another one, or takes that back with the values given. */
export async function setEnds(
  tx: Tx,
  may: MayWrite,
  rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly folded: string;
    readonly endedOn: string | null;
    readonly endReason: string;
    readonly mergedInto: string | null;
  }[],
): Promise<void> {
  await sql`
    update committee c set name = r.name, folded = r.folded, ended_on = r."endedOn", end_reason = r."endReason",
      merged_into = r."mergedInto", revision = c.revision + 1, changed_by = ${may.callerId}, changed_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text, folded text, "endedOn" date,
      "endReason" text, "mergedInto" uuid)
    where c.id = r.id`.execute(tx);
}

export interface CommitteeFilter {
  readonly areaId?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly folded?: string | undefined;
  readonly siteId?: string | undefined;
  readonly state: 'active' | 'ended' | 'all';
  readonly today: string;
}

/** A page of committees in the order of place and name, with their numbers of today. */
export async function findCommitteePage(
  tx: Tx,
  filter: CommitteeFilter,
  page: {
    readonly after?: { readonly folded: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<(CommitteeSummary & { folded: string })[]> {
  const { areaId, ids, folded, siteId, state, today } = filter;
  const found = await sql<CommitteeSummary & { folded: string }>`
    with page as materialized (
      select c.* from committee c where not c.voided
        ${ids ? sql`and c.id = any(${ids}::uuid[])` : sql``}
        ${areaId ? sql`and c.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})` : sql``}
        ${folded ? sql`and c.folded like ${containing(folded)}` : sql``}
        ${siteId ? sql`and c.id in (select committee_id from committee_model where site_id = ${siteId} and to_day is null)` : sql``}
        ${state === 'active' ? sql`and (c.ended_on is null or c.ended_on > ${today})` : sql``}
        ${state === 'ended' ? sql`and c.ended_on <= ${today}` : sql``}
        ${page.after ? sql`and (c.folded, c.id) > (${page.after.folded}, ${page.after.id}::uuid)` : sql``}
      order by c.folded, c.id limit ${page.limit})
    select c.id, c.area_id as "areaId", a.full_name as "areaName", c.kind, c.name, c.founded_on as "foundedOn",
      c.ended_on as "endedOn", c.merged_into as "mergedInto", c.folded,
      (select min(p.name) from committee_seat s join person p on p.id = s.person_id
        where s.committee_id = c.id and s.role = 'head' and (s.to_day is null or s.to_day > ${today})) as head,
      (select count(*)::int from committee_seat s
        where s.committee_id = c.id and (s.to_day is null or s.to_day > ${today})) as members,
      (select count(*)::int from committee_model m
        where m.committee_id = c.id and (m.to_day is null or m.to_day > ${today})) as models,
      (select count(*)::int from committee_task t where t.committee_id = c.id and t.done_on is null) as "openTasks"
    from page c join area a on a.id = c.area_id order by c.folded, c.id`.execute(tx);
  return found.rows;
}

/** In how many committees at work people sit on the day. */
export async function countCommitteesOf(
  tx: Tx,
  personIds: readonly string[],
  day: string,
): Promise<Map<string, number>> {
  const found = await sql<{ personId: string; committees: number }>`
    select s.person_id as "personId", count(distinct s.committee_id)::int as committees
    from committee_seat s join committee c on c.id = s.committee_id and not c.voided
      and (c.ended_on is null or c.ended_on > ${day})
    where s.person_id = any(${personIds}::uuid[]) and (s.to_day is null or s.to_day > ${day})
    group by 1`.execute(tx);
  return new Map(found.rows.map((row) => [row.personId, row.committees]));
}
