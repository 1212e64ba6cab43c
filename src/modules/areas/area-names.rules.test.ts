import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanUnitName,
  foldName,
  HAMLET_KIND_WORDS,
  HAMLET_KINDS,
  hamletKey,
  hamletKindOf,
  olderTonePlace,
  sameHamlet,
  shortName,
} from './area-names.rules.ts';

const vietnameseWord = fc.stringMatching(
  /^[a-zA-Zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]{1,8}$/u,
);
const vietnameseName = fc
  .array(vietnameseWord, { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));

describe('a unit’s name as the lists store it', () => {
  test('has the tone mark where the older spelling has it, whatever the case', () => {
    expect(olderTonePlace('Hoà Bình, Thuỷ Nguyên, Ứng Hoè, Nguyễn Uý, HOÀ')).toBe(
      'Hòa Bình, Thủy Nguyên, Ứng Hòe, Nguyễn Úy, HÒA',
    );
  });

  test('keeps the mark where both spellings agree', () => {
    for (const name of ['Quý Lộc', 'Hoàng Mai', 'Thuận Hóa', 'Toản', 'Đăk Hoặt', 'Khoái Châu']) {
      expect(olderTonePlace(name)).toBe(name);
    }
  });

  test('has straight apostrophes, single spaces and NFC', () => {
    expect(cleanUnitName('  Xã  Ea\u00a0H’Leo ')).toBe("Xã Ea H'Leo");
    expect(cleanUnitName('Xã Đại Áng'.normalize('NFD'))).toBe('Xã Đại Áng');
  });

  test('is not changed by cleaning it again', () => {
    fc.assert(
      fc.property(vietnameseName, (name) => cleanUnitName(cleanUnitName(name)) === cleanUnitName(name)),
    );
  });
});

describe('search by any spelling', () => {
  test('folds case, diacritics, đ, apostrophes and punctuation', () => {
    expect(foldName('Xã Ea H’Leo')).toBe('xa ea hleo');
    expect(foldName('XA EA HLEO')).toBe('xa ea hleo');
    expect(foldName('Tỉnh Bà Rịa - Vũng Tàu')).toBe('tinh ba ria vung tau');
    expect(foldName('Đắk Lắk')).toBe('dak lak');
    expect(foldName('Phường 12, Quận 3.')).toBe('phuong 12 quan 3');
  });

  test('gives plain letters, figures and single spaces for every name in every form', () => {
    fc.assert(
      fc.property(vietnameseName, (name) => {
        const folded = foldName(name);
        expect(folded).toMatch(/^[a-z0-9]+(?: [a-z0-9]+)*$/u);
        expect(foldName(name.normalize('NFD'))).toBe(folded);
        expect(foldName(name.toUpperCase())).toBe(folded);
        expect(foldName(folded)).toBe(folded);
      }),
    );
  });
});

describe('the name without its type', () => {
  test.each([
    ['Thành phố Hồ Chí Minh', 'Hồ Chí Minh'],
    ['Tỉnh Bắc Ninh', 'Bắc Ninh'],
    ['Thị trấn Nông trường Trần Phú', 'Nông trường Trần Phú'],
    ['Thị xã Sơn Tây', 'Sơn Tây'],
    ['Đặc khu Cô Tô', 'Cô Tô'],
    ['Phường 12', '12'],
    ['Xã Bản Ngoại', 'Bản Ngoại'],
    ['XÃ HIỆP HÒA', 'HIỆP HÒA'],
    ['Tổ dân phố Cầu Đá', 'Cầu Đá'],
    ['Khu dân cư số 3', 'số 3'],
    ['Hiệp Hòa', 'Hiệp Hòa'],
    ['Xã', 'Xã'],
  ])('%s → %s', (fullName, name) => {
    expect(shortName(fullName)).toBe(name);
  });
});

describe('hamlets', () => {
  test('written with capitals, spaces, decomposed letters or without the kind are one', () => {
    for (const writing of ['THÔN  CẤM', ' Thôn  Cấm ', 'Cấm', 'Thôn Cấm'.normalize('NFD'), 'thôn cấm']) {
      expect(hamletKey(writing)).toBe('cấm');
    }
    expect(sameHamlet('Thôn Hoà', 'HÒA')).toBe(true);
  });

  test('whose names differ in a mark are two', () => {
    expect(sameHamlet('Cấm', 'Cam')).toBe(false);
    expect(sameHamlet('Thôn Bản Cấm', 'Thôn Cấm')).toBe(false);
  });

  test('say their kind when it is written', () => {
    expect(hamletKindOf('THÔN  CẤM')).toBe('THON');
    expect(hamletKindOf('Tổ dân phố 5')).toBe('TO_DAN_PHO');
    expect(hamletKindOf('Khu phố 3')).toBe('KHU_PHO');
    expect(hamletKindOf('Cấm')).toBeNull();
  });

  test('keep their key under every kind, case, form and spacing', () => {
    fc.assert(
      fc.property(vietnameseName, fc.constantFrom(...HAMLET_KINDS), (name, kind) => {
        fc.pre(hamletKindOf(name) === null);
        const written = `${HAMLET_KIND_WORDS[kind]} ${name}`;
        expect(hamletKey(written)).toBe(hamletKey(name));
        expect(hamletKey(`  ${written.toUpperCase().replaceAll(' ', '  ')} `)).toBe(hamletKey(name));
        expect(hamletKey(written.normalize('NFD'))).toBe(hamletKey(name));
      }),
    );
  });
});
