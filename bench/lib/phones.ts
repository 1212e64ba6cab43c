import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { tokenHash } from '../../src/platform/server/sessions.ts';
import type { BenchDatabase } from './place.ts';

/** A phone that is bound: what it needs to speak with the server. */
export interface BenchPhone {
  readonly phoneId: string;
  readonly token: string;
  readonly hamletId: string;
}

/** Binds so many phones, each of somebody who records in another hamlet, past the walls. */
export async function addPhones(database: BenchDatabase, count: number): Promise<BenchPhone[]> {
  const { rows } = await database.admin.query<{ id: string }>(
    `select id from area where kind = 'hamlet' and closed_on is null order by md5(id::text) limit $1`,
    [count],
  );
  const people = rows.map(({ id: hamletId }) => ({
    hamletId,
    userId: uuidv7(),
    sessionId: uuidv7(),
    phoneId: uuidv7(),
    token: randomBytes(32).toString('base64url'),
  }));
  const of = (name: keyof (typeof people)[number]): string[] => people.map((person) => person[name]);
  await database.admin.query(
    `with given as materialized (
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[]) as g(user_id, session_id, phone_id, area_id, hash)),
     people as (
       insert into user_account (id, username, display_name, folded, created_by)
       select user_id, 'phone.' || user_id, 'Người ghi', 'nguoi ghi', 'system' from given),
     roles as (
       insert into role_assignment (id, user_id, role, area_id, granted_by)
       select session_id, user_id, 'recorder', area_id, 'system' from given),
     sessions as (
       insert into user_session (id, token_hash, user_id, strength, expires_at)
       select session_id, hash, user_id, 'phone', now() + interval '1 year' from given)
     insert into field_phone (id, user_id, area_id, session_id, name, bound_name, bound_by)
     select phone_id, user_id, area_id, session_id, 'Máy', 'Máy', 'system' from given`,
    [
      of('userId'),
      of('sessionId'),
      of('phoneId'),
      of('hamletId'),
      people.map(({ token }) => tokenHash(token)),
    ],
  );
  await database.admin.query('analyze');
  return people.map(({ phoneId, token, hamletId }) => ({ phoneId, token, hamletId }));
}

/** Commands of so many new patrols, as the field app sends them. */
export function patrols({ hamletId }: BenchPhone, count: number, today: string): object[] {
  return Array.from({ length: count }, (_, n) => ({
    id: uuidv7(),
    kind: 'activity.save',
    recordId: uuidv7(),
    madeAt: new Date().toISOString(),
    payload: {
      form: 'patrol',
      formVersion: 1,
      state: 'submitted',
      values: {
        day: today,
        place: { areaId: hamletId },
        startTime: '21:30',
        endTime: '23:00',
        patrollers: (n % 9) + 1,
        route: 'Khu trung tâm',
        incidents: 0,
      },
    },
  }));
}
