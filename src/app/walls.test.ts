import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldFigures } from '../modules/figures/server/rollup.service.ts';
import { jobsOf, uploaded } from '../modules/imports/imports.factory.ts';
import { permissions } from '../platform/permissions.ts';
import { startTestApp, type TestApp } from '../platform/server/testing/app.ts';
import { asSuperuser } from '../platform/server/testing/database.ts';
import { documentWalks } from './testing/walk-documents.ts';
import { modelWalks } from './testing/walk-models.ts';
import { pledgeWalks } from './testing/walk-pledges.ts';
import { recordWalks } from './testing/walk-records.ts';
import { reportWalks } from './testing/walk-reports.ts';
import { syncWalks } from './testing/walk-sync.ts';
import { targetWalks } from './testing/walk-targets.ts';
import { teamWalks } from './testing/walk-teams.ts';
import { makeWalkWorld, patrolBook, today, type World } from './testing/walk-world.ts';

let app: TestApp;
let world: World;
let application: pg.Client;
/** The tables with an area or a province in them that the application's role may read. */
let tables: { name: string; hasArea: boolean }[];

beforeAll(async () => {
  app = await startTestApp({ today, withJobs: true });
  world = await makeWalkWorld(app);
  const { job, close } = jobsOf(app, today);
  await foldFigures(job);
  close();
  await addTheRest();
  application = new pg.Client({ connectionString: app.database.appUrl });
  await application.connect();
  tables = await asOwner(
    `select c.relname as name, bool_or(a.attname = 'area_id') as "hasArea"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('area_id', 'province_id')
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and has_table_privilege('tiengmo_app', c.oid, 'select')
     group by 1 order by 1`,
  );
});
afterAll(async () => {
  await application.end();
  await app.close();
});

/** What the walk's world leaves out: a version of a report, an office's own template, places to add, totals not folded. */
async function addTheRest(): Promise<void> {
  const { B } = world.sides;
  for (const { key, contract, make } of [
    ...reportWalks,
    ...recordWalks,
    ...pledgeWalks,
    ...targetWalks,
    ...teamWalks,
    ...documentWalks,
    ...modelWalks,
    ...syncWalks,
  ]) {
    if (
      ![
        'POST /api/v1/reports/:id/versions',
        'PUT /api/v1/report-template',
        'POST /api/v1/files',
        'POST /api/v1/papers/:kind',
        'PUT /api/v1/activities/:id',
        'PUT /api/v1/model-sites/:id/areas',
        'POST /api/v1/model-sites/:id/replications',
        'POST /api/v1/pledge-campaigns/:id/pledges',
        'POST /api/v1/pledge-campaigns/:id/sheets',
        'POST /api/v1/registrations',
        'POST /api/v1/teams/:id/trainings',
        'POST /api/v1/rosters',
        'POST /api/v1/committee-mergers',
        'PUT /api/v1/targets',
        'PUT /api/v1/targets/:id/answers/:answerId',
        'POST /api/v1/sync/items/:id/settlement',
        'POST /api/v1/sync/envelopes',
      ].includes(key)
    )
      continue;
    const walker = world.walkers[0];
    if (walker) await world.must(contract, (await make(world, B, walker)) as object, B.officer.token);
  }
  await uploaded(app, B.officer.token, B.commune, await patrolBook('Trường THCS Bên B', B.secret));
  await addWhatPhonesKnow(B.commune);
}

/** A patrol that is out, a message, and an alarm with all that hangs on it, by a phone of the commune. */
async function addWhatPhonesKnow(commune: string): Promise<void> {
  const phone = `(select p.id as phone_id, p.user_id, p.area_id, coalesce(a.province_id, a.id) as province_id
    from field_phone p join area a on a.id = p.area_id
    where p.area_id in (select area_id from area_path_today where ancestor_id = '${commune}') limit 1) p`;
  const added = [
    `patrol_presence (record_id, province_id, area_id, phone_id, user_id, people, started_at)
      select gen_random_uuid(), province_id, area_id, phone_id, user_id, 3, now() from ${phone}`,
    `field_message (id, province_id, area_id, text, sent_by, until_day)
      select '${messageOfB}', province_id, '${commune}', 'Họp tổ', user_id, '2099-01-01' from ${phone}`,
    `field_message_area (message_id, area_id) values ('${messageOfB}', '${commune}')`,
    `gong_alarm (id, province_id, area_id, hamlet_ids, kind, is_drill, sounded_by, sounded_at, received_at)
      select '${alarmOfB}', province_id, area_id, array[area_id], 'fire', false, user_id, now(), now() from ${phone}`,
    `gong_answer (alarm_id, province_id, user_id, reached_at)
      select '${alarmOfB}', province_id, user_id, now() from ${phone}`,
    `gong_push (alarm_id, province_id, phone_id, what, outcome, at)
      select '${alarmOfB}', province_id, phone_id, 'sounded', 'sent', now() from ${phone}`,
    `gong_suspension (id, province_id, area_id, user_id, reason, suspended_by, suspended_at)
      select gen_random_uuid(), province_id, area_id, user_id, 'Đánh mõ đùa', user_id, now() from ${phone}`,
    `push_subscription (phone_id, province_id, area_id, user_id, endpoint, p256dh, auth, updated_at)
      select phone_id, province_id, area_id, user_id, 'https://push.example/b', 'B', 'A', now() from ${phone}`,
  ];
  for (const rows of added) await asOwner(`insert into ${rows}`);
}

const [messageOfB, alarmOfB] = [uuidv7(), uuidv7()];

/** What everybody may read: the places, and the schools and offices in them. */
const open = [
  'area',
  'area_code',
  'area_name',
  'area_parent',
  'area_path_then',
  'area_path_today',
  'installation',
  'organization',
  'tip_block',
  'tip_office',
];
/** Tables that are kept by who somebody is, not by his areas alone: accounts/server/walls.test.ts. */
const personal = ['role_assignment', 'audit_entry', 'read_log'];
type Row = Record<string, unknown>;

const asOwner = <T extends object = Row>(query: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(app.database.ownerUrl, async (client) => (await client.query(query, values)).rows as T[]);

/** Does it as the application's role, as the officer of commune A with a permission in hand, and takes it back. */
async function asOfficerOfA<T>(access: string, work: () => Promise<T>): Promise<T> {
  const { officer, commune } = world.sides.A;
  await application.query('begin');
  try {
    await application.query(
      `select set_config('app.caller', $1, true), set_config('app.scope', $2, true), set_config('app.access', $3, true)`,
      [officer.userId, `{${commune}}`, access],
    );
    return await work();
  } finally {
    await application.query('rollback');
  }
}

/** The condition for rows of side A, and the other one for all others. */
const inside = (table: { hasArea: boolean }, alias = 't'): string =>
  table.hasArea
    ? `${alias}.area_id in (select area_id from area_path_today where ancestor_id = '${world.sides.A.commune}')`
    : `${alias}.province_id = '${world.sides.A.province}'`;

const walled = () => tables.filter(({ name }) => ![...open, ...personal].includes(name));

test('the tables of areas are those that this test knows', () => {
  const names = tables.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...open, ...personal]));
  expect(walled().map(({ name }) => name)).toEqual([
    'activity',
    'activity_revision',
    'area_profile',
    'committee',
    'committee_merger',
    'committee_model',
    'committee_seat',
    'committee_task',
    'document_template',
    'fact',
    'field_message',
    'field_message_area',
    'field_phone',
    'field_phone_code',
    'figure_delta',
    'figure_half',
    'figure_year',
    'gong_alarm',
    'gong_answer',
    'gong_push',
    'gong_suspension',
    'household',
    'import',
    'import_place',
    'import_row',
    'import_sheet',
    'membership',
    'model_operation',
    'model_site',
    'model_site_area',
    'model_site_revision',
    'model_task',
    'paper_heading',
    'patrol_presence',
    'person',
    'pledge',
    'pledge_campaign',
    'pledge_code',
    'pledge_sheet',
    'push_subscription',
    'registration',
    'report',
    'report_version',
    'reported_figure',
    'roster',
    'stored_file',
    'stored_file_content',
    'sync_done',
    'sync_item',
    'target',
    'target_answer',
    'team',
    'team_equipment',
    'team_site',
    'team_training',
    'team_training_person',
  ]);
});

test('with the areas of one commune in hand, direct SQL reads nothing of another, with no permission', async () => {
  for (const table of walled()) {
    const others = await asOwner<{ n: number }>(
      `select count(*)::int as n from ${table.name} t where not coalesce(${inside(table)}, false)`,
    );
    expect([table.name, (others[0]?.n ?? 0) > 0]).toEqual([table.name, true]);
    for (const access of ['public', 'signedIn', ...permissions]) {
      const seen = await asOfficerOfA(access, () =>
        application.query(
          `select count(*)::int as n from ${table.name} t where not coalesce(${inside(table)}, ${!table.hasArea || table.name === 'import_row'})`,
        ),
      );
      expect([table.name, access, seen.rows[0]?.n]).toEqual([table.name, access, 0]);
    }
  }
}, 300_000);

test('the wall lets the own rows through', async () => {
  for (const name of [
    'activity',
    'activity_revision',
    'fact',
    'area_profile',
    'import',
    'import_row',
    'report',
    'reported_figure',
  ]) {
    const seen = await asOfficerOfA('activities.read', () =>
      application.query(`select count(*)::int as n from ${name}`),
    );
    expect([name, seen.rows[0]?.n > 0]).toEqual([name, true]);
  }
});

/** The SQLSTATE of what was refused, or how many rows it touched. */
async function attempt(access: string, query: string, values: unknown[] = []): Promise<string | number> {
  return asOfficerOfA(access, () =>
    application.query(query, values).then(
      (done) => done.rowCount ?? 0,
      (error: pg.DatabaseError) => error.code ?? 'unknown',
    ),
  );
}

const refused = '42501';

test('nothing of another commune is changed, removed or added, with any permission', async () => {
  const writable = [...walled(), ...tables.filter(({ name }) => name === 'organization')];
  for (const table of writable) {
    const [row] = await asOwner(
      `select to_jsonb(t) as row from ${table.name} t where not coalesce(${inside(table)}, false) limit 1`,
    );
    const column = table.hasArea ? 'area_id' : 'province_id';
    for (const access of ['signedIn', ...permissions]) {
      const where = `where not coalesce(${inside(table)}, ${table.name === 'import_row'})`;
      const changed = await attempt(access, `update ${table.name} t set ${column} = ${column} ${where}`);
      expect([table.name, access, [0, refused].includes(changed)]).toEqual([table.name, access, true]);
      const removed = await attempt(access, `delete from ${table.name} t ${where}`);
      expect([table.name, access, [0, refused].includes(removed)]).toEqual([table.name, access, true]);
      if (row === undefined) continue;
      const added = await attempt(
        access,
        `insert into ${table.name} overriding system value select * from jsonb_populate_record(null::${table.name}, $1)`,
        [JSON.stringify(row.row)],
      );
      expect([table.name, access, added]).toEqual([table.name, access, refused]);
    }
  }
}, 300_000);

test('a row of one’s own is not moved into another commune', async () => {
  for (const name of [
    'activity',
    'fact',
    'area_profile',
    'import',
    'report',
    'reported_figure',
    'organization',
  ]) {
    const moved = await attempt(
      'activities.write',
      `update ${name} set area_id = $1 where area_id in (select area_id from scoped_area)`,
      [world.sides.B.commune],
    );
    expect([name, moved]).toEqual([name, refused]);
  }
});

test('places are not changed by whoever only records, and the installation by nobody', async () => {
  const { commune, hamlet } = world.sides.A;
  const writes: [string, string][] = [
    ['area', `update area set full_name = 'x' where id = '${hamlet}'`],
    ['area_name', `update area_name set full_name = 'x' where area_id = '${hamlet}'`],
    ['area_parent', `delete from area_parent where area_id = '${hamlet}'`],
    ['area_path_today', `delete from area_path_today where area_id = '${hamlet}'`],
    ['area_path_then', `delete from area_path_then where area_id = '${hamlet}'`],
    ['area_code', `delete from area_code where area_id = '${commune}'`],
  ];
  for (const [table, query] of writes) {
    for (const access of [
      'activities.write',
      'activities.read',
      'figures.report',
      'accounts.manage',
      'signedIn',
    ])
      expect([table, access, await attempt(access, query)]).toEqual([table, access, 0]);
    const kept = await attempt('hamlets.write', query);
    expect([table, typeof kept === 'number' && kept > 0]).toEqual([table, true]);
  }
  for (const access of ['areas.manage', 'accounts.manage', 'signedIn'])
    expect(await attempt(access, `update installation set agency_name = 'x'`)).toBe(0);
});
