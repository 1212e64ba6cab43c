// `npm run shots [-- words]`: a picture of every page at 360 and 1440 px, light and dark, into shots/; with words only
// of pages whose name has one of them. SHOTS_ADDRESS and SHOTS_ACCOUNTS (name:password,…) use a demo that runs already.
import { ensureInstalled, ensureWebBuilt, findNode, runToEnd } from './lib/steps.mjs';

ensureInstalled();
const node = findNode();
ensureWebBuilt(node);
process.exit(await runToEnd(node, ['scripts/shots/run.ts', ...process.argv.slice(2)]));
