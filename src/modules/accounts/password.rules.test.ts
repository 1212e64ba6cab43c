import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalisePassword, passwordFaults, passwordMax, passwordMin } from './password.rules.ts';

const common = new Set(['matkhau', 'anninh', 'password', 'qwertyuiop', 'dragon', 'iloveyou']);
const faults = (password: string, names: string[] = []) =>
  passwordFaults(password, names, (word) => common.has(word));

test('long and unrelated words are welcome, in any script and with any signs', () => {
  for (const good of [
    'cối xay gạo bên sông',
    'mưa-nắng-khoai-sắn',
    'correct horse battery',
    'Kx7!pq2_Lm9z',
    '🥁 gõ mõ ba hồi dài',
  ])
    expect([good, faults(good)]).toEqual([good, []]);
});

test('what everybody tries first is refused, with numbers and signs around it as well', () => {
  for (const bad of [
    'matkhau123',
    'anninh123456',
    'An-Ninh@2024',
    'mậtkhẩu12345',
    '2024matkhau!!',
    'P@ssw0rd2025',
    'iloveyou!!!!',
    'qwertyuiop',
    '1234567890',
    '0912345678',
    'aaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijkl',
    '9876543210',
    '!!!!!!!!!!!!',
  ])
    expect([bad, faults(bad)]).toEqual([bad, ['tooCommon']]);
});

test('one’s own name, the agency and the place are no passwords', () => {
  const names = ['thuy.nguyen', 'Nguyễn Thị Thủy', 'Công an xã Hiệp Hòa', 'Hiệp Hòa'];
  for (const bad of [
    'thuynguyen1',
    'Thuy.Nguyen@1990',
    'nguyenthithuy',
    'HiepHoa2025!',
    'hiệp hòa 123',
    'conganxahiephoa',
  ])
    expect([bad, faults(bad, names)]).toEqual([bad, ['likeName']]);
  expect(faults('Hiệp Hòa có cây đa già', names)).toEqual([]);
});

test('length counts characters as people see them on the keyboard, after normalising', () => {
  expect(faults('ngắn quá')).toEqual(['tooShort']);
  expect(faults('đ'.repeat(passwordMax + 1))).toEqual(['tooLong']);
  expect(normalisePassword('tiê\u0301ng mo\u0303')).toBe(normalisePassword('tiếng mõ'));
});

test('a random password of at least ten characters is almost always good, a shorter one never', () => {
  const letters = fc.constantFrom(...'bcdfghjkmnpqrstvwxz23456789');
  fc.assert(
    fc.property(fc.array(letters, { minLength: 16, maxLength: 40 }), (random) => {
      fc.pre(new Set(random).size > 8 && random.some((letter) => /[a-z]/.test(letter)));
      expect(faults(random.join(''))).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: passwordMin - 1 }), (short) => {
      expect(faults(short)).not.toEqual([]);
    }),
  );
});
