import { parseAreaCode } from './area-identity.rules.ts';
import { cleanUnitName, foldName, shortName } from './area-names.rules.ts';
import type { AreaSystem } from './areas.contract.ts';
import { textDistance } from './text-distance.rules.ts';

/** What somebody is looking for: a name, names of places above it, or a code. */
export interface AreaQuery {
  /** Folded. */
  readonly name: string;
  /** As typed, in lower case: where it has diacritics, names with the same ones come first. */
  readonly typed: string;
  /** Folded; each must stand in the path of the place found. */
  readonly above: readonly string[];
  readonly code: string | undefined;
  /** Undefined: either number space. */
  readonly system: AreaSystem | undefined;
}

/** Reads what was typed: 'Lương Phong, Hiệp Hòa' is a name and a place above it, '07840' and 'before:07846' are codes. */
export function readQuery(text: string): AreaQuery {
  const [name = '', ...above] = text.split(',').map(foldName);
  const typed = cleanUnitName(text.split(',')[0] ?? '').toLowerCase();
  const code = /\d/.test(text) ? parseAreaCode(text) : undefined;
  return {
    name,
    typed,
    above: above.filter((part) => part !== ''),
    code: code?.code,
    system: code && text.includes(':') ? code.system : undefined,
  };
}

/** Other readings of a query without commas: 'hiep hoa bac ninh' may be a name followed by what is above it. */
export function otherReadings(query: AreaQuery): AreaQuery[] {
  const words = query.name.split(' ');
  if (query.above.length > 0 || words.length < 2) return [];
  const typed = query.typed.split(' ');
  const cuts = Array.from({ length: Math.min(words.length - 1, 6) }, (_, index) => words.length - 1 - index);
  return cuts.map((cut) => ({
    ...query,
    name: words.slice(0, cut).join(' '),
    typed: typed.slice(0, cut).join(' '),
    above: [words.slice(cut).join(' ')],
  }));
}

/**
 * How well a name answers, less is better: the name itself, its beginning, the beginning of one of its words, a part.
 * A name whose diacritics differ from those that were typed comes later.
 */
export function rankName(fullName: string, query: AreaQuery): number {
  const { name, typed } = query;
  const otherMarks = foldName(typed) !== typed && !fullName.toLowerCase().includes(typed) ? 1.5 : 0;
  return placeInName(foldName(fullName), foldName(shortName(fullName)), name) + otherMarks;
}

function placeInName(folded: string, short: string, name: string): number {
  if (folded === name) return 0;
  if (short === name) return 1;
  if (short.startsWith(name)) return 4;
  if (folded.startsWith(name)) return 5;
  return ` ${folded}`.includes(` ${name}`) ? 6 : 8;
}

/** How far a name is from what was typed, in letters, with or without the word of its type. */
export function distanceOfName(fullName: string, query: AreaQuery): number {
  return Math.min(
    textDistance(foldName(fullName), query.name),
    textDistance(foldName(shortName(fullName)), query.name),
  );
}
