import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface MessageRow {
  id: string;
  area_id: string;
  text: string;
  sent_by: string;
  sent_at: Date;
  until_day: string;
  withdrawn_at: Date | null;
  areas: { id: string; name: string }[];
  recipients: number;
  read: number;
  replies: { userId: string; text: string; at: string }[];
}

/** So long a message is listed, and kept after its last day. */
export const KEPT_DAYS = 62;

// Who has a phone under one of its areas; a closed hamlet's phones count for what it went into.
const select = sql`
  select m.id, m.area_id, m.text, m.sent_by, m.sent_at, m.until_day, m.withdrawn_at,
    (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.full_name) order by a.full_name), '[]')
      from field_message_area t join area a on a.id = t.area_id where t.message_id = m.id) as areas,
    (select count(distinct p.user_id)::int from field_phone p join area_path_today up on up.area_id = p.area_id
      join field_message_area t on t.area_id = up.ancestor_id and t.message_id = m.id where p.wiped_at is null) as recipients,
    (select count(*)::int from field_message_receipt r where r.message_id = m.id) as read,
    (select coalesce(json_agg(json_build_object('userId', r.user_id, 'text', r.reply, 'at', r.replied_at) order by r.replied_at), '[]')
      from field_message_receipt r where r.message_id = m.id and r.reply is not null) as replies
  from field_message m`;

export async function listMessageRows(tx: Tx): Promise<MessageRow[]> {
  const found = await sql<MessageRow>`${select} where m.removed_at is null
    and m.area_id in (select area_id from scoped_area) and m.sent_at > now() - make_interval(days => ${KEPT_DAYS})
    order by m.sent_at desc, m.id limit 200`.execute(tx);
  return found.rows;
}

export async function findMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  return (await sql<MessageRow>`${select} where m.id = ${id} and m.removed_at is null`.execute(tx)).rows[0];
}

/** Whether a message is there for the caller, sent to him or by his commune. */
export async function seesMessage(tx: Tx, id: string): Promise<boolean> {
  const found = await sql`select 1 from field_message where id = ${id} and removed_at is null`.execute(tx);
  return found.rows.length > 0;
}

/** Gives whether it is new. */
export async function insertMessage(
  tx: Tx,
  given: {
    id: string;
    areaId: string;
    areaIds: readonly string[];
    text: string;
    sentBy: string;
    untilDay: string;
    now: Date;
  },
): Promise<boolean> {
  const added =
    await sql`insert into field_message (id, province_id, area_id, text, sent_by, sent_at, until_day)
    select ${given.id}, coalesce(a.province_id, a.id), a.id, ${given.text}, ${given.sentBy}, ${given.now}, ${given.untilDay}
    from area a where a.id = ${given.areaId} on conflict (id) do nothing returning id`.execute(tx);
  if (added.rows.length === 0) return false;
  await sql`insert into field_message_area (message_id, area_id)
    select ${given.id}, unnest(${[...given.areaIds]}::uuid[])`.execute(tx);
  return true;
}

/** Which of these areas lie within the caller's, and are still there. */
export async function areasInside(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`select a.id from area a where a.id = any(${[...ids]}::uuid[])
    and a.closed_on is null and a.kind in ('commune', 'hamlet') and (caller_sees_all() or a.id in (select area_id from scoped_area))`.execute(
    tx,
  );
  return new Set(found.rows.map((row) => row.id));
}

/** How many messages somebody sent within the last hour. */
export async function sentLastHour(tx: Tx, userId: string, now: Date): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from field_message
    where sent_by = ${userId} and sent_at > ${now}::timestamptz - interval '1 hour'`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

export async function withdraw(tx: Tx, id: string, by: string, now: Date): Promise<void> {
  await sql`update field_message set withdrawn_at = ${now}, withdrawn_by = ${by}
    where id = ${id} and withdrawn_at is null`.execute(tx);
}

export interface OpenMessage {
  id: string;
  text: string;
  sentBy: string;
  sentAt: Date;
  untilDay: string;
  read: boolean;
  reply: string | null;
}

/** The messages that the caller's phones show today, the newest first. */
export async function listOpen(tx: Tx, userId: string, today: string): Promise<OpenMessage[]> {
  const found = await sql<OpenMessage>`
    select m.id, m.text, m.sent_by as "sentBy", m.sent_at as "sentAt", m.until_day as "untilDay",
      r.user_id is not null as read, r.reply
    from field_message m left join field_message_receipt r on r.message_id = m.id and r.user_id = ${userId}
    where m.removed_at is null and m.withdrawn_at is null and m.until_day >= ${today}::date and exists (
      select 1 from field_message_area t where t.message_id = m.id and caller_below(t.area_id))
    order by m.sent_at desc, m.id limit 30`.execute(tx);
  return found.rows;
}

/** Notes that somebody has read it, and his answer if there is one. Gives whether that was new. */
export async function noteReceipt(
  tx: Tx,
  given: { id: string; userId: string; reply?: string; now: Date },
): Promise<boolean> {
  const reply = given.reply ?? null;
  const at = reply === null ? null : given.now;
  const done = await sql`insert into field_message_receipt (message_id, user_id, read_at, reply, replied_at)
    values (${given.id}, ${given.userId}, ${given.now}, ${reply}, ${at})
    on conflict (message_id, user_id) do update set reply = excluded.reply, replied_at = excluded.replied_at
      where excluded.reply is not null and field_message_receipt.reply is distinct from excluded.reply
    returning 1`.execute(tx);
  return done.rows.length > 0;
}

/** Messages whose time was over for long lose their words and who read them. */
export async function removeOldMessages(tx: Tx, today: string): Promise<void> {
  await sql`with gone as (
      update field_message set text = '', removed_at = now()
      where removed_at is null and until_day < ${today}::date - ${KEPT_DAYS}::int returning id)
    delete from field_message_receipt r using gone where r.message_id = gone.id`.execute(tx);
}
