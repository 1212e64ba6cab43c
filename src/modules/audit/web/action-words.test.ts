import { expect, test } from 'vitest';
import { actionWords, detailWords, subjectWords } from './action-words.ts';

test('codes of the log in words, unknown ones as they are', () => {
  expect(actionWords('role.granted', 'vi')).toBe('Giao vai trò');
  expect(actionWords('new.thing', 'vi')).toBe('new.thing');
  expect(subjectWords('account', 'en')).toBe('Accounts');
});

test('details say what a person understands; ids are left out', () => {
  const details = { role: 'officer', count: 3, ids: ['a', 'b'], half: null };
  expect(detailWords(details, 'vi')).toBe('vai trò: cán bộ · số lượng: 3');
  expect(detailWords({ constructor: 'x' }, 'vi')).toBe('');
});
