import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseSearch, readSearch, stringifySearch } from './search.ts';

test('an address keeps its texts as they are', () => {
  const search = { form: 'patrol', area: '07840', state: ['draft', 'returned'], q: 'thôn Cấm & Cầu' };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
});

test('what is empty does not stand in the address', () => {
  expect(stringifySearch({ a: undefined, b: '', c: null })).toBe('');
  expect(stringifySearch({ a: undefined, page: 2 })).toBe('?page=2');
});

test('a value that a page does not know is dropped, the others hold', () => {
  const schema = z.object({
    page: z.coerce.number().int().default(1),
    lens: z.enum(['then', 'today']).default('today'),
  });
  expect(readSearch(schema, { page: '3', lens: 'tomorrow' })).toEqual({ page: 3, lens: 'today' });
  expect(readSearch(schema, {})).toEqual({ page: 1, lens: 'today' });
});
