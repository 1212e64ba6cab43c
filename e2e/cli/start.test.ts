import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { removeFolder } from '../../src/platform/server/testing/remove-folder.ts';
import { freePort, startProgram } from '../support/program.ts';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-starts-'));
});
afterEach(() => {
  removeFolder(folder);
});

/** Starts the program where it can't, and gives what it says. */
function refusedStart(env: Record<string, string>): { status: number | null; said: string } {
  const done = spawnSync(process.execPath, ['src/app/server.ts'], {
    cwd: root,
    env: { ...process.env, TIENGMO_DATA: folder, HOST: '127.0.0.1', ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status: done.status, said: `${done.stdout}${done.stderr}` };
}

function expectPlain(said: string, message: RegExp): void {
  expect(said).toMatch(message);
  expect(said).not.toMatch(/\n\s+at /);
}

test('a port already taken: one message, and nothing was made', async () => {
  const port = await freePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  const { status, said } = refusedStart({ PORT: String(port) });
  other.close();
  expect(status).toBe(1);
  expectPlain(said, new RegExp(`Port ${port} is in use by another program`));
  expect(readdirSync(folder)).toEqual([]);
});

test('an unreachable database: one message', async () => {
  const port = await freePort();
  const { status, said } = refusedStart({
    PORT: '0',
    DATABASE_URL: `postgresql://me:secret@127.0.0.1:${port}/none`,
  });
  expect(status).toBe(1);
  expectPlain(said, /The database at 127\.0\.0\.1:\d+ does not answer/);
  expect(said).not.toContain('secret');
});

test('a wrong variable is named', () => {
  const { status, said } = refusedStart({ PORT: 'eighty' });
  expect(status).toBe(1);
  expectPlain(said, /PORT/);
});

test('a data folder that can’t be written to: one message', () => {
  const file = path.join(folder, 'file');
  if (process.getuid?.() === 0) {
    // Root may write everywhere: a folder below a file is what even root can't make.
    spawnSync('touch', [file]);
  } else {
    mkdirSync(file);
    chmodSync(file, 0o555);
  }
  const { status, said } = refusedStart({ PORT: '0', TIENGMO_DATA: path.join(file, 'data') });
  expect(status).toBe(1);
  expectPlain(said, /can't be written to/);
});

test('first start, stop, second start, and a data folder of a newer version', async () => {
  const first = await startProgram({ dataFolder: folder });
  expect(first.setupLink).toMatch(/\/cai-dat\?ma=/);
  expect((await fetch(`${first.address}/health/ready`)).status).toBe(200);
  await first.stop();
  expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);

  const second = await startProgram({ dataFolder: folder });
  expect(second.setupLink).not.toBe(first.setupLink);
  await second.stop();

  const third = await startProgram({ dataFolder: folder });
  const [, , , port] = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(path.join(folder, 'secrets', 'superuser'), 'utf8').trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'tiengmo_super',
    password,
    database: 'tiengmo',
  });
  await client.connect();
  await client.query("insert into schema_migration (name, hash) values ('9999_from_the_future.sql', 'x')");
  await client.end();
  await third.stop();
  const { status, said } = refusedStart({ PORT: '0' });
  expect(status).toBe(1);
  expectPlain(said, /last used by a newer version/);
  expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
}, 120_000);

test('an external PostgreSQL is used instead, as a role of its own for the application', async () => {
  const { superuser } = inject('cluster');
  const name = `tiengmo_external_${process.pid}`;
  const admin = new pg.Client({ connectionString: superuser });
  await admin.connect();
  // The owner of the database makes the application's role: he needs the right to, and that role must be new to him.
  await admin.query(`create role ${name} login createrole password 'outside'`);
  await admin.query(`create database ${name} owner ${name}`);
  try {
    const url = new URL(superuser);
    url.username = name;
    url.password = 'outside';
    url.pathname = `/${name}`;
    const appUrl = new URL(url);
    appUrl.username = 'tiengmo_app';
    appUrl.password = 'test-app';
    const program = await startProgram({
      dataFolder: folder,
      env: { DATABASE_URL: url.toString(), DATABASE_APP_URL: appUrl.toString() },
    });
    expect((await fetch(`${program.address}/health/ready`)).status).toBe(200);
    expect(existsSync(path.join(folder, 'postgres'))).toBe(false);
    await program.stop();
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  }
}, 120_000);
