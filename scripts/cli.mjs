// `npm run -s tiengmo -- <verb>`: the command line under Node.js 24.
import path from 'node:path';
import { ensureInstalled, findNode, root, runToEnd } from './lib/steps.mjs';

ensureInstalled();
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.cache', 'compile'),
};
// npm runs scripts in the project's folder; file names on the command line belong to the folder it was called from.
const cwd = process.env.INIT_CWD ?? process.cwd();
process.exit(
  await runToEnd(findNode(), [path.join(root, 'src', 'app', 'cli.ts'), ...process.argv.slice(2)], {
    env,
    cwd,
  }),
);
