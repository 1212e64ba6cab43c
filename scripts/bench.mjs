// `npm run bench`: measures ratios within one run. RECORDS=200000 makes the large database smaller, for a quick look.
import { ensureInstalled, ensureWebBuilt, findNode, runToEnd } from './lib/steps.mjs';

ensureInstalled();
const node = findNode();
ensureWebBuilt(node);
process.exit(await runToEnd(node, ['bench/run.ts', ...process.argv.slice(2)]));
