import { v5 as uuidv5 } from 'uuid';
import type { Day } from '../../platform/dates.ts';
import type { AreaKind, AreaSystem } from './areas.contract.ts';

const namespace = '2f1c8d52-6a53-5b64-9c6e-4a1f0b7d9e31';

export const countryCode = 'VN';

/**
 * The identifier of a unit of the official lists: the same in every installation, so that data can travel between them.
 * `openedOn` tells apart a later unit that took over a code of its own number space.
 */
export function areaIdOf(system: AreaSystem, kind: AreaKind, code: string, openedOn?: Day): string {
  return uuidv5(`${system}:${kind}:${code}${openedOn ? `@${openedOn}` : ''}`, namespace);
}

/** The one area above all provinces. */
export const countryId = areaIdOf('2025', 'country', countryCode);

/** A code as people give it: '07840' (today) or 'before:07846'. Undefined where it is neither. */
export function parseAreaCode(text: string): { system: AreaSystem; code: string } | undefined {
  const match = /^\s*(?:(before|2025):)?([0-9A-Za-z]{1,12})\s*$/.exec(text);
  if (!match?.[2]) return undefined;
  return { system: match[1] === 'before' ? 'before' : '2025', code: match[2] };
}
