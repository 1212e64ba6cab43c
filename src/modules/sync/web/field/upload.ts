import { type DetailedError, Upload } from 'tus-js-client';
import type { FieldApi } from './api.ts';
import type { KeptAttachment, Tried } from './attachments.rules.ts';

const ENDPOINT = '/api/v1/uploads';
/** Small enough to get through a poor network before it breaks, large enough not to ask too often. */
const PIECE = 128 * 1024;

/**
 * Sends one attachment, going on where an earlier try stopped: its identifier is its address, so nothing has to be
 * remembered. Never throws.
 */
export function upload(
  api: FieldApi,
  one: KeptAttachment,
  bytes: Uint8Array<ArrayBuffer>,
  onSent: (sent: number) => void,
): Promise<Tried> {
  return new Promise((resolve) => {
    const sending = new Upload(new Blob([bytes]), {
      endpoint: ENDPOINT,
      uploadUrl: one.state === 'begun' ? `${ENDPOINT}/${one.id}` : null,
      chunkSize: PIECE,
      retryDelays: [500, 3000],
      storeFingerprintForResuming: false,
      headers: api.bearer(),
      metadata: { id: one.id, record: one.recordId ?? '', field: one.field, sha256: one.sha256 },
      onChunkComplete: (size, sent) => {
        api.count(size);
        onSent(sent);
      },
      onSuccess: () => resolve({ outcome: 'arrived' }),
      onError: (error) => resolve(triedOf(error)),
    });
    sending.start();
  });
}

function triedOf(error: Error | DetailedError): Tried {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  const problem = problemIn(response?.getBody() ?? '');
  if (problem.code === 'damagedUpload') return { outcome: 'again' };
  const isFinal =
    [400, 404, 413, 422].includes(status) || ['notPossibleNow', 'alreadyExists'].includes(problem.code);
  return isFinal ? { outcome: 'refused', reason: problem.reason } : { outcome: 'later' };
}

function problemIn(body: string): { code: string; reason: { vi: string; en: string } } {
  const none = {
    code: '',
    reason: { vi: 'Máy chủ không nhận tệp này.', en: 'The server does not take this file.' },
  };
  try {
    const { code, detail, detailVi, title, titleVi } = JSON.parse(body) as Record<string, string | undefined>;
    const reason = { vi: detailVi ?? titleVi ?? none.reason.vi, en: detail ?? title ?? none.reason.en };
    return { code: code ?? '', reason };
  } catch {
    return none;
  }
}
