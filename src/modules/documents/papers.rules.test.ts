import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDocumentNumber } from '../reports/document-number.contract.ts';
import { keptName, kindOfType, officeKind, signatureOf } from './file-type.rules.ts';
import { legalBasisLines } from './legal-bases.rules.ts';
import { activityRuleLines, siteStateLines } from './model-words.rules.ts';
import { PaperHeading } from './paper.contract.ts';
import { issuingAuthority, startPaperHeading } from './paper-heading.rules.ts';
import { paperKinds, samplePapers } from './paper-sample.rules.ts';
import { paperTagNames, paperTags } from './paper-tags.rules.ts';

describe('the heading of a paper', () => {
  test.each(paperKinds)('%s begins with one that a document can have', (kind) => {
    for (const issuerName of ['Xã Lương Phong', 'Phường 1', 'Đặc khu Phú Quốc', 'Tỉnh Bắc Ninh']) {
      const heading = startPaperHeading(kind, { issuerName, subject: 'Về việc …', last: undefined });
      expect(PaperHeading.safeParse(heading).success).toBe(true);
      expect(isDocumentNumber(`1/${heading.codeNotation}`)).toBe(true);
      expect(heading.recipients.at(-1)).toBe('Lưu: VT');
    }
  });

  test('the office’s last one comes back without its number, day and subject', () => {
    const first = startPaperHeading('teamDecision', { issuerName: 'Xã A', subject: 'một', last: undefined });
    const last = { ...first, codeNumber: 7, issuedDate: '2026-02-05', name: 'Trần Văn B' };
    const next = startPaperHeading('teamDecision', { issuerName: 'Xã A', subject: 'hai', last });
    expect(next).toEqual({ ...last, codeNumber: null, issuedDate: null, subject: 'hai' });
    expect(issuingAuthority(next)).toBe('Chủ tịch Ủy ban nhân dân xã A');
    expect(issuingAuthority({ ...next, authority: ['TM. Ủy ban nhân dân'] })).toBe('Ủy ban nhân dân xã A');
  });
});

test('whatever bases are given, the law on local government is the first or among them, and each line ends as it should', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[A-ZĐ][a-zà-ỹ ]{1,40}[;.]?$/u), { maxLength: 6 }), (given) => {
      const lines = legalBasisLines(given, true);
      expect(lines.join(' ')).toContain('Luật Tổ chức chính quyền địa phương');
      expect(lines.every((line) => line.startsWith('Căn cứ ') && !/[;.][;.]$/u.test(line))).toBe(true);
      expect(lines.slice(0, -1).every((line) => line.endsWith(';'))).toBe(true);
      expect(lines.at(-1)).toMatch(/\.$/u);
    }),
  );
});

test('a name typed by somebody never leaves its folder, keeps its content’s ending and is never empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const kept = keptName(typed, 'pdf');
      expect(kept).toMatch(/^[^<>:"/\\|?*\p{Cc}]+\.pdf$/u);
      expect(kept.length).toBeLessThanOrEqual(400);
      expect(keptName(kept, 'pdf')).toBe(kept);
    }),
  );
  expect(signatureOf(Buffer.from('%PDF-1.7'))).toBe('pdf');
  expect(signatureOf(Buffer.from('GIF89a'))).toBe('unknown');
  expect(officeKind(['word/document.xml', 'word/vbaProject.bin'])).toBeUndefined();
  expect(kindOfType('image/png')).toBe('png');
});

test('the samples fill every list, so that every tag of a template has its name', () => {
  for (const kind of paperKinds) {
    const heading = startPaperHeading(kind, { issuerName: 'Xã A', subject: 'một', last: undefined });
    const tags = paperTags(kind, { heading, data: samplePapers[kind], today: '2026-06-17' });
    const empty = Object.entries(tags).filter(([, value]) => Array.isArray(value) && value.length === 0);
    const unused = ['parentAgency', 'authority'];
    expect(empty.map(([name]) => name).filter((name) => !unused.includes(name))).toEqual([]);
    expect(paperTagNames(tags).size).toBeGreaterThan(15);
  }
});

test('rules of activity and the state of a site are said in sentences of an office', () => {
  const rule = {
    needs: [{ forms: ['patrol', 'meeting'], count: 1, withinDays: 60 }],
    looksBelow: true,
    checkEveryMonths: 6,
    reviewEveryMonths: null,
  };
  const names: Record<string, string> = { patrol: 'Tuần tra', meeting: 'Sinh hoạt' };
  expect(activityRuleLines(rule, (code) => names[code] ?? code)).toEqual([
    'Ít nhất 01 lần tuần tra hoặc sinh hoạt trong 60 ngày',
    'Được kiểm tra 06 tháng một lần',
  ]);
  const life = {
    ...{ lastRecordOn: '2026-03-01', lastRecordForm: 'patrol', dormantFrom: '2026-05-01', needs: [] },
    ...{ checkDueOn: '2026-04-01', reviewDueOn: null },
  };
  expect(siteStateLines({ life }, '2026-06-01')).toEqual([
    'Hoạt động gần nhất được ghi sổ ngày 01/03/2026.',
    'Từ ngày 01/05/2026 không còn đủ hoạt động theo quy định của mô hình.',
    'Quá hạn kiểm tra từ ngày 01/04/2026.',
  ]);
});
