import type { Language } from '../../ui/language.ts';
import { ApiProblem } from './client.ts';

/** What went wrong, in words for people. */
export function problemText(error: unknown, language: Language): string {
  if (error instanceof ApiProblem) return error.title[language];
  return language === 'vi'
    ? 'Có lỗi trong trang. Hãy tải lại trang rồi thử lần nữa.'
    : 'Something went wrong in the page. Load it again and try once more.';
}
