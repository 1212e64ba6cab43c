import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface PhoneRow {
  id: string;
  name: string;
  user_id: string;
  /** None once its session was over for long. */
  session_id: string | null;
  area_id: string;
  area_name: string;
  bound_at: Date;
  last_seen_at: Date;
  waiting: number;
  clock_ahead_seconds: number;
  open_items: number;
  wipe_ordered_at: Date | null;
  wiped_at: Date | null;
}

const select = sql`
  select p.id, p.name, p.user_id, p.session_id, p.area_id, a.full_name as area_name, p.bound_at, p.last_seen_at, p.waiting,
    p.clock_ahead_seconds, p.wipe_ordered_at, p.wiped_at,
    (select count(*)::int from sync_item i where i.phone_id = p.id and i.settlement is null) as open_items
  from field_phone p join area a on a.id = p.area_id`;

/** Phones within the caller's areas; those that were silent longest come first, wiped ones last. */
export async function listPhoneRows(tx: Tx): Promise<PhoneRow[]> {
  return (
    await sql<PhoneRow>`${select} order by p.wiped_at is not null, p.last_seen_at, p.id limit 2000`.execute(
      tx,
    )
  ).rows;
}

/** Who writes by which device, as revisions name it. */
export async function listSources(tx: Tx): Promise<{ userId: string; device: string }[]> {
  const found = await sql<{ userId: string; device: string }>`
    select distinct user_id as "userId", bound_name as device from field_phone`.execute(tx);
  return found.rows;
}

export async function renamePhone(tx: Tx, id: string, name: string): Promise<void> {
  await sql`update field_phone set name = ${name} where id = ${id}`.execute(tx);
}

export async function findPhone(tx: Tx, id: string): Promise<PhoneRow | undefined> {
  return (await sql<PhoneRow>`/* kept */ ${select} where p.id = ${id}`.execute(tx)).rows[0];
}

export async function insertPhone(
  tx: Tx,
  phone: { id: string; userId: string; areaId: string; sessionId: string; name: string; boundBy: string },
): Promise<void> {
  await sql`insert into field_phone (id, user_id, area_id, session_id, name, bound_name, bound_by)
    values (${phone.id}, ${phone.userId}, ${phone.areaId}, ${phone.sessionId}, ${phone.name}, ${phone.name}, ${phone.boundBy})`.execute(
    tx,
  );
}

interface PersonWhoRecords {
  readonly userId: string;
  readonly name: string;
  readonly areaId: string;
  readonly areaName: string;
  /** `officer`: he holds more than the role of a recorder, here or elsewhere. */
  readonly role: 'recorder' | 'officer';
}

/** Who records in the caller's areas. */
export async function listPeople(tx: Tx): Promise<PersonWhoRecords[]> {
  const found = await sql<PersonWhoRecords>`
    select p.user_id as "userId", p.display_name as name, p.area_id as "areaId", a.full_name as "areaName", p.role
    from phone_people() p join area a on a.id = p.area_id order by a.full_name, p.display_name, p.user_id`.execute(
    tx,
  );
  return found.rows;
}

/** Notes what a phone said of itself. */
export async function noteContact(
  tx: Tx,
  id: string,
  said: { now: Date; waiting?: number; clockAheadSeconds?: number },
): Promise<void> {
  await sql`/* kept, ahead */ update field_phone set last_seen_at = ${said.now}, waiting = coalesce(${said.waiting ?? null}::int, waiting),
    clock_ahead_seconds = coalesce(${said.clockAheadSeconds ?? null}::int, clock_ahead_seconds) where id = ${id}`.execute(
    tx,
  );
}

export async function orderWipe(tx: Tx, id: string, by: string | null, now: Date): Promise<void> {
  await sql`update field_phone set wipe_ordered_at = ${by === null ? null : now}, wipe_ordered_by = ${by}
    where id = ${id} and wiped_at is null`.execute(tx);
}

export async function noteWiped(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update field_phone set wiped_at = ${now}, waiting = 0 where id = ${id} and wiped_at is null`.execute(
    tx,
  );
}

export async function insertPhoneCode(
  tx: Tx,
  code: { hash: Buffer; userId: string; areaId: string; createdBy: string; expiresAt: Date },
): Promise<void> {
  await sql`insert into field_phone_code (code_hash, user_id, area_id, created_by, expires_at)
    values (${code.hash}, ${code.userId}, ${code.areaId}, ${code.createdBy}, ${code.expiresAt})`.execute(tx);
}

/** Uses a code up; undefined where it was used, has expired or never was. */
export async function takePhoneCode(
  tx: Tx,
  hash: Buffer,
): Promise<{ userId: string; areaId: string; createdBy: string } | undefined> {
  const found = await sql<{ userId: string; areaId: string; createdBy: string }>`
    select user_id as "userId", area_id as "areaId", created_by as "createdBy" from take_phone_code(${hash})`.execute(
    tx,
  );
  return found.rows[0];
}

/** The phone's courier key, sealed; `fresh` where it had none yet. */
export async function courierKeyOr(tx: Tx, id: string, fresh: string): Promise<string | undefined> {
  const found = await sql<{
    key: string;
  }>`update field_phone set courier_key = coalesce(courier_key, ${fresh})
    where id = ${id} and wiped_at is null returning courier_key as key`.execute(tx);
  return found.rows[0]?.key;
}

/** What opens a phone's envelopes, and the session that they count for; undefined where that is over. */
export async function findCourier(tx: Tx, id: string): Promise<{ key: string; session: Buffer } | undefined> {
  const found = await sql<{ key: string; session: Buffer }>`
    select courier_key as key, token_hash as session from find_courier(${id})`.execute(tx);
  return found.rows[0];
}
