/** What may be kept. The content decides, never the name that somebody gave a file. */
export const FILE_KINDS = {
  pdf: { type: 'application/pdf', ending: '.pdf' },
  word: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: '.docx',
  },
  workbook: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: '.xlsx' },
  jpeg: { type: 'image/jpeg', ending: '.jpg' },
  png: { type: 'image/png', ending: '.png' },
  webp: { type: 'image/webp', ending: '.webp' },
  webm: { type: 'audio/webm', ending: '.webm' },
  ogg: { type: 'audio/ogg', ending: '.ogg' },
  m4a: { type: 'audio/mp4', ending: '.m4a' },
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** What the first bytes say; the parts of an office file are looked at afterwards. */
export type Signature = 'pdf' | 'zip' | 'picture' | 'pngPicture' | 'unknown';

/** The signature of a file by its first 16 bytes or more. */
export function signatureOf(head: Uint8Array): Signature {
  const text = String.fromCharCode(...head.subarray(0, 16));
  if (text.startsWith('%PDF-')) return 'pdf';
  if (text.startsWith('PK\u0003\u0004')) return 'zip';
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'pngPicture';
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'picture';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'picture';
  return 'unknown';
}

/** Word or Excel by the parts of the package; undefined for anything else, and for files with macros. */
export function officeKind(parts: readonly string[]): 'word' | 'workbook' | undefined {
  const names = parts.map((part) => part.toLowerCase());
  if (names.some((name) => /vbaproject|\/activex\/|\/embeddings\//u.test(name))) return undefined;
  if (names.includes('word/document.xml')) return 'word';
  return names.includes('xl/workbook.xml') ? 'workbook' : undefined;
}

/** The name to keep: without characters that file systems refuse, with the ending that the content asks for. */
export function keptName(fileName: string, kind: FileKind): string {
  const { ending } = FILE_KINDS[kind];
  const bare = fileName
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/\.(pdf|docx?|xlsx?|jpe?g|png|webp|heic)$/iu, '')
    .trim();
  const short = [...bare].slice(0, 180).join('').trim();
  return `${short === '' ? 'tệp' : short}${ending}`;
}

/** The kind of a kept file by its media type. */
export function kindOfType(type: string): FileKind | undefined {
  const kinds = Object.keys(FILE_KINDS) as FileKind[];
  return kinds.find((kind) => FILE_KINDS[kind].type === type);
}
