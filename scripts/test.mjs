// `npm test`: installs what is missing, browser included, then runs every check and says how many passed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, ensureWebBuilt, findNode, root } from './lib/steps.mjs';
import { ensureTools } from './tools.mjs';

ensureInstalled();
const node = findNode();
const tools = await ensureTools({ chromium: true, office: true });
const results = path.join(root, '.cache', 'results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const env = {
  ...process.env,
  ...tools.env,
  TIENGMO_CHROMIUM: tools.chromium,
  TIENGMO_SOFFICE: tools.soffice,
  TIENGMO_PDFTOPPM: tools.pdftoppm,
  NODE_COMPILE_CACHE: path.join(root, '.cache', 'compile'),
  PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
};
const total = { passed: 0, failed: 0, skipped: 0 };

check('types', ['typescript/bin/tsc', '--noEmit', '-p', '.']);
check('lint: style and mistakes', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']);
check('lint: promises', [
  'oxlint/bin/oxlint',
  '--type-aware',
  '--config',
  '.oxlintrc.json',
  'src',
  'e2e',
  'bench',
  'scripts',
]);
check('lint: layers and cycles', [
  'dependency-cruiser/bin/dependency-cruiser.mjs',
  '--config',
  '.dependency-cruiser.mjs',
  'src',
]);
check('lint: sizes', null, ['scripts/check-sizes.mjs']);
check('lint: nothing unused', ['knip/bin/knip.js']);
ensureWebBuilt(node);
suite(
  'vitest',
  [
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path.join(results, 'vitest.json')}`,
  ],
  readVitest,
);
suite('playwright', ['@playwright/test/cli.js', 'test'], readPlaywright, {
  PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(results, 'playwright.json'),
});

console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);

function run(args, more = {}) {
  const [script = '', ...rest] = args;
  const file = existsSync(path.join(root, 'node_modules', script))
    ? path.join(root, 'node_modules', script)
    : path.join(root, script);
  return (
    spawnSync(node, [file, ...rest], { cwd: root, stdio: 'inherit', env: { ...env, ...more } }).status ?? 1
  );
}

function check(name, tool, own) {
  console.log(`\n▸ ${name}`);
  const ok = run(tool ?? own) === 0;
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) console.error(`✗ ${name}`);
}

function suite(name, args, read, more) {
  console.log(`\n▸ ${name}`);
  const status = run(args, more);
  const counts = read(path.join(results, `${name}.json`));
  for (const key of Object.keys(total)) total[key] += counts[key];
  // A run that broke before it could count is a failure of its own.
  if (status !== 0 && counts.failed === 0) total.failed += 1;
}

function readVitest(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

function readPlaywright(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
