// What `npm start` and `npm test` need before anything else. Runs under any Node.js from 20 on, without dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Installs the locked packages where they are missing or the lockfile has changed since. */
export function ensureInstalled() {
  const stamp = path.join(root, 'node_modules', '.tiengmo-installed');
  const wanted = fingerprint(
    ['package.json', 'package-lock.json'].map((name) => readFileSync(path.join(root, name))),
  );
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Đang cài các gói phần mềm, khoảng một phút … / Installing packages, about a minute …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = [
    'install',
    '--no-fund',
    '--no-audit',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ];
  const done = spawnSync(npm, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error(
      '\n✗ The packages could not be installed.\n  Check the internet connection to the npm registry and the free disk space (1 GB), then try again.',
    );
    process.exit(1);
  }
  // npm may rewrite the lockfile (other platform, other version of npm); what counts is what was asked for.
  writeFileSync(
    stamp,
    fingerprint(['package.json', 'package-lock.json'].map((name) => readFileSync(path.join(root, name)))),
  );
}

/** The Node.js 24 that came with the packages; the running one where it is new enough. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const os = { win32: 'win', darwin: 'darwin', linux: 'linux' }[process.platform] ?? process.platform;
  const names = [`node-${os}-${process.arch}`, `node-bin-${os}-${process.arch}`];
  for (const name of names) {
    const file = path.join(
      root,
      'node_modules',
      name,
      'bin',
      process.platform === 'win32' ? 'node.exe' : 'node',
    );
    if (existsSync(file)) return file;
  }
  console.error(
    `\n✗ No Node.js 24 came with the packages for ${os}-${process.arch}.\n  Install Node.js 24 or newer and try again.`,
  );
  process.exit(1);
}

/** Builds the pages where their sources have changed since the last build. */
export function ensureWebBuilt(node) {
  const stamp = path.join(root, 'dist', '.tiengmo-built');
  const wanted = webFingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Đang dựng các trang … / Building the pages …');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = spawnSync(node, [vite, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0) process.exit(1);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function webFingerprint() {
  const files = ['src', 'data/forms', 'data/indicators', 'vite.config.ts', 'package-lock.json'].flatMap(
    (name) => listFiles(path.join(root, name)),
  );
  const web = files.filter((file) => !/[\\/]server[\\/]|\.test\.tsx?$/.test(file));
  return fingerprint(
    web.map((file) => Buffer.from(`${path.relative(root, file)} ${statSync(file).size} ${hashOf(file)}`)),
  );
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function listFiles(target) {
  if (!existsSync(target)) return [];
  if (!statSync(target).isDirectory()) return [target];
  return readdirSync(target)
    .sort()
    .flatMap((name) => listFiles(path.join(target, name)));
}

function fingerprint(buffers) {
  const hash = createHash('sha256');
  for (const buffer of buffers) hash.update(buffer).update('\n');
  return hash.digest('hex');
}

/** Runs a program to its end with our terminal, and gives its exit code; Ctrl+C is left to the program. */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    process.on('SIGTERM', pass);
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', pass);
      resolve(code ?? (signal ? 130 : 1));
    });
  });
}
