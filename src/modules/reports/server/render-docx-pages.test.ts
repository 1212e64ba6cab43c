import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crowdedReport, luongPhongReport } from '../fixtures/luong-phong-report.ts';
import type { ReportDocumentData } from '../report-document.contract.ts';
import { renderReportDocx } from './render-docx.ts';

const run = promisify(execFile);
const SOFFICE = process.env.TIENGMO_SOFFICE ?? '/usr/bin/soffice';
const POPPLER = dirname(process.env.TIENGMO_PDFTOPPM ?? '/usr/bin/pdftoppm');
const hasOffice = existsSync(SOFFICE) && existsSync(join(POPPLER, 'pdffonts'));

// As LibreOffice sets it; Word breaks lines the same way with fonts of the same widths.
describe.skipIf(!hasOffice)('the pages of the report', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-pages-'));
    const template = await readFile(
      new URL('../../../../data/documents/safety-report.docx', import.meta.url),
    );
    const reports = { usual: luongPhongReport(), crowded: crowdedReport(), ...endings() };
    for (const [name, report] of Object.entries(reports)) {
      await writeFile(join(folder, `${name}.docx`), await renderReportDocx(template, report));
    }
    const files = Object.keys(reports).map((name) => join(folder, `${name}.docx`));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    await run(SOFFICE, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files]);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function pagesOf(name: string): Promise<string[]> {
    const { stdout } = await run(join(POPPLER, 'pdftotext'), ['-layout', join(folder, `${name}.pdf`), '-']);
    return stdout.replaceAll('\u00a0', ' ').split('\f').slice(0, -1);
  }

  test('every letter is set in one family', async () => {
    for (const name of ['usual', 'crowded']) {
      const { stdout } = await run(join(POPPLER, 'pdffonts'), [join(folder, `${name}.pdf`)]);
      const fonts = stdout
        .trim()
        .split('\n')
        .slice(2)
        .map((line) => line.split(/\s/)[0]?.replace(/^[A-Z]{6}\+/, '') ?? '');
      const families = new Set(
        fonts.map((font) => font.replace(/-?(PS)?(MT)?(Regular|Bold|Italic|BoldItalic)?(MT)?$/, '')),
      );
      expect([...families]).toHaveLength(1);
    }
  });

  test('the usual report has five pages, numbered from the second one on', async () => {
    const pages = await pagesOf('usual');
    expect(pages).toHaveLength(5);
    const firstLines = pages.map((page) => page.trim().split('\n')[0]?.trim());
    expect(firstLines[0]).toMatch(/^ỦY BAN NHÂN DÂN +CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$/);
    expect(firstLines.slice(1)).toEqual(['2', '3', '4', '5']);
    expect(pages[4]).toContain('Phụ lục II');
  });

  test('the annex by hamlet carries its header on every page', async () => {
    const pages = await pagesOf('crowded');
    const first = pages.findIndex((page) => page.includes('Phụ lục II'));
    const annex = pages.slice(first);
    expect(annex.length).toBeGreaterThan(2);
    for (const page of annex) expect(page).toMatch(/Tuần tra +Hòa giải +Tuyên truyền +Tin báo/);
    expect(annex.at(-1)).toContain('Tổng cộng');
  });

  test('wherever the text ends, the signature stands on the page of the closing sentence', async () => {
    const counts = new Set<number>();
    for (const name of Object.keys(endings())) {
      const pages = await pagesOf(name);
      counts.add(pages.length);
      const signed = pages.find((page) => page.includes('Nguyễn Văn Mẫu')) ?? '';
      expect(signed, name).toContain('Trên đây là báo cáo');
      expect(signed, name).toContain('TM. ỦY BAN NHÂN DÂN');
      expect(signed, name).toContain('Lưu: VT, CA.');
    }
    expect([...counts]).toEqual([5, 6]);
  });
});

// Reports whose text ends further and further down the page.
function endings(): Record<string, ReportDocumentData> {
  const report = luongPhongReport();
  const lines = Array.from({ length: 30 }, (_, index) => `Nhiệm vụ thứ ${index + 1}.`);
  const lengths = Array.from({ length: 9 }, (_, index) => 10 + index * 2);
  return Object.fromEntries(
    lengths.map((length) => {
      const texts = { ...report.texts, plan: lines.slice(0, length).join('\n') };
      return [`ending-${length}`, { ...report, texts }];
    }),
  );
}
