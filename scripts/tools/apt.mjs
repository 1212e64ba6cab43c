import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { say } from './messages.mjs';

const PACKAGES = {
  chromium: ['chromium'],
  soffice: ['libreoffice-writer', 'libreoffice-calc'],
  pdftoppm: ['poppler-utils'],
  font: ['fonts-croscore'],
};

/** True where apt, dpkg and flock can be used, as on Debian. */
export function hasApt() {
  return ['/usr/bin/apt-get', '/usr/bin/dpkg', '/usr/bin/flock'].every((path) => existsSync(path));
}

/** The Debian packages of the named tools. */
export function packagesOf(tools) {
  return tools.flatMap((tool) => PACKAGES[tool]);
}

/** Installs with apt as root or through sudo without password; false where neither can be had or it failed. */
export async function installAsAdministrator(tools) {
  const prefix = administratorPrefix();
  if (prefix === undefined) return false;
  const packages = packagesOf(tools);
  const run = (label, args) =>
    runApt(label, [...prefix, 'apt-get', '-o', 'DPkg::Lock::Timeout=900', ...args]);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  for (const attempt of [1, 2]) {
    if (attempt === 2) say('that did not work; trying once more');
    if (!(await run('list of packages', ['update']))) continue;
    if (await run(`installing ${packages.join(' ')}`, install)) return true;
  }
  return false;
}

function administratorPrefix() {
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C'];
  if (process.getuid() === 0) return quiet;
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n', ...quiet] : undefined;
}

/**
 * Runs an apt command, given as program and arguments, and prints how far it is at every quarter.
 * Resolves to whether it succeeded; a failure prints apt's last lines.
 */
export function runApt(label, command) {
  const [program, ...args] = command;
  say(label);
  const child = spawn(program, [...args, '-o', 'APT::Status-Fd=1'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const reportProgress = quarterly(label);
  const problems = [];
  createInterface({ input: child.stdout }).on('line', (line) => reportProgress(line));
  createInterface({ input: child.stderr }).on('line', (line) => problems.push(line));
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      if (code !== 0) for (const line of problems.slice(-5)) say(`  ${line}`);
      resolve(code === 0);
    });
  });
}

// apt writes "dlstatus:3:42.5:…" while it fetches and "pmstatus:name:42.5:…" while it installs.
function quarterly(label) {
  const shown = { dlstatus: 0, pmstatus: 0 };
  return (line) => {
    const [, kind, percent] = /^(dlstatus|pmstatus):[^:]*:([\d.]+):/.exec(line) ?? [];
    if (kind === undefined) return;
    const quarter = Math.floor(Number(percent) / 25) * 25;
    if (quarter <= shown[kind] || quarter >= 100) return;
    shown[kind] = quarter;
    say(`${label}: ${kind === 'dlstatus' ? 'fetched' : 'set up'} ${quarter} %`);
  };
}
