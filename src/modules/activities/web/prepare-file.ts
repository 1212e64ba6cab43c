import { attachmentLimits } from '../../documents/attachment.contract.ts';
import type { NamedAttachment } from '../attachments.rules.ts';

/** A file as it will be sent, or why it can't be. */
export type Prepared =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string }
  | { readonly fault: 'unreadable' | 'tooLarge' };

/** Pictures are drawn anew here, so that place, time and device never leave this computer; recordings go as they are. */
export async function prepareFile(kind: NamedAttachment['field']['type'], file: File): Promise<Prepared> {
  if (kind === 'voice' && file.size > attachmentLimits.voiceBytes) return { fault: 'tooLarge' };
  try {
    const { shrink } = await import('../../documents/web/shrink.ts');
    const bytes = kind === 'photo' ? await shrink(file) : new Uint8Array(await file.arrayBuffer());
    // Offices open the program without HTTPS inside their own network, where browsers give no crypto.subtle.
    const { sha256: hashOf } = await import('@noble/hashes/sha2.js');
    return {
      bytes,
      sha256: Array.from(hashOf(bytes), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    };
  } catch {
    return { fault: 'unreadable' };
  }
}
