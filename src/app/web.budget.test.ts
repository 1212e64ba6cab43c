import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../platform/server/config.ts';
import { startTestApp, type TestApp } from '../platform/server/testing/app.ts';
import { serveWeb } from '../platform/server/web-files.ts';
import { ensureWebBuild } from './testing/web-build.ts';

// On a phone with a poor connection the first page has to come quickly: what is sent has a budget, and is sent
// compressed, once.
const FIRST_LOAD = 220 * 1024;
const EACH_PAGE = 120 * 1024;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

const web = path.join(projectFolder, 'dist', 'web');
const pagePattern = /import\('(\.\.\/modules\/[^']+)'\)/g;
const pages = [
  ...new Set(
    [...readFileSync(path.join(import.meta.dirname, 'web.routes.tsx'), 'utf8').matchAll(pagePattern)].map(
      (match) => match[1] ?? '',
    ),
  ),
];
const desk = '../modules/desk/web/DeskPage.tsx';
let manifest: Readonly<Record<string, Chunk>>;
let app: TestApp;

beforeAll(async () => {
  ensureWebBuild();
  manifest = JSON.parse(readFileSync(path.join(web, '.vite', 'manifest.json'), 'utf8'));
  app = await startTestApp();
  await serveWeb(app.server);
});
afterAll(() => app.close());

/** The files that a chunk needs: itself and what it imports, with their style sheets; `later` takes what it loads afterwards too. */
function filesOf(key: string, options: { later: boolean }, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`the build has no ${key}`);
  if (seen.has(key)) return new Set();
  seen.add(key);
  const needed = [...(chunk.imports ?? []), ...(options.later ? (chunk.dynamicImports ?? []) : [])];
  const files = new Set([chunk.file, ...(chunk.css ?? [])]);
  // The entry knows every page: what it loads later are the pages themselves.
  for (const one of needed) {
    for (const file of filesOf(one, { later: options.later && one !== 'index.html' }, seen)) files.add(file);
  }
  return files;
}

/** Bytes as they are sent to a browser of today. */
function sentBytes(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + statSync(path.join(web, `${file}.br`)).size, 0);
}

function firstLoad(): Set<string> {
  const seen = new Set<string>();
  return new Set([
    ...filesOf('index.html', { later: false }, seen),
    ...filesOf('shell/SignedInLayout.tsx', { later: true }, seen),
    ...filesOf(desk, { later: true }, seen),
    'before-paint.js',
  ]);
}

const inKilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

test('the first load of the signed-in program keeps to its budget', () => {
  const bytes = sentBytes(firstLoad());
  console.log(`first load: ${inKilobytes(bytes)} of ${inKilobytes(FIRST_LOAD)}`);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD);
});

test('every later page adds little', () => {
  const there = firstLoad();
  const added = pages
    .filter((page) => page !== desk)
    .map((page) => ({
      page,
      bytes: sentBytes([...filesOf(page, { later: true })].filter((file) => !there.has(file))),
    }));
  for (const { page, bytes } of added) console.log(`${path.basename(page, '.tsx')}: ${inKilobytes(bytes)}`);
  expect(added.length).toBeGreaterThan(15);
  expect(added.filter(({ bytes }) => bytes > EACH_PAGE)).toEqual([]);
});

test('files whose name changes with their content are sent compressed and kept for good', async () => {
  for (const file of firstLoad()) {
    const url = `/${file}`;
    for (const encoding of ['br', 'gzip']) {
      const reply = await app.server.inject({ url, headers: { 'accept-encoding': encoding } });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-encoding']).toBe(encoding);
      expect(reply.headers.vary).toMatch(/accept-encoding/i);
    }
    const { headers } = await app.server.inject({ url });
    const kept = file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    expect(headers['cache-control']).toBe(kept);
    expect(headers['content-type']).toMatch(file.endsWith('.css') ? /^text\/css/ : /javascript/);
  }
});

test.each(['/', '/dang-nhap', '/so/patrol'])(
  '%s is asked for anew each time, under a strict policy',
  async (url) => {
    for (const encoding of ['br', 'identity']) {
      const reply = await app.server.inject({ url, headers: { 'accept-encoding': encoding } });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-type']).toMatch(/^text\/html/);
      expect(reply.headers['cache-control']).toBe('no-cache');
      const policy = String(reply.headers['content-security-policy']);
      expect(policy).toMatch(/default-src 'none'.*script-src 'self'/);
      expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    }
  },
);
