import { Problem } from '../../problems.ts';
import { openArchive } from '../workbook/archive.ts';
import { defaultWorkbookLimits } from '../workbook/limits.ts';
import { TemplateError, type TemplateErrorReason } from './fill-template.ts';

/** Pictures and fonts in a template; far less than what would fill the memory. */
const UNPACKED_BYTES = 60 * 1024 * 1024;

/**
 * Looks at an uploaded Word file before it is opened: a small file must not unpack to gigabytes.
 * Throws Problem `unreadableFile` for what is no such file.
 */
export async function checkWordPackage(path: string, maxBytes: number): Promise<void> {
  const limits = { ...defaultWorkbookLimits, maxFileBytes: maxBytes, maxUnpackedBytes: UNPACKED_BYTES };
  try {
    const archive = await openArchive(path, limits);
    archive.close();
  } catch {
    throw templateProblem(new TemplateError('notWord', 'not a Word file'));
  }
}

const WORDS: Readonly<Record<TemplateErrorReason, (tag: string) => { vi: string; en: string }>> = {
  notWord: () => ({
    vi: 'Tệp này không phải là tệp Word (.docx) hoặc đã hỏng. Hãy tải mẫu đang dùng về, sửa trong Word rồi tải lên lại.',
    en: 'This is not a Word file (.docx), or it is damaged. Download the template in use, edit it in Word and upload it again.',
  }),
  brokenTag: (tag) => ({
    vi: `Thẻ ${tag} viết sai hoặc chưa đóng. Hãy sửa thẻ này trong Word rồi tải lên lại. Mẫu đang dùng vẫn giữ nguyên.`,
    en: `The tag ${tag} is misspelt or not closed. Mend it in Word and upload the file again. The template in use stays as it is.`,
  }),
  unknownTag: (tag) => ({
    vi: `Không có số liệu nào tên là ${tag}. Hãy sửa hoặc bỏ thẻ này trong Word rồi tải lên lại. Mẫu đang dùng vẫn giữ nguyên.`,
    en: `Nothing is called ${tag}. Mend or remove this tag in Word and upload the file again. The template in use stays as it is.`,
  }),
};

/** What an officer is told about a template that can't be used: `unreadableFile`, or `invalidInput` naming the tag. */
export function templateProblem({ reason, tag }: TemplateError): Problem {
  const detail = WORDS[reason](tag ?? '');
  if (reason === 'notWord') return new Problem('unreadableFile', { detail });
  const field = { path: 'file', code: reason, ...(tag === undefined ? {} : { found: tag }) };
  return new Problem('invalidInput', { detail, fields: [field] });
}
