import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, normaliseLine, normaliseLines, stripDiacritics } from './text.ts';

describe('text', () => {
  it('sees one word behind the spellings of a real register', () => {
    const spellings = [
      'Hòa giải thành',
      'hoà giải  thành',
      'HÒA GIẢI THÀNH ',
      'Hòa giải thành'.normalize('NFD'),
    ];
    expect(new Set(spellings.map(foldText)).size).toBe(1);
    expect(foldText('Ma tuý')).toBe(foldText('ma túy'));
    expect(foldText('Thuỷ')).toBe(foldText('Thủy'));
  });

  it('leaves closed syllables and qu- alone', () => {
    expect(foldText('toàn')).toBe('toàn');
    expect(foldText('Quý')).toBe('quý');
    expect(foldText('hòa')).not.toBe(foldText('hoa'));
  });

  it('keeps the lines of a long text and the letters of a short one', () => {
    expect(normaliseLine('  Thôn  Khánh\u00a0')).toBe('Thôn Khánh');
    expect(normaliseLines('một \r\nhai\r ba\n')).toBe('một\nhai\n ba');
    expect(normaliseLine('a\u0000b\tc')).toBe('ab c');
    expect(stripDiacritics('Đường Hòa Bình')).toBe('duong hoa binh');
  });

  it('folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aoueqyh àáạýỷđĐÒ '.split('')) }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
        expect(stripDiacritics(stripDiacritics(text))).toBe(stripDiacritics(text));
      }),
    );
  });
});

it('the short way through normaliseLine gives what the long way gives', () => {
  const letters = [
    ...'aàảãạăằđêếổộơờưựỳỹẠỹÀɏ!~ \t'.normalize('NFC'),
    '\u0301',
    '\u0309',
    '\u00ad',
    '\u0344',
    '\u200b',
  ];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
      const long = text
        .toWellFormed()
        .normalize('NFC')
        .replace(/[^\P{Cc}\s]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
      expect(normaliseLine(text)).toBe(long);
    }),
  );
});
