import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

/** Longer than this nobody walks: the phone could not say that it was back. */
const LONGEST_HOURS = 14;

/** Notes a patrol that is out. Gives whether it is new; undefined where its place is none of the caller's. */
export async function beginPresence(
  tx: Tx,
  given: {
    recordId: string;
    areaId: string;
    phoneId: string;
    userId: string;
    people: number;
    startedAt: Date;
  },
): Promise<boolean | undefined> {
  const found = await sql<{ is_new: boolean | null }>`
    with place as (
      select a.id, coalesce(a.province_id, a.id) as province_id from area a
      where a.id = ${given.areaId} and a.id in (select area_id from scoped_area)),
    added as (
      insert into patrol_presence (record_id, province_id, area_id, phone_id, user_id, people, started_at)
      select ${given.recordId}, place.province_id, place.id, ${given.phoneId}, ${given.userId}, ${given.people},
        ${given.startedAt}
      from place on conflict (record_id) do nothing returning true)
    select exists (select from added) as is_new from place`.execute(tx);
  return found.rows[0]?.is_new ?? undefined;
}

/** The patrol is over, whether or not it was known to be out: its beginning may come later. */
export async function endPresence(
  tx: Tx,
  given: { recordId: string; areaId: string; phoneId: string; userId: string; now: Date },
): Promise<void> {
  await sql`insert into patrol_presence (record_id, province_id, area_id, phone_id, user_id, people, started_at, ended_at)
    select ${given.recordId}, coalesce(a.province_id, a.id), a.id, ${given.phoneId}, ${given.userId}, 1, ${given.now}, ${given.now}
    from area a where a.id = ${given.areaId}
    on conflict (record_id) do update set ended_at = excluded.ended_at
      where patrol_presence.user_id = excluded.user_id and patrol_presence.ended_at is null`.execute(tx);
}

/** Records that are stored are no patrols any more that are out. */
export async function endPresencesOf(tx: Tx, recordIds: readonly string[], now: Date): Promise<void> {
  if (recordIds.length === 0) return;
  await sql`update patrol_presence set ended_at = ${now}
    where record_id = any(${[...recordIds]}::uuid[]) and ended_at is null`.execute(tx);
}

/** Forgets patrols that nobody shows any more. */
export async function dropStalePresences(tx: Tx, now: Date): Promise<void> {
  await sql`delete from patrol_presence
    where coalesce(ended_at, started_at) < ${now}::timestamptz - make_interval(hours => ${LONGEST_HOURS})`.execute(
    tx,
  );
}

export interface PresenceRow {
  recordId: string;
  areaId: string;
  areaName: string;
  userId: string;
  people: number;
  startedAt: Date;
}

/** Patrols that are out in the caller's areas, the latest first. */
export async function listPresence(tx: Tx, now: Date): Promise<PresenceRow[]> {
  const found = await sql<PresenceRow>`
    select p.record_id as "recordId", p.area_id as "areaId", a.full_name as "areaName", p.user_id as "userId", p.people,
      p.started_at as "startedAt"
    from patrol_presence p join area a on a.id = p.area_id
    where p.ended_at is null and p.started_at between ${now}::timestamptz - make_interval(hours => ${LONGEST_HOURS}) and ${now}::timestamptz + interval '1 hour'
    order by p.started_at desc, p.record_id limit 500`.execute(tx);
  return found.rows;
}
