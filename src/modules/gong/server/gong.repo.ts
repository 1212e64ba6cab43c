import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { GongEnding, GongKind, GongReply } from '../gong.contract.ts';
import type { SoundedBefore } from '../gong.rules.ts';

type Tx = Transaction<DB>;

export interface GongRow {
  id: string;
  province_id: string;
  area_id: string;
  area_name: string;
  hamlets: { id: string; name: string }[];
  kind: GongKind;
  place: string;
  is_drill: boolean;
  sounded_by: string;
  sounded_by_name: string;
  sounded_at: Date;
  received_at: Date;
  held: 'late' | 'joined' | null;
  joined_to: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  ended_why: GongEnding | null;
  /** Since then nobody knows who was reached. */
  traces_removed_at: Date | null;
}

const select = sql`
  select g.id, g.province_id, g.area_id, a.full_name as area_name, g.kind, g.place, g.is_drill, g.sounded_by,
    g.sounded_by_name, g.sounded_at, g.traces_removed_at, g.received_at, g.held, g.joined_to, g.ended_at, g.ended_by, g.ended_why,
    (select json_agg(json_build_object('id', h.id, 'name', h.full_name) order by h.full_name)
     from area h where h.id = any (g.hamlet_ids)) as hamlets
  from gong_alarm g join area a on a.id = g.area_id`;

export async function findGong(tx: Tx, id: string): Promise<GongRow | undefined> {
  return (await sql<GongRow>`${select} where g.id = ${id}`.execute(tx)).rows[0];
}

/** Those of these alarms that lie within the scope. */
export async function seenAmong(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from gong_alarm where id = any (${ids}::uuid[])`.execute(
    tx,
  );
  return found.rows.map(({ id }) => id);
}

/** Alarms of the caller’s places, the newest first. */
export async function listGongRows(
  tx: Tx,
  look: {
    drills?: boolean | undefined;
    since?: Date | undefined;
    before?: Date | undefined;
    running?: boolean | undefined;
    limit: number;
  },
): Promise<GongRow[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (look.drills !== undefined) conditions.push(sql`g.is_drill = ${look.drills}`);
  if (look.since) conditions.push(sql`g.received_at > ${look.since}`);
  if (look.before) conditions.push(sql`g.received_at < ${look.before}`);
  if (look.running) conditions.push(sql`g.held is null and g.ended_at is null`);
  const found = await sql<GongRow>`${select} where ${sql.join(conditions, sql` and `)}
    order by g.received_at desc, g.id limit ${look.limit}`.execute(tx);
  return found.rows;
}

export interface AnswerRow {
  alarm_id: string;
  user_id: string;
  reached_at: Date;
  answer: GongReply | null;
  answered_at: Date | null;
}

/** Who was reached by these alarms; who answered stands first. */
export async function listAnswers(tx: Tx, ids: readonly string[]): Promise<AnswerRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<AnswerRow>`
    select alarm_id, user_id, reached_at, answer, answered_at from gong_answer where alarm_id = any (${ids}::uuid[])
    order by answered_at nulls last, reached_at, user_id`.execute(tx);
  return found.rows;
}

/** Hamlets of the caller's scope that these are today: one that was closed leads to what it became. */
export async function openHamlets(
  tx: Tx,
  ids: readonly string[],
): Promise<{ asked: string; id: string; name: string; province: string; commune: string | null }[]> {
  const found = await sql<{
    asked: string;
    id: string;
    name: string;
    province: string;
    commune: string | null;
  }>`
    select asked.id as asked, h.id, h.full_name as name, coalesce(h.province_id, h.id) as province,
      (select c.id from area_path_today up join area c on c.id = up.ancestor_id and c.kind = 'commune' and c.closed_on is null
       where up.area_id = h.id order by up.depth limit 1) as commune
    from unnest(${ids}::uuid[]) asked (id)
    join lateral (
      select p.ancestor_id as id from area_path_today p join area x on x.id = p.ancestor_id
      where p.area_id = asked.id and x.kind = 'hamlet' and x.closed_on is null order by p.depth limit 1) went on true
    join area h on h.id = went.id
    where (select caller_sees_all()) or h.id in (select area_id from scoped_area)`.execute(tx);
  return found.rows;
}

/** The open hamlets in which the caller has the permission in hand. */
export async function scopedHamlets(tx: Tx): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    select h.id, h.full_name as name from scoped_area s join area h on h.id = s.area_id
    where h.kind = 'hamlet' and h.closed_on is null group by h.id, h.full_name order by h.full_name limit 200`.execute(
    tx,
  );
  return found.rows;
}

/** One at a time within a commune: two who see the same fire sound one alarm. */
export async function holdPlace(tx: Tx, areaId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('gong/' || ${areaId}, 0))`.execute(tx);
}

/** The same that is running in one of the hamlets already. */
export async function findSame(
  tx: Tx,
  given: { hamletIds: readonly string[]; kind: GongKind; isDrill: boolean; since: Date },
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select id from gong_alarm where held is null and ended_at is null and kind = ${given.kind} and is_drill = ${given.isDrill}
      and hamlet_ids && ${given.hamletIds}::uuid[] and received_at > ${given.since} order by received_at limit 1`.execute(
    tx,
  );
  return found.rows[0]?.id;
}

/** How often was sounded, counted from when it arrived: what a phone says of the time limits nobody. */
export async function countBefore(
  tx: Tx,
  given: { userId: string; hamletIds: readonly string[]; isDrill: boolean; now: Date },
): Promise<SoundedBefore> {
  const { userId, hamletIds, isDrill, now } = given;
  const found = await sql<SoundedBefore>`
    with recent as (
      select sounded_by, hamlet_ids, received_at > ${now}::timestamptz - interval '1 hour' as is_hour from gong_alarm
      where held is null and is_drill = ${isDrill} and received_at > ${now}::timestamptz - interval '1 day'
        and (sounded_by = ${userId} or hamlet_ids && ${hamletIds}::uuid[])),
    hamlet as (
      select count(*) as day, count(*) filter (where is_hour) as hour
      from recent, unnest(hamlet_ids) h where h = any (${hamletIds}::uuid[]) group by h)
    select count(*) filter (where sounded_by = ${userId} and is_hour)::int as "personHour",
      count(*) filter (where sounded_by = ${userId})::int as "personDay",
      coalesce((select max(hour) from hamlet), 0)::int as "hamletHour",
      coalesce((select max(day) from hamlet), 0)::int as "hamletDay"
    from recent`.execute(tx);
  return found.rows[0] ?? { personHour: 0, personDay: 0, hamletHour: 0, hamletDay: 0 };
}

export async function insertGong(
  tx: Tx,
  alarm: {
    id: string;
    provinceId: string;
    areaId: string;
    hamletIds: readonly string[];
    kind: GongKind;
    place: string;
    isDrill: boolean;
    soundedBy: string;
    soundedByName: string;
    soundedAt: Date;
    receivedAt: Date;
    held: 'late' | 'joined' | null;
    joinedTo: string | null;
  },
): Promise<boolean> {
  const found = await sql`
    insert into gong_alarm (id, province_id, area_id, hamlet_ids, kind, place, is_drill, sounded_by, sounded_by_name, sounded_at,
      received_at, held, joined_to)
    values (${alarm.id}, ${alarm.provinceId}, ${alarm.areaId}, ${alarm.hamletIds}::uuid[], ${alarm.kind}, ${alarm.place},
      ${alarm.isDrill}, ${alarm.soundedBy}, ${alarm.soundedByName}, ${alarm.soundedAt}, ${alarm.receivedAt}, ${alarm.held}, ${alarm.joinedTo})
    on conflict do nothing`.execute(tx);
  return (found.numAffectedRows ?? 0n) > 0n;
}

/** Notes that somebody was reached, and what he said where he said something; the last word counts. */
export async function noteAnswer(
  tx: Tx,
  given: { alarm: GongRow; userId: string; reply: GongReply | null; at: Date },
): Promise<boolean> {
  const { alarm, userId, reply, at } = given;
  const answeredAt = reply === null ? null : at;
  const done = await sql`
    insert into gong_answer as known (alarm_id, province_id, user_id, reached_at, answer, answered_at)
    values (${alarm.id}, ${alarm.province_id}, ${userId}, ${at}, ${reply}, ${answeredAt})
    on conflict (alarm_id, user_id, province_id) do update set answer = excluded.answer, answered_at = excluded.answered_at
    where excluded.answer is not null
      and (known.answered_at is null or (known.answered_at <= excluded.answered_at and known.answer <> excluded.answer))`.execute(
    tx,
  );
  return (done.numAffectedRows ?? 0n) > 0n;
}

export async function setEnded(
  tx: Tx,
  id: string,
  ended: { by: string; why: GongEnding; at: Date },
): Promise<boolean> {
  const done =
    await sql`update gong_alarm set ended_at = ${ended.at}, ended_by = ${ended.by}, ended_why = ${ended.why}
    where id = ${id} and ended_at is null and held is null`.execute(tx);
  return (done.numAffectedRows ?? 0n) > 0n;
}

/** Holds the alarm's row and counts whom it reached. */
export async function countForFacts(
  tx: Tx,
  id: string,
): Promise<{ row: GongRow; reached: number; answered: number; coming: number } | undefined> {
  const held = await sql`select 1 from gong_alarm where id = ${id} for update`.execute(tx);
  const row = held.rows.length > 0 ? await findGong(tx, id) : undefined;
  if (!row) return undefined;
  const counted = await sql<{ reached: number; answered: number; coming: number }>`
    select count(*)::int as reached, count(answer)::int as answered, (count(*) filter (where answer = 'coming'))::int as coming
    from gong_answer where alarm_id = ${id}`.execute(tx);
  return { row, ...(counted.rows[0] ?? { reached: 0, answered: 0, coming: 0 }) };
}
