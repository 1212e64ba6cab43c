import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { GongLimits, PushHosts } from '../gong-limits.contract.ts';

function read<T>(schema: z.ZodType<T>, name: string): T {
  const file = path.join(SHIPPED_DATA, 'gong', name);
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.map(String).join('.') || '(root)'}: ${issue?.message}`);
}

let limits: GongLimits | undefined;
let hosts: readonly string[] | undefined;

/** How often, how late, how long; read once. Throws an Error that names file and field. */
export function gongLimits(): GongLimits {
  limits ??= read(GongLimits, 'limits.json');
  return limits;
}

/** The push services that browsers use; read once. Throws like `gongLimits`. */
export function knownPushHosts(): readonly string[] {
  hosts ??= read(PushHosts, 'push-hosts.json').hosts;
  return hosts;
}
