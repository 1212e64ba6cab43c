import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagesOf, runApt } from './apt.mjs';
import { toolsFolder } from './find.mjs';
import { say, ToolsError } from './messages.mjs';
import { finishUnpacked } from './unpacked.mjs';

const DPKG_STATUS = '/var/lib/dpkg/status';

/**
 * Without root: apt, with lists and cache of its own in the user's cache folder, fetches the packages and
 * all they depend on, dpkg unpacks them there, and small scripts start the programs with their libraries.
 * Throws `ToolsError` when a step fails.
 */
export async function installAsUser(tools) {
  const folder = toolsFolder();
  const apt = prepareApt(folder);
  say(`no root rights: unpacking into ${folder} (about 1 GB of disk)`);
  await fetchPackages(apt, packagesOf(tools));
  unpackAll(folder);
  finishUnpacked(folder);
}

async function fetchPackages(apt, packages) {
  const label = `fetching ${packages.join(' ')} and what they need`;
  const install = ['install', '-y', '--no-install-recommends', '--download-only', ...packages];
  for (const attempt of [1, 2]) {
    if (attempt === 2) say('that did not work; trying once more');
    const listed = await runApt('list of packages', [...apt, 'update']);
    if (listed && (await runApt(label, [...apt, ...install]))) return;
  }
  throw new ToolsError(
    `apt failed at "${label}"; check the network, the disk and /etc/apt, then start again`,
  );
}

function prepareApt(folder) {
  const state = join(folder, 'apt', 'state');
  const cache = join(folder, 'apt', 'cache');
  mkdirSync(join(state, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(cache, 'archives', 'partial'), { recursive: true });
  const status = join(state, 'status');
  writeFileSync(
    status,
    baseSystem(readFileSync(DPKG_STATUS, 'utf8'))
      .map(({ text }) => `${text}\n\n`)
      .join(''),
  );
  const options = [
    `Dir::State=${state}`,
    `Dir::State::status=${status}`,
    `Dir::Cache=${cache}`,
    'Debug::NoLocking=true',
    'APT::Sandbox::User=',
  ];
  return ['env', 'LC_ALL=C', 'apt-get', ...options.flatMap((option) => ['-o', option])];
}

// Only Debian's base system (essential, required and important packages and what they need) counts as
// installed. So the unpacked programs do not hang on libraries that somebody may remove tomorrow, while the
// C library and its like, which cannot be mixed, stay the system's own.
function baseSystem(statusText) {
  const installed = statusText.split(/\n\n+/).map(readStanza).filter(Boolean);
  const byName = new Map();
  for (const stanza of installed) for (const name of stanza.names) byName.set(name, stanza);
  const kept = new Set();
  const waiting = installed.filter((stanza) => stanza.isBase);
  while (waiting.length > 0) {
    const stanza = waiting.pop();
    if (kept.has(stanza)) continue;
    kept.add(stanza);
    waiting.push(...stanza.needs.map((name) => byName.get(name)).filter(Boolean));
  }
  return [...kept];
}

function readStanza(text) {
  const field = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  if (!field('Status').endsWith(' installed')) return undefined;
  const namesIn = (list) =>
    list
      .split(/[,|]/)
      .map((part) => part.trim().split(/[ :(]/)[0])
      .filter(Boolean);
  return {
    text: text.trim(),
    names: [field('Package'), ...namesIn(field('Provides'))],
    needs: namesIn(`${field('Depends')},${field('Pre-Depends')}`),
    isBase: field('Essential') === 'yes' || ['required', 'important'].includes(field('Priority')),
  };
}

function unpackAll(folder) {
  const archives = join(folder, 'apt', 'cache', 'archives');
  const base = baseSystem(readFileSync(DPKG_STATUS, 'utf8'));
  const ofBase = new Set(base.flatMap((stanza) => stanza.names));
  const packages = readdirSync(archives).filter(
    (file) => file.endsWith('.deb') && !ofBase.has(file.split('_')[0]),
  );
  mkdirSync(join(folder, 'root'), { recursive: true });
  packages.forEach((file, index) => {
    if (index % 50 === 0) say(`unpacking ${index} of ${packages.length} packages`);
    const result = spawnSync('dpkg', ['-x', join(archives, file), join(folder, 'root')], {
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new ToolsError(`could not unpack ${file}: ${result.stderr.trim()}`);
  });
  rmSync(archives, { recursive: true, force: true });
}
