import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, expect, test } from 'vitest';
import { childrenOf } from '../../scripts/lib/processes.ts';
import { removeFolder } from '../../src/platform/server/testing/remove-folder.ts';
import { type Program, startProgram } from '../support/program.ts';

const book = path.resolve(import.meta.dirname, '../../src/modules/imports/fixtures/luong-phong-2024.xlsx');
const kills = 20;
const dataFolder = mkdtempSync(path.join(tmpdir(), 'tiengmo-crash-'));
let program: Program;
let cookie = '';

afterAll(async () => {
  await program?.stop();
  removeFolder(dataFolder);
});

async function api(method: string, url: string, body?: unknown): Promise<Record<string, unknown>> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${program.address}${url}`, {
    method,
    headers: { cookie, ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const set = response.headers.getSetCookie().find((each) => each.startsWith('session='));
  if (set) cookie = set.split(';')[0] ?? '';
  const answer = response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>);
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** Straight to the database, past the program: the count by hand. */
async function ask<T>(text: string, values: unknown[] = []): Promise<T[]> {
  const pid = readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(path.join(dataFolder, 'secrets', 'superuser'), 'utf8').trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(pid[3]),
    user: 'tiengmo_super',
    password,
    database: 'tiengmo',
  });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Signal 9 to the server and to every process of its PostgreSQL, the way a power cut ends them. */
function cutPower(): void {
  const postmaster = Number.parseInt(
    readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8'),
    10,
  );
  program.process.kill('SIGKILL');
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // A backend that ended by itself in between.
    }
  }
}

async function setUp(): Promise<string> {
  const token = new URL(program.setupLink ?? '').searchParams.get('ma');
  const { hits } = (await api('GET', `/api/v1/areas/search?q=${encodeURIComponent('lương phong')}`)) as {
    hits: { id: string; matched: { areaId: string } }[];
  };
  const hit = hits[0];
  if (!hit) throw new Error('no such place');
  const administrator = { username: 'quan.tri', displayName: 'Quản trị', password: 'lá cờ đỏ trên mái đình' };
  await api('POST', '/api/v1/setup', {
    token,
    areaId: hit.id,
    agencyName: 'Công an phường Hiệp Hòa',
    parentAgencyName: 'Công an thành phố Bắc Ninh',
    placeName: 'Hiệp Hòa',
    administrator,
  });
  const hamlet = { id: uuidv7(), fullName: 'Thôn Thử', openedOn: null };
  await api('POST', `/api/v1/areas/${hit.matched.areaId}/hamlets`, { hamlets: [hamlet] });
  communeId = hit.matched.areaId;
  return hamlet.id;
}
let communeId = '';

/** Enters patrols one after the other until the power is cut; notes those that were acknowledged. */
async function keepWriting(hamletId: string, acknowledged: Set<string>): Promise<void> {
  for (let n = 0; ; n += 1) {
    const id = uuidv7();
    const values = { day: '2024-05-20', place: { areaId: hamletId }, patrollers: (n % 9) + 1 };
    await api('PUT', `/api/v1/activities/${id}`, {
      form: 'patrol',
      formVersion: 1,
      values,
      state: 'submitted',
    });
    acknowledged.add(id);
  }
}

/** Uploads the book and asks for its commit, as far as it gets. */
async function importBook(): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(book)]), 'luong-phong-2024.xlsx');
  const { id } = (await api('POST', `/api/v1/imports?areaId=${communeId}`, form)) as { id: string };
  for (;;) {
    const { state } = (await api('GET', `/api/v1/imports/${id}`)) as { state: string };
    if (state === 'checked') break;
    await pause(50);
  }
  await api('POST', `/api/v1/imports/${id}/commit`);
}

/** Waits until every import that was begun has come to its end; gives those that are in. */
async function settled(): Promise<string[]> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const rows = await ask<{ id: string; state: string }>('select id, state from import');
    const open = rows.filter((row) => ['uploaded', 'checking', 'committing'].includes(row.state));
    if (open.length === 0) return rows.filter((row) => row.state === 'committed').map((row) => row.id);
    await pause(100);
  }
  throw new Error('an import never came to its end');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

test(`power cut ${kills} times during imports and writes: nothing acknowledged is lost, no import is half there`, async () => {
  program = await startProgram({ dataFolder });
  const hamletId = await setUp();
  const acknowledged = new Set<string>();
  for (let kill = 0; kill < kills; kill += 1) {
    const work = [keepWriting(hamletId, acknowledged), importBook()].map((each) =>
      each.catch(() => undefined),
    );
    await pause(150 + ((kill * 397) % 1900));
    cutPower();
    await Promise.all(work);
    program = await startProgram({ dataFolder });
    const there = await ask<{ id: string }>('select id from activity where id = any($1)', [
      [...acknowledged],
    ]);
    expect(there.length).toBe(acknowledged.size);
    const committed = await settled();
    await nothingHalf();
    // The next round takes the same book in again.
    for (const id of committed) await api('POST', `/api/v1/imports/${id}/undo`);
  }
  expect(acknowledged.size).toBeGreaterThan(kills);
}, 600_000);

/** Every import is all there or not at all, and every figure equals the count of its records. */
async function nothingHalf(): Promise<void> {
  const odd = await ask(`
    select i.id, i.state, s.sheet, s.accepted, (select count(*) from import_row r join activity a on a.id = r.record_id
      where r.import_id = i.id and r.position = s.position)::int as there
    from import i join import_sheet s on s.import_id = i.id
    where s.kind not in ('hamlets', 'reportedFigures') and
      (select count(*) from import_row r join activity a on a.id = r.record_id where r.import_id = i.id and r.position = s.position)
      <> case when i.state = 'committed' then s.accepted else 0 end`);
  expect(odd).toEqual([]);
  const [counted] = await ask<{ sessions: number; people: number }>(`
    select count(*)::int as sessions, coalesce(sum((values->>'patrollers')::int), 0)::int as people from activity
    where form = 'patrol' and state in ('submitted', 'verified')`);
  const query = {
    areaIds: [communeId],
    indicators: ['patrol.sessions', 'patrol.attendance'],
    from: '2023-01-01',
    to: '2025-06-30',
    lens: 'then',
  };
  const { figures } = (await api('POST', '/api/v1/figures/query', query)) as { figures: { value: number }[] };
  expect(figures.map((figure) => figure.value)).toEqual([counted?.sessions, counted?.people]);
}
