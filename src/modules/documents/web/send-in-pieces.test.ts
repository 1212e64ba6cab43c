import { DetailedError } from 'tus-js-client';
import { expect, test } from 'vitest';
import { triedOf } from './send-in-pieces.ts';

/** An error as the library gives it; without a status nobody answered. */
function failed(status?: number, body = ''): DetailedError {
  const answer = {
    getStatus: () => status ?? 0,
    getHeader: () => undefined,
    getBody: () => body,
    getUnderlyingObject: () => undefined,
  };
  const error = new DetailedError('failed');
  error.originalResponse = status === undefined ? null : answer;
  return error;
}

test('where nobody answers, or nobody may send now, all wait', () => {
  for (const error of [new Error('nothing'), failed(), failed(401), failed(429)])
    expect(triedOf(error)).toEqual({ outcome: 'later' });
});

test('a file that the server stumbles over waits alone', () => {
  for (const status of [409, 423, 500, 502, 503])
    expect(triedOf(failed(status))).toEqual({ outcome: 'later', alone: true });
});

test('a file that may not be sent is refused in the words of the server, one that was damaged goes again', () => {
  const words = JSON.stringify({ code: 'forbidden', titleVi: 'Không được phép', title: 'Not allowed' });
  const reason = { vi: 'Không được phép', en: 'Not allowed' };
  expect(triedOf(failed(403, words))).toEqual({ outcome: 'refused', reason });
  expect(triedOf(failed(422, '{"code":"damagedUpload"}'))).toEqual({ outcome: 'again' });
  expect(triedOf(failed(413, 'no JSON')).outcome).toBe('refused');
});
