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

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** What the first screen needs: the page's scripts and styles and all that they import before anything is asked for. */
function firstLoad(): Set<string> {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const chunks = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]));
  const needed = new Set<string>();
  const take = (file: string): void => {
    if (needed.has(file)) return;
    needed.add(file);
    const { css = [], imports = [] } = chunks.get(file) ?? {};
    for (const one of css) needed.add(one);
    for (const one of imports) take(manifest[one]?.file ?? one);
  };
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  for (const [, file = ''] of page.matchAll(/(?:src|href)="\/field\/(assets\/[^"]+\.(?:js|css))"/g))
    take(file);
  return needed;
}

test('the first screen of the field app comes to an old phone in at most 150 KB of scripts and styles', () => {
  const sent = [...firstLoad()];
  expect(sent.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(0);
  expect(sent.filter((file) => file.endsWith('.css')).length).toBeGreaterThan(0);
  const bytes = sent.reduce((sum, file) => sum + statSync(path.join(folder, `${file}.br`)).size, 0);
  expect(bytes).toBeLessThanOrEqual(150 * 1024);
});

test('its service worker keeps every file of it, and nothing else', () => {
  const worker = readFileSync(path.join(folder, 'service-worker.js'), 'utf8');
  // The minifier writes a long list as one text that is split at its commas; behind a # stands a screen, not a file.
  const kept = [...worker.matchAll(/(?<=[`",])\/field\/[^`",#]*(?=[`",])/g)].map(([file]) => file);
  const own = files()
    .filter((file) => !/\.(br|gz)$|^service-worker\.js$/.test(file))
    .map((file) => (file === 'index.html' ? '/field/' : `/field/${file.replaceAll(path.sep, '/')}`));
  expect(new Set(kept)).toEqual(new Set(own));
});
