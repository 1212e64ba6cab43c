import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeVault, openVault } from './vault.ts';

test('what is sealed opens for its owner with its key, and for nobody else', () => {
  const vault = makeVault(randomBytes(32));
  const other = makeVault(randomBytes(32));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.nat(), (text, owner, place) => {
      const sealed = vault.seal(text, owner);
      expect(vault.open(sealed, owner)).toBe(text);
      expect(vault.open(sealed, `${owner}x`)).toBeUndefined();
      expect(other.open(sealed, owner)).toBeUndefined();
      const bytes = Buffer.from(sealed.slice(3), 'base64url');
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ 1;
      expect(vault.open(`v1.${bytes.toString('base64url')}`, owner)).toBeUndefined();
    }),
  );
  for (const nonsense of ['', 'v1.', 'JBSWY3DPEHPK3PXP', 'v1.AAAA'])
    expect(vault.open(nonsense, 'x')).toBeUndefined();
});

test('the key lives in a file that only its owner reads, and stays the same', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-vault-'));
  const sealed = openVault(folder).seal('bí mật', 'a');
  expect(openVault(folder).open(sealed, 'a')).toBe('bí mật');
  expect(statSync(path.join(folder, 'secrets', 'vault')).mode & 0o077).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});
