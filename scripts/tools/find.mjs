import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const MAC = '/Applications';
const WINDOWS = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA];

const PLACES = {
  chromium: {
    variable: 'TIENGMO_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    mac: [
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    windows: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
  },
  soffice: {
    variable: 'TIENGMO_SOFFICE',
    names: ['soffice', 'libreoffice'],
    mac: ['LibreOffice.app/Contents/MacOS/soffice'],
    windows: ['LibreOffice/program/soffice.exe'],
  },
  pdftoppm: { variable: 'TIENGMO_PDFTOPPM', names: ['pdftoppm'], mac: [], windows: [] },
};

const SYSTEM_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/snap/bin'];
const FONT_FILE = 'truetype/croscore/Tinos-Regular.ttf';

/** The folder that keeps what is unpacked for this user alone. */
export function toolsFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'tiengmo', 'tools');
}

/** Names of what is wanted and not there: `chromium`, `soffice`, `pdftoppm`, `font`. */
export function missingTools(wanted) {
  const missing = neededPrograms(wanted).filter((name) => findProgram(name) === undefined);
  return hasVietnameseSerif() ? missing : [...missing, 'font'];
}

/** Paths of the wanted programs and the variables to start programs and tests with. */
export function findTools(wanted) {
  const found = Object.fromEntries(neededPrograms(wanted).map((name) => [name, findProgram(name)]));
  const env = Object.fromEntries(Object.entries(found).map(([name, path]) => [PLACES[name].variable, path]));
  const fontSettings = join(toolsFolder(), 'fonts.conf');
  if (existsSync(fontSettings) && (userOnly() || !systemHasFont())) env.FONTCONFIG_FILE = fontSettings;
  return { ...found, env };
}

/** True when programs of the system are to be passed over. */
export function userOnly() {
  return process.env.TIENGMO_TOOLS_FORCE === 'user';
}

function neededPrograms(wanted) {
  return [...(wanted.chromium ? ['chromium'] : []), ...(wanted.office ? ['soffice', 'pdftoppm'] : [])];
}

function findProgram(name) {
  const own = join(toolsFolder(), 'bin', name);
  if (userOnly()) return canRun(own) ? own : undefined;
  const named = process.env[PLACES[name].variable];
  return [...(named ? [named] : []), ...systemPlaces(PLACES[name]), own].find(canRun);
}

function systemPlaces({ names, mac, windows }) {
  if (process.platform === 'win32') return windowsPlaces(names, windows);
  const inPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const commands = names.flatMap((name) =>
    [...inPath, ...SYSTEM_FOLDERS].map((folder) => join(folder, name)),
  );
  return process.platform === 'darwin' ? [...mac.map((path) => join(MAC, path)), ...commands] : commands;
}

function windowsPlaces(names, places) {
  const inPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const commands = names.flatMap((name) => inPath.map((folder) => join(folder, `${name}.exe`)));
  return [...places.flatMap((path) => WINDOWS.filter(Boolean).map((root) => join(root, path))), ...commands];
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasVietnameseSerif() {
  if (process.platform !== 'linux') return true;
  const own = existsSync(join(toolsFolder(), 'root/usr/share/fonts', FONT_FILE));
  return own || (!userOnly() && systemHasFont());
}

function systemHasFont() {
  if (process.platform !== 'linux') return true;
  if (existsSync(join('/usr/share/fonts', FONT_FILE))) return true;
  const list = spawnSync('fc-list', [':', 'family'], { encoding: 'utf8' });
  return /Tinos|Times New Roman/.test(list.stdout ?? '');
}
