import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './testing/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('the server says that it lives and that its database answers', async () => {
  expect((await app.server.inject('/health/live')).statusCode).toBe(200);
  expect((await app.server.inject('/health/ready')).statusCode).toBe(200);
});

test('direct SQL as the application role reads nothing without a caller', async () => {
  const tables = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege('tiengmo_app', c.oid, 'select')`.execute(
    app.database.db,
  );
  expect(tables.rows.length).toBeGreaterThan(25);
  for (const { name } of tables.rows) {
    const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(
      app.database.db,
    );
    expect([name, found.rows[0]?.n]).toEqual([name, 0]);
  }
});

test('every table that the application may read has row-level security, and none of them is its own', async () => {
  const open = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege('tiengmo_app', c.oid, 'select')
      and (not c.relrowsecurity or pg_get_userbyid(c.relowner) = 'tiengmo_app')`.execute(app.database.db);
  expect(open.rows).toEqual([]);
});
