import type { Language } from '../../ui/language.ts';
import type { FieldProblem } from '../problems.ts';
import { ApiProblem } from './client.ts';

/** What went wrong, in words for people. */
export function problemText(error: unknown, language: Language): string {
  if (error instanceof ApiProblem) return error.title[language];
  return language === 'vi'
    ? 'Có lỗi trong trang. Hãy tải lại trang rồi thử lần nữa.'
    : 'Something went wrong in the page. Load it again and try once more.';
}

/** The problem of one field of the request, by its path (`administrator.username`). */
export function fieldProblem(error: unknown, path: string): FieldProblem | undefined {
  return error instanceof ApiProblem ? error.fields.find((field) => field.path === path) : undefined;
}
