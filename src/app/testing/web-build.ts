import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../platform/server/config.ts';

/** Builds the pages where they have not been built yet. */
export function ensureWebBuild(): void {
  if (existsSync(path.join(projectFolder, 'dist', 'web', 'bao-tin', 'index.html.br'))) return;
  const vite = path.join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: projectFolder, env });
}
