import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface Subscription {
  phone_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

export async function putSubscription(
  tx: Tx,
  given: {
    phoneId: string;
    areaId: string;
    userId: string;
    endpoint: string;
    keys: { p256dh: string; auth: string };
    at: Date;
  },
): Promise<void> {
  const { phoneId, areaId, userId, endpoint, keys, at } = given;
  await sql`
    insert into push_subscription as known (phone_id, province_id, area_id, user_id, endpoint, p256dh, auth, updated_at)
    select ${phoneId}, coalesce(a.province_id, a.id), a.id, ${userId}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, ${at}
    from area a where a.id = ${areaId}
    on conflict (phone_id) do update set endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth,
      updated_at = excluded.updated_at`.execute(tx);
}

export async function dropSubscription(tx: Tx, phoneId: string): Promise<void> {
  await sql`delete from push_subscription where phone_id = ${phoneId}`.execute(tx);
}

/**
 * The phones that an alarm still has to wake up: of those whom it calls, its sounder apart, one for each browser. For
 * `ended` only those that were told of it. Phones that are wiped or to be wiped are left alone.
 */
export async function listToCall(
  tx: Tx,
  alarmId: string,
  what: 'sounded' | 'ended',
): Promise<Subscription[]> {
  const found = await sql<Subscription>`
    select distinct on (s.endpoint) s.phone_id, s.endpoint, s.p256dh, s.auth
    from gong_alarm g
    join push_subscription s on s.user_id in (select user_id from gong_listeners(g.hamlet_ids)) and s.user_id <> g.sounded_by
    join field_phone p on p.id = s.phone_id and p.wiped_at is null and p.wipe_ordered_at is null
    where g.id = ${alarmId}
      and not exists (select 1 from gong_push d where d.alarm_id = g.id and d.phone_id = s.phone_id and d.what = ${what})
      and (${what} = 'sounded' or exists (
        select 1 from gong_push d where d.alarm_id = g.id and d.phone_id = s.phone_id and d.what = 'sounded' and d.outcome = 'sent'))
    order by s.endpoint, s.phone_id`.execute(tx);
  return found.rows;
}

/** Writes down what became of the messages; subscriptions that are gone are taken away. */
export async function noteCalled(
  tx: Tx,
  alarmId: string,
  what: 'sounded' | 'ended',
  called: readonly { phoneId: string; outcome: 'sent' | 'gone' | 'refused' }[],
  at: Date,
): Promise<void> {
  if (called.length === 0) return;
  await sql`
    insert into gong_push (alarm_id, province_id, phone_id, what, outcome, at)
    select g.id, g.province_id, c."phoneId", ${what}, c.outcome, ${at}
    from gong_alarm g, json_to_recordset(${JSON.stringify(called)}::json) c ("phoneId" uuid, outcome text)
    where g.id = ${alarmId} on conflict do nothing`.execute(tx);
  const gone = called.filter(({ outcome }) => outcome === 'gone').map(({ phoneId }) => phoneId);
  if (gone.length > 0)
    await sql`delete from push_subscription where endpoint in (
      select endpoint from push_subscription where phone_id = any (${gone}::uuid[]))`.execute(tx);
}
