// `npm test`: installs what is missing, browser included, then runs every check and says how many passed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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
const total = { passed: 0, skipped: 0 };
/** What failed, a text for each; said once more at the end of a long output. */
const failures = [];
const outside = path.join(results, 'outside-tests.json');

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
    '--reporter=./scripts/lib/outside-tests.mjs',
    `--outputFile.json=${path.join(results, 'vitest.json')}`,
  ],
  readVitest,
  { TIENGMO_OUTSIDE_TESTS: outside },
);
suite('playwright', ['@playwright/test/cli.js', 'test'], readPlaywright, {
  PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(results, 'playwright.json'),
});

if (failures.length > 0) console.log(`\nWhat failed:\n${failures.map(shortly).join('\n')}\n`);
console.log(
  `${total.passed} passed, ${failures.length} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(failures.length > 0 ? 1 : 0);

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
  if (ok) total.passed += 1;
  else failures.push(name);
}

function suite(name, args, read, more) {
  console.log(`\n▸ ${name}`);
  const before = failures.length;
  const status = run(args, more);
  const file = path.join(results, `${name}.json`);
  if (existsSync(file)) {
    const counts = read(JSON.parse(readFileSync(file, 'utf8')));
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  // A run that broke before it could say why is a failure of its own.
  if (status !== 0 && failures.length === before) failures.push(`${name} ended with ${status}`);
}

/** The first lines of it, set apart, without the terminal's colours. */
function shortly(failure) {
  const [first, ...rest] = stripVTControlCharacters(failure).split('\n').slice(0, 12);
  return [`✗ ${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
}

function readVitest(result) {
  for (const { name, message, assertionResults } of result.testResults) {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    failures.push(
      ...failed.map(({ fullName, failureMessages: [why = ''] }) => `${fullName} (${name})\n${why}`),
    );
    // The file itself could not be read.
    if (message && failed.length === 0) failures.push(`${name}\n${message}`);
  }
  if (existsSync(outside)) failures.push(...JSON.parse(readFileSync(outside, 'utf8')));
  return {
    passed: result.numPassedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

function readPlaywright({ stats, suites, errors }) {
  failures.push(...errors.map(({ message = '' }) => message), ...suites.flatMap(unexpectedIn));
  return { passed: stats.expected + stats.flaky, skipped: stats.skipped };
}

/** Of a file or a `describe`, and of those in it. */
function unexpectedIn({ suites = [], specs = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  const said = failed.map(({ title, file, line, tests }) => {
    const why = tests.flatMap(({ results: tries }) => tries.flatMap(({ error }) => error?.message ?? []));
    return `${file}:${line} ${title}\n${why.join('\n')}`;
  });
  return [...said, ...suites.flatMap(unexpectedIn)];
}
