import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../platform/server/config.ts';
import { startTestApp, type TestApp } from '../platform/server/testing/app.ts';
import { serveWeb } from '../platform/server/web-files.ts';
import { ensureWebBuild } from './testing/web-build.ts';

// The page for reporters comes quickly on a slow phone, stays nowhere in the browser, and can be compared as a whole.
const FIRST_LOAD = 170 * 1024;
const folder = path.join(projectFolder, 'dist', 'web', 'bao-tin');
let app: TestApp;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

beforeAll(async () => {
  ensureWebBuild();
  app = await startTestApp();
  await serveWeb(app.server);
});
afterAll(() => app.close());

function filesOf(
  manifest: Readonly<Record<string, Chunk>>,
  key: string,
  seen = new Set<string>(),
): Set<string> {
  const chunk = manifest[key];
  if (chunk === undefined || seen.has(key)) return new Set();
  seen.add(key);
  const files = new Set([chunk.file, ...(chunk.css ?? [])]);
  for (const one of chunk.imports ?? []) for (const file of filesOf(manifest, one, seen)) files.add(file);
  return files;
}

test('all that filing a report in words needs, encryption included, keeps to its budget', () => {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite', 'manifest.json'), 'utf8'));
  const needed = new Set([
    'index.html',
    ...filesOf(manifest, 'index.html'),
    ...filesOf(manifest, 'file-report.ts'),
  ]);
  expect([...needed].length).toBeGreaterThan(3);
  const bytes = [...needed].reduce((sum, file) => sum + statSync(path.join(folder, `${file}.br`)).size, 0);
  console.log(`page for reporters: ${(bytes / 1024).toFixed(1)} KB of ${FIRST_LOAD / 1024} KB`);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD);
});

test.each(['/bao-tin', '/bao-tin/theo-doi'])(
  '%s is kept by no browser and says what to do without scripts',
  async (url) => {
    const reply = await app.server.inject({ url, headers: { cookie: 'session=x' } });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect(reply.headers['referrer-policy']).toBe('no-referrer');
    expect(String(reply.headers['content-security-policy'])).not.toMatch(/unsafe-|\*|https?:/);
    expect(reply.body).toMatch(/<noscript>[\s\S]*113[\s\S]*Safer/);
    // Nothing of anybody else's, nothing inline.
    expect([...reply.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => at)).toSatisfy(
      (all: string[]) =>
        all.every((at) => at.startsWith('/bao-tin/assets/') || /^(tel:\d{3}|data:,)$/.test(at)),
    );
    expect(reply.body).not.toMatch(/<style|<script(?![^>]* src=)/);
  },
);

test('its files are kept by no browser either, and its checksums tell all of them', async () => {
  const sums = await app.server.inject({ url: '/bao-tin/SHA256SUMS.txt' });
  const lines = sums.body.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) {
    const [sum = '', file = ''] = line.split('  ');
    const reply = await app.server.inject({ url: file === 'index.html' ? '/bao-tin' : `/bao-tin/${file}` });
    expect(reply.headers['cache-control'], file).toBe('no-store');
    expect(createHash('sha256').update(reply.rawPayload).digest('hex'), file).toBe(sum);
  }
});
