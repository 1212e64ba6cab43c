import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_PASSPHRASE_BITS, suggestPassphrase } from '../../crypto/member-lock.ts';
import { passphraseBits } from './passphrase.rules.ts';

test('short, repeated and single words are too easy; seven different words are not', () => {
  for (const weak of [
    '',
    '12345678',
    'matkhau',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'hòa hòa hòa hòa hòa hòa hòa hòa',
    'công an xã',
  ])
    expect(passphraseBits(weak), weak).toBeLessThan(LEAST_PASSPHRASE_BITS);
  expect(passphraseBits('cối xay gạo bên sông chiều mưa lũ')).toBeGreaterThanOrEqual(LEAST_PASSPHRASE_BITS);
});

test('a word more never makes it easier, and saying it twice gains nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{2,9}$/), { maxLength: 8 }),
      fc.stringMatching(/^[a-z]{2,9}$/),
      (words, more) => {
        const before = passphraseBits(words.join(' '));
        expect(passphraseBits([...words, more].join(' '))).toBeGreaterThanOrEqual(before);
        expect(passphraseBits([...words, ...words].join(' '))).toBe(before);
      },
    ),
  );
});

test('what the program suggests is of at least sixty random bits', () => {
  expect(suggestPassphrase('vi').split(' ')).toHaveLength(6);
});
