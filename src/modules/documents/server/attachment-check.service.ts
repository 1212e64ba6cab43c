import sharp from 'sharp';
import { Problem } from '../../../platform/problems.ts';
import { attachmentLimits } from '../attachment.contract.ts';
import type { FileKind } from '../file-type.rules.ts';
import { isBarePicture } from '../picture-bytes.rules.ts';
import { type CheckedFile, checkedFile, checkPicture } from './content-check.service.ts';

/**
 * Looks at a picture or recording by its content. A picture that decodes to its last row and holds nothing but the
 * drawing is kept byte for byte; with anything else in it, it is drawn anew. Throws Problem `unreadableFile`.
 */
export async function checkAttachment(kind: 'photo' | 'voice', raw: Buffer): Promise<CheckedFile> {
  if (kind === 'voice') return checkedFile(voiceKind(raw), 'ghi-am', raw);
  const asItIs = isBarePicture(raw) ? await wholePicture(raw) : undefined;
  return asItIs ? checkedFile(asItIs, 'anh', raw) : checkPicture(raw, 'anh');
}

/** Its kind, where every pixel can be drawn and it is no larger than what is kept. */
async function wholePicture(raw: Buffer): Promise<'jpeg' | 'webp' | undefined> {
  const { longestSide } = attachmentLimits;
  try {
    const picture = sharp(raw, { failOn: 'warning', limitInputPixels: longestSide * longestSide });
    const { format, width, height } = await picture.metadata();
    if (Math.max(width, height) > longestSide) return undefined;
    await picture.raw().toBuffer();
    return format === 'jpeg' || format === 'webp' ? format : undefined;
  } catch {
    return undefined;
  }
}

/** What browsers record: Opus in WebM or Ogg, AAC in MP4; sound alone, without a place. */
function voiceKind(raw: Buffer): FileKind {
  const head = raw.subarray(0, 4096).toString('latin1');
  const all = raw.toString('latin1');
  if (
    head.startsWith('\u001aE\u00df\u00a3') &&
    head.includes('webm') &&
    head.includes('A_OPUS') &&
    !/V_(VP|AV|MPEG)/u.test(head)
  )
    return 'webm';
  if (head.startsWith('OggS') && head.slice(28, 36) === 'OpusHead') return 'ogg';
  const isMp4 = head.slice(4, 8) === 'ftyp' && all.includes('soun') && !all.includes('vide');
  if (isMp4 && !/\u00a9xyz|loci/u.test(all)) return 'm4a';
  throw new Problem('unreadableFile', {
    detail: {
      vi: 'Tệp này không phải đoạn ghi âm của ứng dụng.',
      en: 'This file is no recording of the app.',
    },
  });
}
