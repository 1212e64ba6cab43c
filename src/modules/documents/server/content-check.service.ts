import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Problem } from '../../../platform/problems.ts';
import { openArchive } from '../../../platform/server/workbook/archive.ts';
import { defaultWorkbookLimits } from '../../../platform/server/workbook/limits.ts';
import { documentLimits } from '../document.contract.ts';
import { FILE_KINDS, type FileKind, keptName, officeKind, signatureOf } from '../file-type.rules.ts';

/** A file that has been looked at, as it will be kept. */
export interface CheckedFile {
  readonly kind: FileKind;
  readonly fileName: string;
  readonly type: string;
  readonly content: Buffer;
  readonly size: number;
  readonly hash: string;
}

/** Longest side of a kept picture in pixels: a signed A4 sheet stays readable at 200 dots per inch. */
const LONGEST_SIDE = 2400;
/** A picture this large when unpacked is no photo of a phone. */
const MOST_PIXELS = 120_000_000;
const UNPACKED_BYTES = 200 * 1024 * 1024;

/**
 * Looks at an uploaded file by its content and gives it as it may be kept: pictures are made anew, upright, without
 * what the camera wrote in them (place, time, device). Throws Problem `unreadableFile` for every other kind, for
 * damaged files and for office files with macros or things embedded.
 */
export async function checkFile(upload: { path: string; fileName: string }): Promise<CheckedFile> {
  const raw = await readFile(upload.path);
  const signature = signatureOf(raw);
  if (signature === 'pdf') return checkedFile('pdf', upload.fileName, checkPdf(raw));
  if (signature === 'zip') return checkedFile(await officeKindOf(upload.path), upload.fileName, raw);
  if (signature === 'unknown') throw refused();
  const kind = signature === 'pngPicture' ? 'png' : 'jpeg';
  return checkedFile(kind, upload.fileName, await redrawn(raw, kind));
}

/** The same for a picture that did not come as an upload, e.g. a signature drawn on a screen. */
export async function checkPicture(raw: Buffer, fileName: string): Promise<CheckedFile> {
  const signature = signatureOf(raw);
  if (signature !== 'picture' && signature !== 'pngPicture') throw refused();
  const kind = signature === 'pngPicture' ? 'png' : 'jpeg';
  return checkedFile(kind, fileName, await redrawn(raw, kind));
}

/** A file of ours, which needs no look. */
export function checkedFile(kind: FileKind, fileName: string, content: Buffer): CheckedFile {
  return {
    kind,
    fileName: keptName(fileName, kind),
    type: FILE_KINDS[kind].type,
    content,
    size: content.length,
    hash: createHash('sha256').update(content).digest('hex'),
  };
}

// Readers follow the end of the file; a cut-off transfer has none.
function checkPdf(raw: Buffer): Buffer {
  if (!raw.subarray(-2048).includes('%%EOF')) throw refused();
  return raw;
}

async function officeKindOf(path: string): Promise<'word' | 'workbook'> {
  const limits = {
    ...defaultWorkbookLimits,
    maxFileBytes: documentLimits.bytes,
    maxUnpackedBytes: UNPACKED_BYTES,
  };
  const names = await openArchive(path, limits).then(
    (archive) => {
      archive.close();
      return archive.names();
    },
    () => [],
  );
  const kind = officeKind(names);
  if (!kind) throw refused();
  return kind;
}

async function redrawn(raw: Buffer, kind: 'jpeg' | 'png'): Promise<Buffer> {
  try {
    const picture = sharp(raw, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
    return kind === 'png'
      ? await picture.png({ compressionLevel: 9 }).toBuffer()
      : await picture.flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer();
  } catch {
    throw refused();
  }
}

function refused(): Problem {
  return new Problem('unreadableFile', {
    detail: {
      vi: 'Chỉ lưu được tệp PDF, Word (.docx), Excel (.xlsx) và ảnh JPG, PNG, WebP còn đọc được, không có macro. Hãy lưu lại dưới một trong các dạng đó rồi tải lên.',
      en: 'Only PDF, Word (.docx), Excel (.xlsx) and pictures (JPG, PNG, WebP) that can be read and have no macros are kept. Save it as one of these and upload it again.',
    },
  });
}
