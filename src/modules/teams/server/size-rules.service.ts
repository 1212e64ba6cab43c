import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { SizeRule } from '../size-rule.contract.ts';

let shipped: readonly SizeRule[] | undefined;

/** The local rules on the size of teams, read and checked once. Throws Error naming the file that is wrong. */
export function sizeRules(): readonly SizeRule[] {
  shipped ??= readSizeRules(path.join(SHIPPED_DATA, 'teams', 'size-rules'));
  return shipped;
}

/** Reads the rules of a folder, one file each, called by its code. Throws Error naming the file that is wrong. */
export function readSizeRules(folder: string): SizeRule[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const parsed = SizeRule.safeParse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
      const wrong = parsed.success
        ? parsed.data.code !== name.slice(0, -'.json'.length) && 'the file must be called by its code'
        : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
      if (!parsed.success || wrong) throw new Error(`${path.join(folder, name)}: ${wrong}`);
      return parsed.data;
    });
}
