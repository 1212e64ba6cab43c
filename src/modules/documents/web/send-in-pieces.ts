import { type DetailedError, Upload } from 'tus-js-client';
import type { UploadMetadata } from '../attachment.contract.ts';

const ENDPOINT = '/api/v1/uploads';
/** Small enough to get through a poor network before it breaks, large enough not to ask too often. */
const PIECE = 128 * 1024;

/** How a try to send an attachment ended. */
export type Tried =
  | { readonly outcome: 'arrived' }
  /** No network, or the server was busy: it goes on where it was. `alone`: the next may fare better nevertheless. */
  | { readonly outcome: 'later'; readonly alone?: true }
  /** Damaged on its way: from the beginning. */
  | { readonly outcome: 'again' }
  | { readonly outcome: 'refused'; readonly reason: { readonly vi: string; readonly en: string } };

/**
 * Sends one attachment; with `goOn` from where an earlier try stopped. Its identifier is its address, so nothing else
 * has to be remembered. Never throws.
 */
export function sendInPieces(given: {
  readonly metadata: UploadMetadata;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly goOn: boolean;
  readonly headers?: Record<string, string>;
  /** After each piece: its size, and how much has gone in all. */
  readonly onPiece?: (size: number, sent: number) => void;
}): Promise<Tried> {
  const { metadata, bytes, goOn, headers = {}, onPiece } = given;
  return new Promise((resolve) => {
    const sending = new Upload(new Blob([bytes]), {
      endpoint: ENDPOINT,
      uploadUrl: goOn ? `${ENDPOINT}/${metadata.id}` : null,
      chunkSize: PIECE,
      retryDelays: [500, 3000],
      storeFingerprintForResuming: false,
      headers,
      metadata,
      onChunkComplete: (size, sent) => onPiece?.(size, sent),
      onSuccess: () => resolve({ outcome: 'arrived' }),
      onError: (error) => resolve(triedOf(error)),
    });
    sending.start();
  });
}

/** What an error says of the try: whether this file can't go, or only not now, or whether none goes now. */
export function triedOf(error: Error | DetailedError): Tried {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  const problem = problemIn(response?.getBody() ?? '');
  if (problem.code === 'damagedUpload') return { outcome: 'again' };
  const isFinal =
    [400, 403, 404, 413, 422].includes(status) || ['notPossibleNow', 'alreadyExists'].includes(problem.code);
  if (isFinal) return { outcome: 'refused', reason: problem.reason };
  // Without a network, signed out, or asked too often: nobody else fares better.
  const isForAll = [0, 401, 429].includes(status);
  return isForAll ? { outcome: 'later' } : { outcome: 'later', alone: true };
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
