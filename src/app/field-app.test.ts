import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../platform/server/config.ts';
import { ensureWebBuild } from './testing/web-build.ts';

const folder = path.join(projectFolder, 'dist', 'web', 'field');
beforeAll(() => ensureWebBuild());

const files = (): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.vite'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

test('the field app comes to an old phone in at most 150 KB of scripts and styles', () => {
  const sent = files().filter((file) => /\.(js|css)\.br$/.test(file));
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0)).toBeLessThanOrEqual(
    150 * 1024,
  );
});

test('its service worker keeps every file of it, and nothing else', () => {
  const worker = readFileSync(path.join(folder, 'service-worker.js'), 'utf8');
  const kept = [...worker.matchAll(/[`"](\/field\/[^`"]*)[`"]/g)].map(([, file]) => file);
  const own = files()
    .filter((file) => !/\.(br|gz)$|^service-worker\.js$/.test(file))
    .map((file) => (file === 'index.html' ? '/field/' : `/field/${file.replaceAll(path.sep, '/')}`));
  expect(new Set(kept)).toEqual(new Set(own));
});
