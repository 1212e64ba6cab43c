/**
 * Writes data/passwords/common.txt from the password list of the package @zxcvbn-ts/language-common (MIT):
 *   npm pack @zxcvbn-ts/language-common && tar xzf *.tgz && npx node scripts/build-passwords.ts package
 * Passwords under ten characters are refused anyway: of those only the word inside counts, with which people begin.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { passwordCores, passwordMin, squeeze } from '../src/modules/accounts/password.rules.ts';
import { projectFolder } from '../src/platform/server/config.ts';

const folder = process.argv[2] ?? 'package';
const list = JSON.parse(readFileSync(path.join(folder, 'src', 'passwords.json'), 'utf8')) as string[];
const words = new Set<string>();
for (const password of list) {
  const whole = squeeze(password);
  if (whole.length >= passwordMin) words.add(whole);
  const core = passwordCores(password)[0];
  if (core !== undefined && core.length >= 5) words.add(core);
}
const target = path.join(projectFolder, 'data', 'passwords', 'common.txt');
writeFileSync(target, `${[...words].sort().join('\n')}\n`);
process.stdout.write(`${words.size} → ${target}\n`);
