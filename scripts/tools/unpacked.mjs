import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { userOnly } from './find.mjs';
import { say } from './messages.mjs';

const PROGRAMS = {
  chromium: 'usr/lib/chromium/chromium',
  soffice: 'usr/lib/libreoffice/program/soffice',
  pdftoppm: 'usr/bin/pdftoppm',
  pdffonts: 'usr/bin/pdffonts',
  pdfinfo: 'usr/bin/pdfinfo',
  pdftotext: 'usr/bin/pdftotext',
};

/**
 * Makes unpacked packages usable where they lie: links that point to `/…` are turned to the unpacked files,
 * and fonts.conf and the starting scripts are written. The scripts come last: where one is, all is there.
 */
export function finishUnpacked(folder) {
  const root = join(folder, 'root');
  turnLinks(root, root);
  setUpOffice(root);
  writeFileSync(join(folder, 'fonts.conf'), fontSettings(folder));
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (existsSync(join(root, program))) writeStarter(folder, name, join(root, program));
  }
  say('unpacked and ready');
}

function turnLinks(root, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) turnLinks(root, path);
    else if (entry.isSymbolicLink()) turnLink(root, path);
  }
}

function turnLink(root, path) {
  const target = readlinkSync(path);
  if (!isAbsolute(target) || target.startsWith(root) || !existsSync(join(root, target))) return;
  rmSync(path);
  symlinkSync(join(root, target), path);
}

// LibreOffice's settings are copied into place by its package's set-up, which does not run here, and its
// start-up files name /usr and /etc.
function setUpOffice(root) {
  const office = join(root, 'usr/lib/libreoffice');
  if (!existsSync(office)) return;
  const registry = realpathSync(join(office, 'share/registry'));
  cpSync(join(office, 'share/.registry'), registry, { recursive: true });
  const startUpFiles = readdirSync(join(office, 'program')).filter((name) => name.endsWith('rc'));
  for (const name of startUpFiles) {
    const path = join(office, 'program', name);
    if (!statSync(path).isFile()) continue;
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll(/file:\/\/(?=\/(usr|etc)\/)/g, pathToFileURL(root).href));
  }
}

// What the packages' own set-up would have linked together: the unpacked fonts, and the rules by which
// Tinos stands in for Times New Roman.
function fontSettings(folder) {
  const rules = ['30-metric-aliases.conf', '45-latin.conf', '60-latin.conf', '49-sansserif.conf'];
  const included = rules.map((rule) => join(folder, 'root/usr/share/fontconfig/conf.avail', rule));
  if (!userOnly()) included.push('/etc/fonts/fonts.conf');
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${join(folder, 'root/usr/share/fonts')}</dir>`,
    `  <cachedir>${join(folder, 'font-cache')}</cachedir>`,
    ...included.map((path) => `  <include ignore_missing="yes">${path}</include>`),
    '</fontconfig>',
    '',
  ].join('\n');
}

function writeStarter(folder, name, program) {
  const path = join(folder, 'bin', name);
  const script = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${libraryFolders(join(folder, 'root')).join(':')}'`,
    `export FONTCONFIG_FILE='${join(folder, 'fonts.conf')}'`,
    `export XDG_DATA_DIRS='${join(folder, 'root/usr/share')}'`,
    `exec '${program}' "$@"`,
    '',
  ].join('\n');
  writeFileSync(`${path}.new`, script);
  chmodSync(`${path}.new`, 0o755);
  renameSync(`${path}.new`, path);
}

// Debian's folder for libraries is named after the machine, as in usr/lib/x86_64-linux-gnu; blas and lapack
// are reached through links that the packages' set-up would have made.
// LibreOffice's own folder is first: its libraries look for their settings beside where they were found.
function libraryFolders(root) {
  const machine = readdirSync(join(root, 'usr/lib')).find((name) => name.endsWith('-linux-gnu')) ?? '';
  const below = ['usr/lib/libreoffice/program', `usr/lib/${machine}`, `lib/${machine}`, 'usr/lib'];
  const special = ['blas', 'lapack', 'pulseaudio'].map((name) => `usr/lib/${machine}/${name}`);
  return [...below, ...special].map((path) => join(root, path)).filter((path) => existsSync(path));
}
