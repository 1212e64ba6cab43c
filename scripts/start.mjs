// `npm start`: installs what is missing, builds the pages, runs the server under Node.js 24.
import path from 'node:path';
import { ensureInstalled, ensureWebBuilt, findNode, root, runToEnd } from './lib/steps.mjs';

ensureInstalled();
const node = findNode();
ensureWebBuilt(node);
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.cache', 'compile'),
};
process.exit(await runToEnd(node, [path.join('src', 'app', 'server.ts'), ...process.argv.slice(2)], { env }));
