import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeText,
  cleanText,
  comparisonText,
  figureText,
  longDate,
  numberLine,
  numberText,
  paragraphsOf,
  percentText,
  placeAndDate,
  placeName,
  recipientLines,
  shortDate,
  upperCase,
} from './document-format.rules.ts';
import { isDocumentNumber } from './document-number.contract.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('dates and numbers of documents', () => {
  test('days below 10 and the months January and February get a zero', () => {
    expect(longDate('2024-03-05')).toBe('ngày 05 tháng 3 năm 2024');
    expect(longDate('2024-02-07')).toBe('ngày 07 tháng 02 năm 2024');
    expect(longDate('2024-12-31')).toBe('ngày 31 tháng 12 năm 2024');
    expect(longDate('2025-01-10')).toBe('ngày 10 tháng 01 năm 2025');
    expect(shortDate('2024-03-05')).toBe('05/03/2024');
    expect(() => longDate('5/3/2024')).toThrow(RangeError);
  });

  test('place and date stand in one line, with room to write where the day is open', () => {
    expect(placeAndDate('Hiệp Hòa', '2024-03-05', 2024)).toBe('Hiệp Hòa, ngày 05 tháng 3 năm 2024');
    expect(plain(placeAndDate('Hiệp Hòa', null, 2024))).toMatch(/^Hiệp Hòa, ngày {2,}tháng {2,}năm 2024$/);
    expect(placeName('Xã Hiệp Hòa')).toBe('Hiệp Hòa');
    expect(placeName('phường 1')).toBe('phường 1');
    expect(placeName('Thành phố Hà Nội')).toBe('Hà Nội');
  });

  test('document numbers below 10 get a zero; notations are those of the decree', () => {
    expect(numberLine(5, 'BC-UBND')).toBe('Số: 05/BC-UBND');
    expect(numberLine(128, 'BC-UBND')).toBe('Số: 128/BC-UBND');
    expect(plain(numberLine(null, 'BC-BCĐ'))).toMatch(/^Số: {2,}\/BC-BCĐ$/);
    for (const good of [
      '05/BC-UBND',
      '66/KH-BCĐ',
      '958/KH-CAT-PV28',
      '12/2021/TT-BCA',
      '15/UBND-CA',
      '09-CT/TW',
    ]) {
      expect(isDocumentNumber(good), good).toBe(true);
    }
    for (const bad of ['BC-UBND', '05/', '05/bc', '05 /BC', '05/BC-', '123456/BC']) {
      expect(isDocumentNumber(bad), bad).toBe(false);
    }
  });

  test('capitals keep every Vietnamese mark, also of decomposed text', () => {
    expect(upperCase('Ủy ban nhân dân xã Lương Phong')).toBe('ỦY BAN NHÂN DÂN XÃ LƯƠNG PHONG');
    expect(upperCase('đường ữ ợ ặ ể'.normalize('NFD'))).toBe('ĐƯỜNG Ữ Ợ Ặ Ể');
  });
});

describe('figures in words and tables', () => {
  test('thousands are parted by dots, decimals by a comma', () => {
    expect(numberText(1250)).toBe('1.250');
    expect(numberText(18858)).toBe('18.858');
    expect(numberText(1234567.25)).toBe('1.234.567,3');
    expect(numberText(-0.04)).toBe('0');
    expect(plain(percentText(12.5))).toBe('12,5 %');
    expect(plain(figureText(0.815, 'ratio'))).toBe('81,5 %');
    expect(figureText(null, 'count')).toBe('–');
  });

  test('changes are given in per cent, of ratios in points, of nothing not at all', () => {
    expect(plain(changeText(54, 48, 'count'))).toBe('+12,5 %');
    expect(plain(changeText(37, 44, 'count'))).toBe('-15,9 %');
    expect(plain(changeText(5, 5, 'count'))).toBe('0 %');
    expect(plain(changeText(100_001, 100_000, 'count'))).toBe('≈ 0 %');
    expect(plain(changeText(0.742, 0.806, 'ratio'))).toBe('-6,4 điểm %');
    expect(changeText(26, 0, 'count')).toBe('–');
    expect(changeText(26, null, 'count')).toBe('–');
  });

  test('comparisons read as an officer writes them', () => {
    expect(plain(comparisonText(54, 48, 'count'))).toBe('tăng 12,5 % so với cùng kỳ');
    expect(plain(comparisonText(37, 44, 'count'))).toBe('giảm 15,9 % so với cùng kỳ');
    expect(comparisonText(0, 0, 'count')).toBe('bằng cùng kỳ');
    expect(comparisonText(26, 0, 'count')).toBe('tăng 26 so với cùng kỳ');
    expect(plain(comparisonText(100_001, 100_000, 'count'))).toBe('tăng dưới 0,1 % so với cùng kỳ');
    expect(plain(comparisonText(0.742, 0.806, 'ratio'))).toBe('giảm 6,4 điểm phần trăm so với cùng kỳ');
    expect(comparisonText(null, 3, 'count')).toBeUndefined();
  });

  test('any whole number can be read back', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(Number(numberText(value).replaceAll('.', ''))).toBe(value);
      }),
    );
  });

  test('words and table never disagree about the direction', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), (value, earlier) => {
        const words = comparisonText(value, earlier, 'count') ?? '';
        const change = changeText(value, earlier, 'count');
        const direction = value === earlier ? 'bằng' : value > earlier ? 'tăng' : 'giảm';
        expect(words.startsWith(direction)).toBe(true);
        if (change.startsWith('+')) expect(direction).toBe('tăng');
        if (change.startsWith('-')) expect(direction).toBe('giảm');
      }),
    );
  });
});

describe('texts of people', () => {
  test('recipients end with semicolons and a full stop, whatever was typed', () => {
    expect(recipientLines(['- Công an xã;', ' Trưởng các thôn ', '', 'Lưu: VT, CA;.'])).toEqual([
      '- Công an xã;',
      '- Trưởng các thôn;',
      '- Lưu: VT, CA.',
    ]);
  });

  test('paragraphs are the lines that are not empty', () => {
    expect(paragraphsOf('  Một\r\n\r\nHai\rBa\n')).toEqual(['Một', 'Hai', 'Ba']);
  });

  test('no text can carry what a Word file cannot hold', () => {
    expect(cleanText('a\u0000b\u202ec\ud800\td')).toBe('abc\ufffd\td');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text);
        expect(clean).toBe(clean.normalize('NFC'));
        expect(
          [...clean].every((letter) => letter === '\n' || letter === '\t' || !/\p{Cc}/u.test(letter)),
        ).toBe(true);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
  });
});
