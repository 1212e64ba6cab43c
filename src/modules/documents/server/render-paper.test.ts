import { readFile } from 'node:fs/promises';
import { TemplateHandler, Zip } from 'easy-template-x';
import qrcode from 'qrcode-generator';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { paragraph } from '../../../../scripts/documents/ooxml.ts';
import { wordFile } from '../../../../scripts/documents/package.ts';
import { shippedDocuments } from '../../../../scripts/documents/shipped.ts';
import { TemplateError } from '../../../platform/server/word/fill-template.ts';
import { longHeading, longPapers } from '../fixtures/long-papers.ts';
import type { PaperKind } from '../paper.contract.ts';
import { paperKinds } from '../paper-sample.rules.ts';
import { renderPaper, tryTemplate } from './render-paper.ts';

const shipped = (kind: PaperKind): Promise<Buffer> =>
  readFile(new URL(`../../../../data/documents/${kind}.docx`, import.meta.url));

async function made<K extends PaperKind>(kind: K, patch: object = {}): Promise<Buffer> {
  const data = { ...longPapers[kind], ...patch };
  return renderPaper(await shipped(kind), kind, { heading: longHeading, data, today: '2026-06-30' });
}

async function textOf(docx: Buffer): Promise<string> {
  return (await new TemplateHandler().getText(docx)).replaceAll('\u00a0', ' ');
}

describe('the shipped papers', () => {
  test.each(paperKinds)(
    '%s is what the script builds, and every tag of it can be filled in',
    async (kind) => {
      const template = await shipped(kind);
      expect(template.equals(shippedDocuments[kind]?.() ?? Buffer.alloc(0))).toBe(true);
      await tryTemplate(template, kind);
      const text = await textOf(await made(kind));
      expect(text).not.toMatch(/[{}]/);
      expect(text).toBe(text.normalize('NFC'));
    },
  );

  test('a decision names who issues it, its bases, its articles and the list', async () => {
    const text = await textOf(await made('teamDecision'));
    for (const expected of [
      'Số: 07/QĐ-UBND',
      'ngày 05 tháng 02 năm 2026',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG NGUYỄN BỈNH KHIÊM THƯỢNG HIỀN HÒA THẠNH',
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
      'Theo đề nghị của Trưởng Công an phường Nguyễn Bỉnh Khiêm',
      'QUYẾT ĐỊNH:',
      'gồm 60 thành viên (có danh sách kèm theo).',
      'có hiệu lực kể từ ngày ký',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      '- Như Điều 3;',
      '(Kèm theo Quyết định số 07/QĐ-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch Ủy ban nhân dân phường',
      'Công Tằng Tôn Nữ Hoàng Thị Kim Phượng',
    ])
      expect(text).toContain(expected);
  });

  test('a regulation has neither number nor day nor recipients of its own: it says which decision issues it', async () => {
    const text = await textOf(await made('modelRegulation'));
    for (const expected of [
      'QUY CHẾ',
      '(Kèm theo Quyết định số 07/QĐ-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch Ủy ban nhân dân phường',
      'PHÓ CHỦ TỊCH',
    ])
      expect(text).toContain(expected);
    for (const elsewhere of ['Số: 07', 'Căn cứ', 'Nơi nhận']) expect(text).not.toContain(elsewhere);
  });

  test('the chair, a deputy for him, or the committee: the line above the bases follows the signature', async () => {
    const lineOf = async (authority: string[], position: string): Promise<string> => {
      const heading = { ...longHeading, agency: 'Ủy ban nhân dân\nxã Hoàng Vân', authority, position };
      const docx = await renderPaper(await shipped('teamDecision'), 'teamDecision', {
        heading,
        data: longPapers.teamDecision,
        today: '2026-06-30',
      });
      return /(CHỦ TỊCH )?ỦY BAN NHÂN DÂN XÃ HOÀNG VÂN/u.exec(await textOf(docx))?.[0] ?? '';
    };
    expect(await lineOf([], 'Chủ tịch')).toBe('CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HOÀNG VÂN');
    expect(await lineOf(['KT. Chủ tịch'], 'Phó Chủ tịch')).toBe('CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HOÀNG VÂN');
    expect(await lineOf(['TM. Ủy ban nhân dân'], 'Chủ tịch')).toBe('ỦY BAN NHÂN DÂN XÃ HOÀNG VÂN');
  });

  test('a list of members has a row for each, under its team', async () => {
    const zip = await Zip.load(await made('memberList'));
    const xml = await zip.getFile('word/document.xml').getContentText();
    const rows = xml.split('<w:tr>').map((row) => row.replaceAll('</w:tc>', '|').replace(/<[^>]+>/g, ''));
    expect(rows.filter((row) => /\|19\d\d\|/.test(row))).toHaveLength(72);
    expect(rows.some((row) => row.includes('Tổ hòa giải (5 thành viên)'))).toBe(true);
  });

  test('an empty form has lines to write on and no code', async () => {
    const docx = await made('householdPledge', { household: null });
    expect(await textOf(docx)).toContain('Đại diện hộ gia đình: ………');
    const zip = await Zip.load(docx);
    expect(zip.listFiles().filter((name) => name.endsWith('.png'))).toEqual([]);
  });

  test('what people typed stays text', async () => {
    const docx = await made('surveyReport', { necessity: ['{abc} <w:p/> & "x"'] });
    expect(await textOf(docx)).toContain('{abc} <w:p/> & "x"');
  });
});

test('the sheet carries a code of its own for each household, and a camera reads the household’s address', async () => {
  const zip = await Zip.load(await made('pledgeSheet'));
  const pictures = zip.listFiles().filter((name) => name.endsWith('.png'));
  expect(pictures).toHaveLength(60);
  const first = longPapers.pledgeSheet.households[0]?.url ?? '';
  const xml = await zip.getFile('word/document.xml').getContentText();
  const [, relation] = new RegExp(`descr="${first.replace('?', '\\?')}".*?r:embed="(\\w+)"`).exec(xml) ?? [];
  const relations = await zip.getFile('word/_rels/document.xml.rels').getContentText();
  const [, target] = new RegExp(`Id="${relation}"[^>]*Target="([^"]+)"`).exec(relations) ?? [];
  const png = await zip.getFile(`word/${target}`).getContentBinary(Buffer);
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const code = qrcode(0, 'M');
  code.addData(first);
  code.make();
  const dots = info.width / (code.getModuleCount() + 4);
  const seen = (row: number, column: number) =>
    (data[Math.floor((row + 2.5) * dots) * info.width + Math.floor((column + 2.5) * dots)] ?? 255) < 128;
  const modules = Array.from({ length: code.getModuleCount() }, (_, at) => at);
  expect(
    modules.every((row) => modules.every((column) => seen(row, column) === code.isDark(row, column))),
  ).toBe(true);
});

test('an edited template with a wrong tag is refused, naming the tag', async () => {
  const edited = wordFile({ title: 'x', body: paragraph('{teamName} {soLuong}'), styles: '' });
  const error = await tryTemplate(edited, 'teamDecision').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TemplateError);
  expect(error).toMatchObject({ reason: 'unknownTag', tag: '{soLuong}' });
});
