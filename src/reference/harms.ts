import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Harm } from '../modules/tips/tip-office.contract.ts';
import { SHIPPED_DATA } from './reference-data.ts';

let known: readonly Harm[] | undefined;

/** The kinds of harm that can be reported, in their order, read and checked once. Throws ZodError. */
export function harms(): readonly Harm[] {
  if (known) return known;
  const file = JSON.parse(readFileSync(path.join(SHIPPED_DATA, 'tips', 'harms.json'), 'utf8')) as unknown;
  known = z.object({ harms: z.array(Harm).min(1) }).parse(file).harms;
  return known;
}
