import { open } from 'node:fs/promises';
import { checkFileSize, openArchive } from './archive.ts';
import { compoundFileNames, isCompoundFile } from './compound-file.ts';
import { WorkbookError, type WorkbookErrorDetails } from './errors.ts';
import { defaultWorkbookLimits, type WorkbookLimits } from './limits.ts';
import { readParts } from './parts.ts';

export type RefusalCode =
  | 'emptyFile'
  | 'tooLarge'
  | 'encrypted'
  | 'oldExcel'
  | 'csvRenamed'
  | 'notAWorkbook'
  | 'zipBomb'
  | 'damaged';

export type Sniffed = { kind: 'xlsx' } | ({ kind: 'refused'; code: RefusalCode } & WorkbookErrorDetails);

const HEAD_BYTES = 4096;

/**
 * What a file is, by its content and never by its name. A workbook is opened as far as its list of sheets; its rows are
 * not read, so a part that lies about its size is only found out by `readWorkbook`. Throws only where the file cannot
 * be opened at all (not there, no permission).
 */
export async function sniffWorkbook(path: string, limits: Partial<WorkbookLimits> = {}): Promise<Sniffed> {
  const all = { ...defaultWorkbookLimits, ...limits };
  try {
    await checkFileSize(path, all);
    const other = await otherThanZip(path);
    if (other !== undefined) return other;
    await openAsWorkbook(path, all);
    return { kind: 'xlsx' };
  } catch (error) {
    if (error instanceof WorkbookError) return refused(refusalOf(error), error.details);
    throw error;
  }
}

async function openAsWorkbook(path: string, limits: WorkbookLimits): Promise<void> {
  const archive = await openArchive(path, limits);
  try {
    await readParts(archive);
  } finally {
    archive.close();
  }
}

function refusalOf(error: WorkbookError): RefusalCode {
  switch (error.code) {
    case 'emptyFile':
    case 'tooLarge':
    case 'encrypted':
    case 'notAWorkbook':
    case 'zipBomb':
      return error.code;
    default:
      return 'damaged';
  }
}

function refused(code: RefusalCode, details: WorkbookErrorDetails = {}): Sniffed {
  return { ...details, kind: 'refused', code };
}

async function otherThanZip(path: string): Promise<Sniffed | undefined> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.toString('latin1', 0, 2) === 'PK') return undefined;
    return isCompoundFile(head) ? byCompoundNames(await compoundFileNames(file)) : byHead(head);
  } finally {
    await file.close();
  }
}

function byCompoundNames(names: string[]): Sniffed {
  if (names.includes('EncryptedPackage')) return refused('encrypted');
  // Excel 97 and later write 'Workbook', Excel 5 and 95 'Book'.
  if (names.includes('Workbook') || names.includes('Book')) return refused('oldExcel', { found: 'xls' });
  return refused('notAWorkbook', { found: names.includes('WordDocument') ? 'doc' : 'ole' });
}

function byHead(head: Buffer): Sniffed {
  // BIFF 2 to 4 (before 1993) begin with a bare BOF record.
  if (head[0] === 0x09 && [0x00, 0x02, 0x04].includes(head[1] ?? -1))
    return refused('oldExcel', { found: 'xls' });
  if (head.toString('latin1', 0, 5) === '%PDF-') return refused('notAWorkbook', { found: 'pdf' });
  const text = textOf(head);
  if (text === undefined) return refused('notAWorkbook', { found: 'binary' });
  if (/mso-application\s+progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/.test(text)) {
    return refused('oldExcel', { found: 'xml2003' });
  }
  if (/<(!doctype\s+html|html|table|meta|head|body)\b/i.test(text))
    return refused('notAWorkbook', { found: 'html' });
  if (/^\s*<\?xml|^\s*[{[]/.test(text)) return refused('notAWorkbook', { found: 'text' });
  return /[,;\t]/.test(text.split('\n').slice(0, 20).join('\n'))
    ? refused('csvRenamed')
    : refused('notAWorkbook', { found: 'text' });
}

/** The head as text, or undefined where it holds bytes that no text has. */
function textOf(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2);
  const text = head.toString('utf8');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what tells bytes from text
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text;
}
