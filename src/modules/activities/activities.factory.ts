import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../platform/permissions.ts';
import { tokenHash } from '../../platform/server/sessions.ts';
import { stripDiacritics } from '../../platform/text.ts';
import type { ActivitySave } from './activity.contract.ts';

/** A little world for tests: a commune that became part of another one on 1 July 2025, and a neighbour. */
export interface TestWorld {
  /** The province until 30 June 2025, and the one since. */
  readonly oldProvince: string;
  readonly province: string;
  /** Until 30 June 2025; hangs under `commune` today. */
  readonly oldCommune: string;
  readonly commune: string;
  /** Two hamlets that stayed what they were, first under the old commune, then under the new one. */
  readonly hamlets: readonly [string, string];
  readonly school: string;
  readonly neighbour: string;
  readonly neighbourHamlet: string;
}

export const reformDay = '2025-07-01';

/** Adds the little world to a test database, as the owner of its tables. */
export async function makeWorld(ownerUrl: string): Promise<TestWorld> {
  return asOwner(ownerUrl, async (client) => {
    const world = {
      oldProvince: uuidv7(),
      province: uuidv7(),
      oldCommune: uuidv7(),
      commune: uuidv7(),
      hamlets: [uuidv7(), uuidv7()] as const,
      school: uuidv7(),
      neighbour: uuidv7(),
      neighbourHamlet: uuidv7(),
    };
    const add = (id: string, kind: string, name: string, then: readonly Then[], today: readonly string[]) =>
      addArea(client, { id, kind, name, then, today });
    const { oldProvince, province, oldCommune, commune, neighbour } = world;
    await add(province, 'province', 'Tỉnh Bắc Ninh thử', [{ from: reformDay, above: [] }], []);
    await add(oldProvince, 'province', 'Tỉnh Bắc Giang thử', [{ to: reformDay, above: [] }], [province]);
    await add(commune, 'commune', 'Xã Hiệp Hòa thử', [{ from: reformDay, above: [province] }], [province]);
    const before = { to: reformDay, above: [oldCommune, oldProvince] };
    const since = { from: reformDay, above: [commune, province] };
    await add(
      oldCommune,
      'commune',
      'Xã Lương Phong thử',
      [{ to: reformDay, above: [oldProvince] }],
      [commune, province],
    );
    await add(world.hamlets[0], 'hamlet', 'Thôn Đông', [before, since], [commune, province]);
    await add(world.hamlets[1], 'hamlet', 'Thôn Đoài', [before, since], [commune, province]);
    await add(neighbour, 'commune', 'Xã Bên cạnh', [{ from: reformDay, above: [province] }], [province]);
    await add(
      world.neighbourHamlet,
      'hamlet',
      'Thôn Bên',
      [{ above: [neighbour, province] }],
      [neighbour, province],
    );
    await client.query(
      `insert into area_succession (predecessor_id, successor_id, effective_on, kind) values ($1, $2, $3, 'merge')`,
      [oldCommune, commune, reformDay],
    );
    await client.query(
      `insert into organization (id, area_id, kind, name, name_key, folded, created_by)
       values ($1, $2, 'school', 'Trường THCS thử', 'truong thcs thu', 'truong thcs thu', 'system')`,
      [world.school, oldCommune],
    );
    return world;
  });
}

interface Then {
  readonly from?: string;
  readonly to?: string;
  readonly above: readonly string[];
}

async function addArea(
  client: pg.Client,
  area: { id: string; kind: string; name: string; then: readonly Then[]; today: readonly string[] },
): Promise<void> {
  const { id, kind, name, then, today } = area;
  const opened = then.some((part) => part.from === undefined) ? null : (then[0]?.from ?? null);
  const closed = then.some((part) => part.to === undefined) ? null : (then[0]?.to ?? null);
  await client.query(
    `insert into area (id, kind, unit_type, full_name, folded, opened_on, closed_on, province_id, today_parent_id)
     values ($1, $2, '', $3, $4, $5, $6, $7, $8)`,
    [id, kind, name, stripDiacritics(name), opened, closed, today.at(-1) ?? id, today[0] ?? null],
  );
  for (const [depth, ancestor] of [id, ...today].entries()) {
    await client.query('insert into area_path_today values ($1, $2, $3)', [id, ancestor, depth]);
  }
  for (const { from, to, above } of then) {
    const chain = [id, ...above];
    for (const [depth, ancestor] of chain.entries()) {
      await client.query('insert into area_path_then values ($1, $2, $3, daterange($4, $5))', [
        id,
        ancestor,
        depth,
        from ?? null,
        to ?? null,
      ]);
    }
  }
}

export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** Adds a person with one role and an open session. */
export async function makePerson(
  ownerUrl: string,
  role: Role,
  areaId: string,
  name: string = role,
): Promise<TestPerson> {
  const id = uuidv7();
  const token = randomBytes(24).toString('base64url');
  await asOwner(ownerUrl, async (client) => {
    await client.query(
      `insert into user_account (id, username, display_name, folded, created_by) values ($1, $2, $3, $4, 'system')`,
      [id, `${role.toLowerCase()}-${id}`, name, stripDiacritics(name)],
    );
    await client.query(
      `insert into role_assignment (id, user_id, role, area_id, granted_by) values ($1, $2, $3, $4, 'system')`,
      [uuidv7(), id, role, areaId],
    );
    await client.query(
      `insert into user_session (id, token_hash, user_id, device, strength, expires_at)
       values ($1, $2, $3, 'Máy thử', 'password', now() + interval '1 day')`,
      [uuidv7(), tokenHash(token), id],
    );
  });
  return { id, name, token };
}

/** A patrol as it is sent; `values` replaces single fields. */
export function patrol(
  areaId: string,
  values: Record<string, string | number | null> = {},
  state: 'draft' | 'submitted' = 'submitted',
): ActivitySave {
  const place = { areaId };
  return {
    form: 'patrol',
    formVersion: 1,
    values: { day: '2026-03-07', place, patrollers: 5, startTime: '21:30', endTime: '23:00', ...values },
    state,
  };
}

/** Runs statements as the owner of the tables, whom row-level security does not bind. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
