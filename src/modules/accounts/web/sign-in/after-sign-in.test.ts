import { expect, test } from 'vitest';
import { returnPath } from './after-sign-in.ts';

test('after signing in one comes back to the view that was asked for', () => {
  expect(returnPath('/so/patrol?from=2024-01-01')).toBe('/so/patrol?from=2024-01-01');
  expect(returnPath(undefined)).toBe('/');
});

test.each([
  'https://example.org',
  '//example.org/a',
  '/\\example.org',
  'javascript:alert(1)',
  '/dang-nhap?ve=/',
])('never to %s', (given) => expect(returnPath(given)).toBe('/'));
