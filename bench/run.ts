import { benchField } from './field.ts';
import { benchFigures } from './figures.ts';
import { benchImport } from './import.ts';
import { makeBench } from './lib/place.ts';
import { benchModels } from './models.ts';
import { benchStart } from './start.ts';
import { benchSync } from './sync.ts';
import { benchTips } from './tips.ts';
import { benchWrite } from './write.ts';

/** All benches, or those named on the command line; each prints one line for each figure, with its aim. */
const wanted = process.argv.slice(2);
const is = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
const began = performance.now();
const say = (line: string): void =>
  console.log(`[${((performance.now() - began) / 1000).toFixed(0)} s] ${line}`);
const large = Number(process.env.RECORDS ?? 5_000_000);

if (is('start')) await benchStart(say);
if (is('field')) await benchField(say);
const bench = await makeBench();
try {
  if (is('write')) await benchWrite(bench, say);
  if (is('import')) await benchImport(bench, say);
  if (is('sync')) await benchSync(bench, say);
  if (is('tips')) await benchTips(bench, say);
  if (is('models')) await benchModels(bench, { kinds: 2500, sites: 124_000 }, say);
  if (is('figures')) await benchFigures(bench, { small: 10_000, large }, say);
} finally {
  await bench.close();
}
