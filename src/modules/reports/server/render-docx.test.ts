import { readFile } from 'node:fs/promises';
import { TemplateHandler, Zip } from 'easy-template-x';
import { beforeAll, describe, expect, test } from 'vitest';
import { paragraph } from '../../../../scripts/documents/ooxml.ts';
import { wordFile } from '../../../../scripts/documents/package.ts';
import { safetyReport } from '../../../../scripts/documents/safety-report.ts';
import { TemplateError } from '../../../platform/server/word/fill-template.ts';
import { luongPhongReport } from '../fixtures/luong-phong-report.ts';
import { renderReportDocx } from './render-docx.ts';

const TEMPLATE = new URL('../../../../data/documents/safety-report.docx', import.meta.url);
let template: Buffer;

beforeAll(async () => {
  template = await readFile(TEMPLATE);
});

async function textOf(docx: Buffer): Promise<string> {
  const text = await new TemplateHandler().getText(docx);
  return text.replaceAll('\u00a0', ' ');
}

async function xmlOf(docx: Buffer): Promise<string> {
  const zip = await Zip.load(docx);
  return zip.getFile('word/document.xml').getContentText();
}

function templateOf(...paragraphs: string[]): Buffer {
  return wordFile({ title: 'x', body: paragraphs.map((text) => paragraph(text)).join(''), styles: '' });
}

async function errorOf(broken: Buffer): Promise<TemplateError> {
  const error = await renderReportDocx(broken, luongPhongReport()).catch((thrown: unknown) => thrown);
  if (!(error instanceof TemplateError)) throw new Error(`not a TemplateError: ${String(error)}`);
  return error;
}

describe('the shipped report', () => {
  test('the committed template is what the script builds', () => {
    expect(template.equals(safetyReport())).toBe(true);
  });

  test('heading, number, date, parts, signature and recipients stand in the document', async () => {
    const text = await textOf(await renderReportDocx(template, luongPhongReport()));
    for (const expected of [
      'ỦY BAN NHÂN DÂN',
      'XÃ LƯƠNG PHONG',
      'Số: 05/BC-UBND',
      'Lương Phong, ngày 17 tháng 6 năm 2024',
      'I. ĐẶC ĐIỂM, TÌNH HÌNH',
      'II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO',
      '10. Công tác phối hợp, kinh phí, khen thưởng',
      'VI. KIẾN NGHỊ, ĐỀ XUẤT',
      'TM. ỦY BAN NHÂN DÂN',
      'KT. CHỦ TỊCH',
      '- Lưu: VT, CA.',
      '(Kèm theo Báo cáo số 05/BC-UBND ngày 17 tháng 6 năm 2024 của Ủy ban nhân dân xã Lương Phong)',
    ]) {
      expect(text).toContain(expected);
    }
    expect(text).not.toMatch(/[{}]/);
    expect(text).toBe(text.normalize('NFC'));
  });

  test('figures are filled in with their comparison', async () => {
    const text = await textOf(await renderReportDocx(template, luongPhongReport()));
    expect(text).toContain('4.300 hộ, 18.858 nhân khẩu');
    expect(text).toContain('705 buổi tuần tra (tăng 10,2 % so với cùng kỳ), trong đó có 576 buổi ban đêm');
    expect(text).toContain('đăng 26 tin, bài (tăng 26 so với cùng kỳ)');
    expect(text).toContain('hòa giải thành đạt 74,2 % (giảm 6,5 điểm phần trăm so với cùng kỳ)');
  });

  test('a free text has as many paragraphs as it has lines; an empty section says so', async () => {
    const report = luongPhongReport();
    const xml = await xmlOf(await renderReportDocx(template, report));
    const paragraphs = xml.split('</w:p>').map((part) => part.replace(/<[^>]+>/g, ''));
    expect(paragraphs).toContain('Một số mô hình còn hình thức.');
    expect(paragraphs).toContain('Kinh phí cho hoạt động tuyên truyền, in ấn còn thiếu.');
    const empty = paragraphs.filter((part) => part === 'Chưa có nội dung báo cáo.');
    expect(empty).toHaveLength(7);
  });

  test('the annex has one row for each hamlet; a figure missing there is not taken from the whole', async () => {
    const report = luongPhongReport();
    const first = report.annex.rows[0];
    if (first) first.values = { 'patrol.sessions': 54 };
    const xml = await xmlOf(await renderReportDocx(template, report));
    const rows = xml
      .split('<w:tr>')
      .map((row) => [...row.matchAll(/<w:t(?: [^>]*)?>([^<]+)/g)].map(([, text]) => text));
    const hamlet = rows.find((row) => row[1] === 'Thôn Cấm');
    expect(hamlet).toEqual(['1', 'Thôn Cấm', '370', '1.422', '54', ...Array.from({ length: 10 }, () => '–')]);
    expect(rows.filter((row) => /^Thôn /.test(row[1] ?? '') && row.length === 15)).toHaveLength(13);
  });
});

describe('texts that people typed', () => {
  test('control characters go, decomposed letters are composed, tags and markup stay text', async () => {
    const report = luongPhongReport();
    report.texts.plan = `\u0000Thôn Sơn Quả {abc} {#x} <w:p/> & "y"\u0008`.normalize('NFD');
    const text = await textOf(await renderReportDocx(template, report));
    expect(text).toContain('Thôn Sơn Quả {abc} {#x} <w:p/> & "y"');
  });
});

describe('a template that an officer broke', () => {
  test('an unknown tag is named, also within a list that is empty', async () => {
    expect(await errorOf(templateOf('{patrol.session}'))).toMatchObject({
      reason: 'unknownTag',
      tag: '{patrol.session}',
    });
    expect(await errorOf(templateOf('{#text.newRural}', '{sentence}', '{/}'))).toMatchObject({
      tag: '{sentence}',
    });
    expect(await errorOf(templateOf('{constructor}'))).toMatchObject({ reason: 'unknownTag' });
  });

  test('a tag of a list outside of it is named', async () => {
    expect(await errorOf(templateOf('{households}'))).toMatchObject({
      reason: 'unknownTag',
      tag: '{households}',
    });
  });

  test('an open, unclosed or unopened tag is named', async () => {
    expect(await errorOf(templateOf('{subject'))).toMatchObject({ reason: 'brokenTag', tag: '{subject' });
    expect(await errorOf(templateOf('{#figures}{label}'))).toMatchObject({
      reason: 'brokenTag',
      tag: '{#figures}',
    });
    expect(await errorOf(templateOf('{label}{/figures}'))).toMatchObject({ tag: '{/figures}' });
    expect(await errorOf(templateOf('{#hamlets}{name}{/figures}'))).toMatchObject({ tag: '{/figures}' });
    expect(await errorOf(templateOf('{subject} 100}'))).toMatchObject({ reason: 'brokenTag' });
    expect((await errorOf(templateOf('{#hamlets [loopOver:}{name}{/hamlets}'))).message).toContain('hamlets');
  });

  test('a file of another kind is refused', async () => {
    for (const file of [Buffer.from(''), Buffer.from('xin chào'), Buffer.from('PK\u0003\u0004 hỏng')]) {
      expect(await errorOf(file)).toMatchObject({ reason: 'notWord' });
    }
  });
});
