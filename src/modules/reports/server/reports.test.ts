import { readFile } from 'node:fs/promises';
import { TemplateHandler } from 'easy-template-x';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paragraph } from '../../../../scripts/documents/ooxml.ts';
import { wordFile } from '../../../../scripts/documents/package.ts';
import { system } from '../../../platform/server/caller.ts';
import { inTransaction, makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { saveActivity } from '../../activities/activities.contract.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  patrol,
  reformDay,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { addReportedFigure, queryFigures } from '../../figures/figures.contract.ts';
import {
  downloadReport,
  downloadReportAnnex,
  getReport,
  getReportVersion,
  listReports,
  openReport,
  restoreReportVersion,
  saveReportVersion,
} from '../report.contract.ts';
import {
  downloadReportTemplate,
  getReportTemplate,
  replaceReportTemplate,
  resetReportTemplate,
} from '../template.contract.ts';
import { makeReport } from './document.service.ts';

const today = '2026-07-02';
let app: TestApp;
let world: TestWorld;
let officer: TestPerson;
let recorder: TestPerson;
let neighbour: TestPerson;
let administrator: TestPerson;
let reportId: string;

beforeAll(async () => {
  app = await startTestApp({ today });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  await hangUnderParents();
  officer = await makePerson(ownerUrl, 'officer', world.commune, 'Trần Thị Bình');
  recorder = await makePerson(ownerUrl, 'recorder', world.hamlets[0]);
  neighbour = await makePerson(ownerUrl, 'officer', world.neighbour);
  administrator = await makePerson(ownerUrl, 'administrator', world.province);
  for (const values of patrols()) await save(values);
});
afterAll(() => app.close());

// The lens "then" finds children by their parents in time.
async function hangUnderParents(): Promise<void> {
  await asOwner(app.database.ownerUrl, async (client) => {
    for (const hamlet of world.hamlets) {
      await client.query(
        `insert into area_parent (area_id, parent_id, valid) values ($1, $2, daterange(null, $4)), ($1, $3, daterange($4, null))`,
        [hamlet, world.oldCommune, world.commune, reformDay],
      );
    }
  });
}

// The first half of 2026 runs from 15/12/2025 to 14/6/2026: five patrols in it, four a year earlier, one after it.
function patrols(): { area: string; day: string; patrollers: number }[] {
  const [first, second] = world.hamlets;
  return [
    { area: first, day: '2025-12-15', patrollers: 500 },
    { area: first, day: '2026-01-10', patrollers: 450 },
    { area: first, day: '2026-06-14', patrollers: 300 },
    { area: second, day: '2026-03-07', patrollers: 1 },
    { area: world.commune, day: '2026-03-08', patrollers: 2 },
    { area: second, day: '2026-06-15', patrollers: 9 },
    ...['2024-12-15', '2025-01-20', '2025-03-03', '2025-06-14'].map((day) => ({
      area: first,
      day,
      patrollers: 10,
    })),
  ];
}

async function save({
  area,
  day,
  patrollers,
}: {
  area: string;
  day: string;
  patrollers: number;
}): Promise<void> {
  const body = patrol(area, { day, patrollers });
  const reply = await app.call(saveActivity, { params: { id: uuidv7() }, body }, officer.token);
  expect(reply.status).toBeLessThan(300);
}

const firstHalf = { kind: 'halfYear', year: 2026, half: 1 } as const;

function open(person: TestPerson, areaId: string, which: object = firstHalf) {
  return app.call(openReport, { body: { id: uuidv7(), areaId, ...firstHalf, ...which } }, person.token);
}

async function detail() {
  const reply = await app.call(getReport, { params: { id: reportId } }, officer.token);
  expect(reply.status).toBe(200);
  return reply.body;
}

async function textOf(docx: Buffer): Promise<string> {
  return (await new TemplateHandler().getText(docx)).replaceAll('\u00a0', ' ');
}

describe('the officer sees what is due', () => {
  test('the half that is over is due, the year still runs, what lies before the commune is not owed', async () => {
    const { body } = await app.call(listReports, { query: { areaId: world.commune } }, officer.token);
    expect(body.year).toBe(2026);
    expect(
      body.slots.map(({ kind, year, half, state, daysLeft }) => [kind, year, half, state, daysLeft]),
    ).toEqual([
      ['year', 2026, null, 'notEnded', 165],
      ['halfYear', 2026, 2, 'notEnded', 165],
      ['halfYear', 2026, 1, 'due', -18],
      ['year', 2025, null, 'due', -200],
      ['halfYear', 2025, 2, 'due', -200],
    ]);
    expect(body.areas.map(({ name }) => name)).toEqual(['Xã Hiệp Hòa thử', 'Xã Lương Phong thử']);
    expect(body.can).toEqual({ write: true, manageTemplate: true });
  });

  test('the commune that is gone is shown in its last year', async () => {
    const { body } = await app.call(listReports, { query: { areaId: world.oldCommune } }, officer.token);
    expect(body.year).toBe(2025);
    expect(body.slots.map(({ year, half }) => [year, half])).toEqual([
      [2025, null],
      [2025, 2],
      [2025, 1],
      [2024, null],
      [2024, 2],
      [2024, 1],
    ]);
  });
});

describe('he opens the report', () => {
  test('the same report is opened twice, not made twice', async () => {
    const first = await open(officer, world.commune);
    expect(first).toMatchObject({ status: 200, body: { isNew: true } });
    reportId = first.body.id;
    const again = await open(officer, world.commune);
    expect(again.body).toEqual({ id: reportId, isNew: false });
  });

  test('its numbers are those of the figures, this period, the one before and last year', async () => {
    const report = await detail();
    const patrolled = report.sections.find(({ code }) => code === 'patrol')?.figures ?? [];
    const { body } = await app.call(
      queryFigures,
      {
        body: {
          areaIds: [world.commune],
          indicators: patrolled.map(({ indicator }) => indicator),
          from: '2025-12-15',
          to: '2026-06-14',
          compare: ['previous', 'lastYear'],
        },
      },
      officer.token,
    );
    expect(patrolled.length).toBeGreaterThan(5);
    expect(patrolled.map(({ indicator, value, lastYear }) => ({ indicator, value, lastYear }))).toEqual(
      body.figures.map(({ indicator, value, lastYear }) => ({ indicator, value, lastYear })),
    );
    const sessions = patrolled.find(({ indicator }) => indicator === 'patrol.sessions');
    // Nothing at all was recorded in the second half of 2025: that is not known, and not zero.
    expect(sessions).toMatchObject({ value: 5, previous: null, lastYear: 4 });
    expect(report).toMatchObject({
      lens: 'today',
      version: 0,
      window: { from: '2025-12-15', to: '2026-06-14', name: { vi: '6 tháng đầu năm 2026' } },
      previous: { from: '2025-06-15', to: '2025-12-14' },
      lastYear: { from: '2024-12-15', to: '2025-06-14' },
    });
  });

  test('sentences are made from the figures, and say so where there is nothing', async () => {
    const { sections } = await detail();
    const sentences = (code: string) =>
      sections
        .find((section) => section.code === code)
        ?.sentences.map((text) => text.replaceAll('\u00a0', ' '));
    expect(sentences('patrol')).toEqual([
      'Các lực lượng đã tổ chức 5 buổi tuần tra (tăng 25 % so với cùng kỳ), trong đó có 5 buổi ban đêm, với 1.253 lượt người tham gia (tăng 3.032,5 % so với cùng kỳ); không phát hiện vụ việc.',
      'Trong kỳ chưa ghi nhận tin báo nào.',
    ]);
    expect(sentences('coreForce')).toEqual(['Trong kỳ chưa ghi nhận buổi tập huấn nào.']);
    expect(sentences('mediation')).toEqual(['Trong kỳ chưa ghi nhận vụ việc hòa giải nào.']);
  });

  test('the annex has the hamlets and what belongs to none; every column adds up', async () => {
    const { annex } = await detail();
    const sessions = (row: { values: Record<string, number | null> }) => row.values['patrol.sessions'];
    expect(annex.rows.map((row) => [row.name, row.outside, sessions(row)])).toEqual([
      ['Thôn Đoài', false, 1],
      ['Thôn Đông', false, 3],
      ['Chung toàn xã', true, 1],
    ]);
    expect(sessions(annex.total)).toBe(5);
  });

  test('a reported figure stands with its source where nothing was counted, and is never added', async () => {
    const reported = {
      areaId: world.commune,
      indicator: 'tip.received',
      value: 1527,
      from: '2025-12-15',
      to: '2026-06-14',
      source: 'Báo cáo số 12/BC-CAX',
    };
    await app.call(addReportedFigure, { params: { id: uuidv7() }, body: reported }, officer.token);
    const { sections } = await detail();
    const patrolSection = sections.find(({ code }) => code === 'patrol');
    expect(patrolSection?.reported).toEqual([
      'Số liệu báo cáo: Số tin báo tiếp nhận: 1.527 tin (từ 15/12/2025 đến 14/06/2026). Nguồn: Báo cáo số 12/BC-CAX.',
    ]);
    expect(patrolSection?.figures.find(({ indicator }) => indicator === 'tip.received')?.value).toBe(0);
  });

  test('the old commune keeps its own report, as it was then', async () => {
    const opened = await open(officer, world.oldCommune, { year: 2025 });
    const { body } = await app.call(getReport, { params: { id: opened.body.id } }, officer.token);
    expect(body.lens).toBe('then');
    expect(body.annex.total.values['patrol.sessions']).toBe(4);
    expect(body.content.heading).toMatchObject({
      agency: 'Ủy ban nhân dân\nxã Lương Phong thử',
      place: 'Lương Phong thử',
      codeNumber: null,
    });
  });
});

describe('he writes, and nothing he wrote is lost', () => {
  async function write(
    texts: Record<string, string>,
    baseVersion: number,
    sentences: Record<string, string> = {},
  ) {
    const { content } = await detail();
    const heading = { ...content.heading, codeNumber: 5, issuedDate: '2026-06-17', name: 'Nguyễn Văn Mẫu' };
    const body = { baseVersion, heading, texts: { texts, sentences } };
    return app.call(saveReportVersion, { params: { id: reportId }, body }, officer.token);
  }

  test('every save is a version; the same save twice is one', async () => {
    const first = await write({ strengths: 'Nhân dân tích cực tham gia.' }, 0);
    expect(first.body).toEqual({ version: 1, isNew: true });
    const repeated = await write({ strengths: 'Nhân dân tích cực tham gia.' }, 0);
    expect(repeated.body).toEqual({ version: 1, isNew: false });
    const second = await write({ strengths: 'Bản thứ hai.' }, 1, { mediation: 'Không phát sinh vụ việc.' });
    expect(second.body).toEqual({ version: 2, isNew: true });
    const { versions, version } = await detail();
    expect(version).toBe(2);
    expect(versions.map((each) => [each.version, each.savedBy])).toEqual([
      [2, 'Trần Thị Bình'],
      [1, 'Trần Thị Bình'],
    ]);
  });

  test('who wrote on an older version is told, and overwrites nothing', async () => {
    const late = await write({ strengths: 'Của người khác.' }, 1);
    expect(late).toMatchObject({ status: 409, code: 'conflict', body: { version: 2 } });
    expect((await detail()).content.texts.texts.strengths).toBe('Bản thứ hai.');
  });

  test('an earlier version can be looked at and restored', async () => {
    const params = { id: reportId, version: '1' } as const;
    const seen = await app.call(getReportVersion, { params }, officer.token);
    expect(seen.body.texts.texts.strengths).toBe('Nhân dân tích cực tham gia.');
    const restored = await app.call(
      restoreReportVersion,
      { params, body: { baseVersion: 2 } },
      officer.token,
    );
    expect(restored.body).toEqual({ version: 3, isNew: true });
    expect((await detail()).content.texts.texts.strengths).toBe('Nhân dân tích cực tham gia.');
    const back = { params: { id: reportId, version: '2' }, body: { baseVersion: 3 } } as const;
    expect((await app.call(restoreReportVersion, back, officer.token)).body.version).toBe(4);
  });

  test('a heading that the document can not have is refused by its field', async () => {
    const { content } = await detail();
    const heading = { ...content.heading, codeNotation: 'BC UBND' };
    const body = { baseVersion: 4, heading, texts: content.texts };
    const refused = await app.call(saveReportVersion, { params: { id: reportId }, body }, officer.token);
    expect(refused).toMatchObject({
      status: 422,
      code: 'invalidInput',
      body: { fields: [{ path: 'heading.codeNotation' }] },
    });
  });

  test('the next report begins with this heading, without number and day, and offers these texts', async () => {
    const next = await open(officer, world.commune, { half: 2 });
    const { body } = await app.call(getReport, { params: { id: next.body.id } }, officer.token);
    expect(body.content.heading).toMatchObject({
      name: 'Nguyễn Văn Mẫu',
      codeNumber: null,
      issuedDate: null,
    });
    expect(body.content.heading.subject).toContain('6 tháng cuối năm 2026');
    expect(body.content.texts.texts).toEqual({});
    expect(body.earlier).toMatchObject({
      name: { vi: '6 tháng đầu năm 2026' },
      texts: { texts: { strengths: 'Bản thứ hai.' } },
    });
  });
});

describe('he hands it in', () => {
  test('the Word file has the figures in Vietnamese writing, his sentences and his heading', async () => {
    const reply = await app.call(downloadReport, { params: { id: reportId } }, officer.token);
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(
      'Báo cáo 6 tháng đầu năm 2026 - Xã Hiệp Hòa thử.docx',
    );
    const text = await textOf(reply.raw);
    for (const expected of [
      'Số: 05/BC-UBND',
      '1.253 lượt người tham gia',
      '5 buổi tuần tra (tăng 25 % so với cùng kỳ)',
      'Số liệu báo cáo: Số tin báo tiếp nhận: 1.527 tin',
      'Không phát sinh vụ việc.',
      'Bản thứ hai.',
      'Chung toàn xã',
    ]) {
      expect(text).toContain(expected);
    }
    expect(text).not.toContain('chưa ghi nhận vụ việc hòa giải');
  });

  test('the annex is a workbook', async () => {
    const reply = await app.call(downloadReportAnnex, { params: { id: reportId } }, officer.token);
    expect(reply.raw.subarray(0, 2).toString()).toBe('PK');
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain('.xlsx');
  });

  test('the command line makes the same report, stored or not', async () => {
    const clock = makeClock(today);
    const made = await inTransaction(
      app.database.db,
      { caller: system, access: 'signedIn', clock },
      async (context) => ({
        stored: await makeReport(context, { areaId: world.commune, ...firstHalf }),
        year: await makeReport(context, { areaId: world.commune, kind: 'year', year: 2026 }),
      }),
    );
    const downloaded = await app.call(downloadReport, { params: { id: reportId } }, officer.token);
    expect(await textOf(made.stored.docx)).toBe(await textOf(downloaded.raw));
    expect(made.year.fileName).toBe('Báo cáo năm 2026 - Xã Hiệp Hòa thử');
    expect(await textOf(made.year.docx)).toContain('6 buổi tuần tra');
  });
});

describe('an office edits the Word template', () => {
  const query = () => ({ areaId: world.commune });
  const put = (content: Buffer, person = officer) =>
    app.call(
      replaceReportTemplate,
      { query: query(), file: { name: 'Mẫu của xã.docx', content } },
      person.token,
    );
  const word = (text: string) => wordFile({ title: 'x', body: paragraph(text), styles: '' });

  test('it is downloaded, edited, uploaded, and the next report is made with it', async () => {
    const shipped = await app.call(downloadReportTemplate, { query: query() }, officer.token);
    const file = new URL('../../../../data/documents/safety-report.docx', import.meta.url);
    expect(shipped.raw.equals(await readFile(file))).toBe(true);
    const replaced = await put(word('Xã ta đi tuần {patrol.sessions} buổi.'));
    expect(replaced.body).toMatchObject({
      shipped: false,
      fileName: 'Mẫu của xã.docx',
      uploadedBy: 'Trần Thị Bình',
    });
    const made = await app.call(downloadReport, { params: { id: reportId } }, officer.token);
    expect(await textOf(made.raw)).toBe('Xã ta đi tuần 5 buổi.');
  });

  test('a broken tag is named and nothing is replaced', async () => {
    const broken = await put(word('Tổng số {patrol.sesions} buổi'));
    expect(broken).toMatchObject({ status: 422, code: 'invalidInput' });
    expect(broken.body).toMatchObject({
      detailVi: expect.stringContaining('{patrol.sesions}'),
      fields: [{ path: 'file', code: 'unknownTag', found: '{patrol.sesions}' }],
    });
    const other = await put(Buffer.from('không phải tệp Word'));
    expect(other).toMatchObject({ status: 422, code: 'unreadableFile' });
    const made = await app.call(downloadReport, { params: { id: reportId } }, officer.token);
    expect(await textOf(made.raw)).toBe('Xã ta đi tuần 5 buổi.');
  });

  test('the shipped one comes back', async () => {
    const reset = await app.call(resetReportTemplate, { query: query() }, officer.token);
    expect(reset.body.shipped).toBe(true);
    const made = await app.call(downloadReport, { params: { id: reportId } }, officer.token);
    expect(await textOf(made.raw)).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  });
});

describe('others', () => {
  test('a recorder has no reports; another commune sees nothing of them', async () => {
    const seen = await app.call(getReport, { params: { id: reportId } }, recorder.token);
    expect(seen.code).toBe('forbidden');
    expect((await app.call(getReport, { params: { id: reportId } }, neighbour.token)).code).toBe('notFound');
    expect((await app.call(downloadReport, { params: { id: reportId } }, neighbour.token)).code).toBe(
      'notFound',
    );
    expect((await open(neighbour, world.commune)).code).toBe('outOfArea');
    const list = await app.call(listReports, { query: { areaId: world.commune } }, neighbour.token);
    expect(list.code).toBe('outOfArea');
    expect(
      (await app.call(getReportTemplate, { query: { areaId: world.commune } }, neighbour.token)).code,
    ).toBe('outOfArea');
  });

  test('an administrator reads and manages templates but writes no report', async () => {
    const { body } = await app.call(getReport, { params: { id: reportId } }, administrator.token);
    expect(body.can).toEqual({ write: false, manageTemplate: true });
    expect((await open(administrator, world.commune)).code).toBe('forbidden');
  });

  test('a province hands in no commune report', async () => {
    const refused = await app.call(listReports, { query: { areaId: world.province } }, administrator.token);
    expect(refused.code).toBe('invalidInput');
  });

  test('the log names what was done, without a word of the texts', async () => {
    const lines = await asOwner(app.database.ownerUrl, async (client) => {
      const found = await client.query(
        `select action, details from audit_entry where subject in ('report', 'documentTemplate') order by id`,
      );
      return found.rows as { action: string; details: unknown }[];
    });
    const actions = lines.map(({ action }) => action);
    expect(actions.filter((action) => action === 'report.open')).toHaveLength(3);
    expect(actions.filter((action) => action === 'report.save')).toHaveLength(2);
    expect(actions).toEqual(expect.arrayContaining(['report.restore', 'template.replace', 'template.reset']));
    expect(JSON.stringify(lines)).not.toContain('Bản thứ hai');
  });
});
