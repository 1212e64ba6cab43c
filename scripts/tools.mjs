/**
 * Finds, or installs, the programs that tests and picture-making need: a Chromium, LibreOffice (Writer and
 * Calc), poppler's pdftoppm, and a font with every Vietnamese letter that is as wide as Times New Roman.
 *
 *   node scripts/tools.mjs [chromium] [office]     installs what is missing and prints where everything is
 *
 * Order: the TIENGMO_CHROMIUM, TIENGMO_SOFFICE and TIENGMO_PDFTOPPM variables, what the system has, apt as
 * root or through sudo without password, and at last the packages unpacked into the user's own cache.
 * TIENGMO_TOOLS_FORCE=user skips all but the last way.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasApt, installAsAdministrator } from './tools/apt.mjs';
import { findTools, missingTools, toolsFolder } from './tools/find.mjs';
import { explainMissing, say, ToolsError } from './tools/messages.mjs';
import { installAsUser } from './tools/user-apt.mjs';

const SELF = fileURLToPath(import.meta.url);

/**
 * Makes sure the wanted programs are there, installing what is missing.
 * Gives their paths and `env`, the variables to add when they or a test run are started.
 * Throws `ToolsError` with one message that says what to do.
 */
export async function ensureTools(wanted = { chromium: true, office: true }) {
  const missing = missingTools(wanted);
  if (missing.length > 0) installUnderLock(wanted, missing);
  const stillMissing = missingTools(wanted);
  if (stillMissing.length > 0) throw new ToolsError(explainMissing(stillMissing));
  return findTools(wanted);
}

// The kernel holds the lock and lets go of it when its holder ends in whatever way, so no stale lock can
// stay behind. A second run waits here, then finds everything there.
function installUnderLock(wanted, missing) {
  if (!hasApt()) throw new ToolsError(explainMissing(missing));
  say(`missing: ${missing.join(', ')}; installing (another run that does the same is waited for)`);
  makeFolder();
  const lock = join(toolsFolder(), 'lock');
  const names = Object.keys(wanted).filter((name) => wanted[name]);
  const child = ['-w', '1800', lock, process.execPath, SELF, '--install', ...names];
  const result = spawnSync('flock', child, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status !== 0) throw new ToolsError(explainMissing(missing));
}

function makeFolder() {
  try {
    mkdirSync(toolsFolder(), { recursive: true });
  } catch (error) {
    throw new ToolsError(
      `cannot write to ${toolsFolder()} (${error.code}); set XDG_CACHE_HOME to a folder of yours`,
    );
  }
}

async function installMissing(wanted) {
  const missing = missingTools(wanted);
  if (missing.length === 0) return;
  if (process.env.TIENGMO_TOOLS_FORCE !== 'user' && (await installAsAdministrator(missing))) return;
  await installAsUser(missing);
}

function wantedFrom(names) {
  if (names.length === 0) return { chromium: true, office: true };
  return { chromium: names.includes('chromium'), office: names.includes('office') };
}

async function main(args) {
  const names = args.filter((argument) => !argument.startsWith('--'));
  const wanted = wantedFrom(names);
  if (args.includes('--install')) return installMissing(wanted);
  console.log(JSON.stringify(await ensureTools(wanted), null, 2));
}

// Errors of the system (a full disk, a folder of somebody else's) carry a code; others are mistakes of ours.
function explain(error) {
  if (error instanceof ToolsError) return error.message;
  if (error?.code) return `${error.message}; check the rights and the free space of ${toolsFolder()}`;
  return error?.stack ?? String(error);
}

if (process.argv[1] && realpathSync(process.argv[1]) === SELF) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(`Tools: ${explain(error)}`);
    process.exitCode = 1;
  }
}
