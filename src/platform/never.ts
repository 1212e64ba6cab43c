import list from '../../data/guards/never.json' with { type: 'json' };
import type { LocalText } from './text.ts';
import { foldText, stripDiacritics } from './text.ts';

/** Where a text stands: names of forms, fields, choices of a field, names of indicators. */
export type NeverPlace = 'form' | 'field' | 'choice' | 'indicator';

export interface NeverHit {
  rule: string;
  reason: LocalText;
  /** The text or code that breaks the rule. */
  found: string;
}

interface NeverRule {
  code: string;
  reason: LocalText;
  appliesTo: string[];
  phrases: string[];
  exact: string[];
  exceptions: string[];
}

const RULES: readonly NeverRule[] = list.rules;
/** Shorter run-together codes would be found inside innocent ones. */
const SHORTEST_COMPACT = 6;

/** ' a b c ' with single spaces, so that a phrase is found as whole words only. */
function asWords(text: string): string {
  return ` ${text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()} `;
}

function isAscii(text: string): boolean {
  return [...text].every((letter) => letter.charCodeAt(0) < 128);
}

/**
 * Words of a label. One written with diacritics is compared with them ('Có mặt' is not 'mật'); one typed
 * entirely without is compared without.
 */
function labelBreaks(rule: NeverRule, label: string): boolean {
  const plain = isAscii(label);
  const spell = plain ? stripDiacritics : foldText;
  const cleared = rule.exceptions.reduce(
    (text, exception) => text.replaceAll(asWords(spell(exception)), ' | '),
    asWords(spell(label)),
  );
  const phrases = rule.phrases.filter((phrase) => !plain || isAscii(phrase) || phrase.includes(' '));
  if (phrases.some((phrase) => cleared.includes(asWords(spell(phrase))))) return true;
  return rule.exact.some((word) => cleared.trim() === foldText(word));
}

/** Words of a code in camelCase or snake_case: 'tonGiao', 'ton_giao' and 'tongiao' are all 'ton giao'. */
function codeBreaks(rule: NeverRule, code: string): boolean {
  const spaced = code.replace(/([a-z0-9])([A-Z])/gu, '$1 $2').replace(/([A-Za-z])(\d)/gu, '$1 $2');
  const clear = (text: string): string =>
    rule.exceptions.reduce(
      (rest, exception) => rest.replaceAll(asWords(stripDiacritics(exception)), ' | '),
      text,
    );
  const words = clear(asWords(stripDiacritics(spaced)));
  const compact = words.replaceAll(' ', '');
  return rule.phrases.some((phrase) => {
    const plain = stripDiacritics(phrase);
    if (words.includes(asWords(plain)) && (isAscii(phrase) || phrase.includes(' '))) return true;
    const joined = plain.replaceAll(' ', '');
    return joined.length >= SHORTEST_COMPACT && compact.includes(joined);
  });
}

/**
 * What the system never keeps, whoever asks (a form or an indicator that has it is rejected with the reason).
 * Takes the place of the text, its code if it has one, and its labels in any language; gives the first rule that
 * it breaks, or undefined. There is no switch for this, on purpose.
 */
export function findNever(
  place: NeverPlace,
  code: string | undefined,
  labels: readonly string[],
): NeverHit | undefined {
  for (const rule of RULES.filter((candidate) => candidate.appliesTo.includes(place))) {
    const label = labels.find((text) => labelBreaks(rule, text));
    if (label !== undefined) return { rule: rule.code, reason: rule.reason, found: label };
    if (code !== undefined && codeBreaks(rule, code))
      return { rule: rule.code, reason: rule.reason, found: code };
  }
  return undefined;
}
