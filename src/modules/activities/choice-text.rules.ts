import { foldText } from '../../platform/text.ts';
import type { FieldOf } from './field.contract.ts';

/**
 * The code of the choice that a text of a register means, by label or alias, in any letter case, spacing, Unicode
 * form and place of the tone mark; undefined for an unknown one (which is a problem, never a new choice).
 */
export function matchChoice(field: FieldOf<'choice' | 'choices'>, text: string): string | undefined {
  const wanted = foldText(text);
  const match = field.choices.find((choice) =>
    [choice.label.vi, ...(choice.aliases ?? [])].some((spelling) => foldText(spelling) === wanted),
  );
  return match?.code;
}

/** Yes or no as a register writes it ('x', 'Có', 'Không', …); undefined for any other text. */
export function matchBoolean(field: FieldOf<'boolean'>, text: string): boolean | undefined {
  const wanted = foldText(text);
  if (field.words.yes.some((word) => foldText(word) === wanted)) return true;
  if (field.words.no.some((word) => foldText(word) === wanted)) return false;
  return undefined;
}
