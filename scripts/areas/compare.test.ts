import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compareWithVerified } from './compare.ts';

const root = resolve(import.meta.dirname, '../..');
const verifiedLists = resolve(root, '../shared/data/admin');

const NamedDifference = z.strictObject({
  table: z.string(),
  key: z.string(),
  field: z.string(),
  shipped: z.string(),
  verified: z.string(),
  reason: z.string().min(20),
});

describe('the shipped list against the verified lists', () => {
  test.skipIf(!existsSync(verifiedLists))(
    'differs exactly where data/areas/differences.json says so (skipped where ../shared/data/admin is missing)',
    () => {
      const file = readFileSync(resolve(root, 'data/areas/differences.json'), 'utf8');
      const named = z.array(NamedDifference).parse(JSON.parse(file));
      const withoutReasons = named.map(({ reason: _reason, ...difference }) => difference);
      expect(compareWithVerified(root, verifiedLists)).toEqual(withoutReasons);
    },
  );
});
