import type { LocalText } from '../../../platform/text.ts';
import type { Language } from '../../../ui/language.ts';
import type { RowProblem } from '../activity.contract.ts';

interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly expected?: LocalText | undefined;
}

/** What the server found wrong with one field, in words that say what to do. */
export function fieldWords(problem: FieldProblem, language: Language): string {
  if (problem.code === 'required') return language === 'vi' ? 'Cần điền mục này.' : 'This must be filled in.';
  const expected = problem.expected?.[language];
  if (expected === undefined) return language === 'vi' ? 'Chưa đúng, hãy xem lại.' : 'Not right, look again.';
  if (problem.code === 'notShown' || problem.code === 'unknownField') return `${capital(expected)}.`;
  return language === 'vi' ? `Chưa đúng. Yêu cầu: ${expected}.` : `Not right. Wanted: ${expected}.`;
}

/** Words by the code of the field; what belongs to no field stands under ''. */
export function fieldErrors(
  fields: readonly FieldProblem[],
  language: Language,
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const code = field.path.startsWith('values.') ? (field.path.split('.')[1] ?? '') : '';
    errors[code] ??= fieldWords(field, language);
  }
  return errors;
}

/** Why a row was refused, in a sentence. */
export function rowWords(problem: RowProblem | undefined, language: Language): string {
  if (!problem) return '';
  return language === 'vi' ? (problem.detailVi ?? problem.titleVi) : (problem.detail ?? problem.title);
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
