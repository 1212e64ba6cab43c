import { sendInPieces, type Tried } from '../../../documents/web/send-in-pieces.ts';
import type { FieldApi } from './api.ts';
import type { KeptAttachment } from './attachments.rules.ts';

/** Sends one attachment as the person whose it is; never throws. */
export function upload(
  api: FieldApi,
  one: KeptAttachment,
  bytes: Uint8Array<ArrayBuffer>,
  onSent: (sent: number) => void,
): Promise<Tried> {
  const { id, recordId: record = '', field, sha256 } = one;
  return sendInPieces({
    metadata: { id, record, field, sha256 },
    bytes,
    goOn: one.state === 'begun',
    headers: api.bearer(),
    onPiece: (size, sent) => {
      api.count(size);
      onSent(sent);
    },
  });
}
