import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { longHeading, longPapers } from '../fixtures/long-papers.ts';
import type { PaperKind } from '../paper.contract.ts';
import { paperKinds } from '../paper-sample.rules.ts';
import { renderPaper } from './render-paper.ts';

const run = promisify(execFile);
const SOFFICE = process.env.TIENGMO_SOFFICE ?? '/usr/bin/soffice';
const POPPLER = dirname(process.env.TIENGMO_PDFTOPPM ?? '/usr/bin/pdftoppm');
const hasOffice = existsSync(SOFFICE) && existsSync(join(POPPLER, 'pdftotext'));

// As LibreOffice sets them; Word breaks lines the same way with fonts of the same widths.
describe.skipIf(!hasOffice)('the pages of papers with long names and lists of 60 rows', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'papers-'));
    for (const kind of paperKinds) await writeFile(join(folder, `${kind}.docx`), await made(kind));
    const files = paperKinds.map((kind) => join(folder, `${kind}.docx`));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    await run(SOFFICE, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files]);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function made<K extends PaperKind>(kind: K): Promise<Buffer> {
    const template = await readFile(new URL(`../../../../data/documents/${kind}.docx`, import.meta.url));
    return renderPaper(template, kind, { heading: longHeading, data: longPapers[kind], today: '2026-06-30' });
  }

  async function pagesOf(kind: PaperKind): Promise<string[]> {
    const { stdout } = await run(join(POPPLER, 'pdftotext'), ['-layout', join(folder, `${kind}.pdf`), '-']);
    return stdout.replaceAll('\u00a0', ' ').split('\f').slice(0, -1);
  }

  test.each([
    ['teamDecision', 7],
    ['modelRegulation', 4],
    ['householdPledge', 1],
    ['pledgeSheet', 6],
    ['memberList', 6],
    ['surveyReport', 9],
    ['halfYearReview', 5],
  ] as const)('%s has %i pages, numbered from the second one on', async (kind, count) => {
    const pages = await pagesOf(kind);
    expect(pages).toHaveLength(count);
    const numbers = pages.slice(1).map((page) => page.trim().split('\n')[0]?.trim());
    expect(numbers).toEqual(numbers.map((_, at) => String(at + 2)));
  });

  test.each([
    ['teamDecision', /STT +Họ và tên/u, /^ *\d+ +\S.* (Nam|Nữ) +Tổ/mu],
    ['memberList', /STT +Họ và tên/u, /^ *\d+ +\S.* (Nam|Nữ) +Tổ/mu],
    ['pledgeSheet', /STT +Số nhà/u, /^ *\d+ +\d+ +\S/mu],
    ['surveyReport', /STT +Nguy cơ/u, /Lắp đèn, camera/u],
  ] as const)('%s: wherever its list stands, the headings stand above it', async (kind, headings, row) => {
    const pages = (await pagesOf(kind)).filter((page) => row.test(page));
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) expect(page).toMatch(headings);
  });

  test('the signature stands with the sentence or the rows that it signs', async () => {
    const closing: [PaperKind, RegExp][] = [
      ['teamDecision', /Điều 3\. Quyết định này/u],
      ['modelRegulation', /Điều 12\. Hiệu lực/u],
      ['surveyReport', /Trên đây là báo cáo kết quả khảo sát/u],
      ['halfYearReview', /Trên đây là báo cáo sơ kết/u],
    ];
    for (const [kind, sentence] of closing) {
      const signed = (await pagesOf(kind)).find((page) => page.includes('PHÓ CHỦ TỊCH'));
      expect(signed, kind).toMatch(sentence);
      // What a decision issues goes to whom the decision goes.
      if (kind !== 'modelRegulation') expect(signed, kind).toContain('Lưu: VT, CA.');
    }
    const sheet = (await pagesOf('pledgeSheet')).at(-1);
    expect(sheet).toContain('Tổng số: 60 hộ.');
    expect(sheet).toContain('CÔNG AN PHỤ TRÁCH');
    expect((await pagesOf('memberList')).at(-1)).toContain('Tổ hòa giải (5 thành viên)');
  });
});
