import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAccounts } from '../modules/accounts/accounts.contract.ts';
import { areaIdOf, type SignedUp, signUp } from '../modules/accounts/accounts.factory.ts';
import {
  exportActivities,
  getActivity,
  listActivities,
  saveActivity,
} from '../modules/activities/activities.contract.ts';
import { patrol } from '../modules/activities/activities.factory.ts';
import { searchAreas } from '../modules/areas/areas.contract.ts';
import { makeHamlet } from '../modules/areas/areas.factory.ts';
import { createOrganizations, listOrganizations } from '../modules/areas/organizations.contract.ts';
import { downloadTemplate, uploadImport } from '../modules/imports/imports.contract.ts';
import { settled, uploaded } from '../modules/imports/imports.factory.ts';
import { workbookOf } from '../modules/imports/server/templates.service.ts';
import { downloadReportTemplate, replaceReportTemplate } from '../modules/reports/template.contract.ts';
import { startTestApp, type TestApp } from '../platform/server/testing/app.ts';
import { serveWeb } from '../platform/server/web-files.ts';
import { type Raw, sendRaw } from './testing/raw.ts';

let app: TestApp;
let officer: SignedUp;
let administrator: SignedUp;
let commune: string;
let hamlet: string;
beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22', withJobs: true });
  await serveWeb(app.server);
  commune = await areaIdOf(app, '07840');
  hamlet = (await makeHamlet(app.database.db, commune, 'Thôn Cấm')).id;
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  administrator = await signUp(app, { role: 'administrator', areaCode: '07840' });
});
afterAll(() => app.close());

const send = (request: Raw) => sendRaw(app, request);

const json = { 'content-type': 'application/json' };

describe('words that mean something to a database', () => {
  test('are looked for as they are', async () => {
    const token = officer.token;
    const id = uuidv7();
    await app.call(
      saveActivity,
      { params: { id }, body: patrol(hamlet, { content: `100% của tổ_a \\ '; --` }) },
      token,
    );
    const finds = async (q: string) => {
      const { status, body } = await app.call(listActivities, { query: { q } }, token);
      expect([q, status]).toEqual([q, 200]);
      return body.items.map((item) => item.id);
    };
    for (const q of ['100%', 'tổ_a', '\\', `'; --`]) expect([q, await finds(q)]).toEqual([q, [id]]);
    for (const q of ['%%%', '___', 'c_a', '1%0'])
      expect([q, (await finds(q)).includes(id)]).toEqual([q, false]);

    const organizations = [{ kind: 'school' as const, name: 'Trường Một' }];
    await app.call(createOrganizations, { params: { id: commune }, body: { organizations } }, token);
    for (const q of ['Tr%t', 'M_t', 'a%n', `x' or 1=1 --`]) {
      const found = await app.call(listOrganizations, { params: { id: commune }, query: { q } }, token);
      expect([q, found.status, found.body.organizations]).toEqual([q, 200, []]);
      const people = await app.call(listAccounts, { query: { search: q } }, administrator.token);
      expect([q, people.status, people.body.items]).toEqual([q, 200, []]);
      const areas = await app.call(searchAreas, { query: { q } });
      expect([q, areas.status]).toEqual([q, 200]);
    }
  });
});

describe('text that means something to a browser or a spreadsheet', () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';

  test('goes in and comes out as text, in an answer that no browser takes for a page', async () => {
    const id = uuidv7();
    await app.call(
      saveActivity,
      { params: { id }, body: patrol(hamlet, { content: script }) },
      officer.token,
    );
    const back = await app.call(getActivity, { params: { id } }, officer.token);
    expect(back.body.values.content).toBe(script);
    expect(back.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(back.headers['x-content-type-options']).toBe('nosniff');
    expect(back.headers['cache-control']).toBe('no-store');
    const refused = await send({
      url: `/api/v1/activities/${encodeURIComponent(script)}`,
      token: officer.token,
    });
    expect(String(refused.headers['content-type'])).toMatch(/^application\/problem\+json/);
  });

  test('no formula leaves in an export', async () => {
    for (const content of ['=HYPERLINK("http://evil.example")', '+1+1', '-1+1', '@SUM(A1)', '\t=1'])
      await app.call(
        saveActivity,
        { params: { id: uuidv7() }, body: patrol(hamlet, { content }) },
        officer.token,
      );
    const csv = await app.call(exportActivities, { query: { form: 'patrol', format: 'csv' } }, officer.token);
    const cells = csv.raw
      .toString('utf8')
      .split(/[\r\n,]+/)
      .map((cell) => cell.replace(/^"/, ''));
    expect(cells.some((cell) => cell.includes('HYPERLINK'))).toBe(true);
    expect(cells.filter((cell) => /^[=+@\t]/.test(cell) || /^-\d+\+/.test(cell))).toEqual([]);
  });

  test('every page and every answer carries the policy, and it allows nothing inline', async () => {
    for (const url of [
      '/',
      '/dang-nhap',
      '/api/v1/setup',
      '/api/openapi.json',
      '/api/none',
      '/health/live',
    ]) {
      const { headers } = await send({ url });
      const policy = String(headers['content-security-policy']);
      expect([url, policy]).toEqual([url, expect.stringContaining(`default-src 'none'`)]);
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toMatch(/https?:|\*/);
      expect(policy).toContain(`frame-ancestors 'none'`);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });
});

describe('file names', () => {
  test('do not leave their folder and do not break a header', async () => {
    const names = [
      '../../etc/passwd.docx',
      '..\\..\\boot.docx',
      'a%0d%0aSet-Cookie: x=1.docx',
      'báo cáo; filename=x.docx',
      `';--.docx`,
    ];
    const shipped = await app.call(downloadReportTemplate, { query: { areaId: commune } }, officer.token);
    for (const name of names) {
      const file = { name, content: shipped.raw };
      const put = await app.call(
        replaceReportTemplate,
        { query: { areaId: commune }, file },
        administrator.token,
      );
      expect([name, put.status]).toEqual([name, 200]);
      expect(put.body.fileName).not.toMatch(/[/\\]/);
      const { status, headers } = await app.call(
        downloadReportTemplate,
        { query: { areaId: commune } },
        officer.token,
      );
      expect([name, status, headers['set-cookie']]).toEqual([name, 200, undefined]);
      expect(String(headers['content-disposition'])).toMatch(
        /^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w%.!~*'()-]+$/,
      );
    }
  });

  test('paths that climb out of the pages find nothing', async () => {
    for (const url of [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/%00.js',
      '/.env',
      '/data/secrets/owner',
    ]) {
      const { text } = await send({ url });
      expect([url, /"dependencies"|root:/.test(text)]).toEqual([url, false]);
    }
    const template = await app.call(
      downloadTemplate,
      { params: { file: '../../package.json' } },
      officer.token,
    );
    expect(template.status).toBe(422);
  });

  test('a workbook whose headers reach for the prototypes is only a workbook', async () => {
    const headers = ['STT', 'Ngày', 'Thôn', 'Từ giờ', 'Số người', '__proto__', 'constructor'];
    const rows = [[1, '03/02/2026', 'Thôn Cấm', '20:00', 4, 'một', 'hai']];
    const content = await workbookOf([
      { name: 'Tuần tra', columns: headers.map((header) => ({ header })), rows },
    ]);
    const found = await uploaded(app, officer.token, commune, { name: 'sổ.xlsx', content });
    expect(found).toMatchObject({ state: 'checked', accepted: 1 });
  });

  test('a file that is none, or not the one it says, gets a plain answer', async () => {
    for (const [name, content] of [
      ['x.xlsx', Buffer.from('<html>')],
      ['x.csv', Buffer.from([0, 1, 2, 0, 255])],
      ['x.exe', Buffer.from('MZ')],
      ['x.xlsx', Buffer.alloc(0)],
    ] as const) {
      const reply = await app.call(
        uploadImport,
        { query: { areaId: commune }, file: { name, content } },
        officer.token,
      );
      if (reply.status === 201) expect((await settled(app, officer.token, reply.body.id)).accepted).toBe(0);
      else expect([name, reply.status]).toEqual([name, 422]);
    }
    const url = `/api/v1/imports?areaId=${commune}`;
    const bare = await send({ method: 'POST', url, headers: json, payload: '{}', token: officer.token });
    expect([bare.status, bare.code]).toEqual([400, 'badRequest']);
  });
});
