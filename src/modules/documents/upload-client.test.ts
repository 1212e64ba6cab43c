import type { AddressInfo } from 'node:net';
import { Upload } from 'tus-js-client';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/server/testing/app.ts';
import { areaIdOf, type SignedUp, signUp } from '../accounts/accounts.factory.ts';
import { saveActivity } from '../activities/activities.contract.ts';
import { patrol } from '../activities/activities.factory.ts';
import { readAttachment } from './attachment.contract.ts';
import { phonePicture, sha256 } from './attachments.factory.ts';

let app: TestApp;
let officer: SignedUp;
let origin: string;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  await app.server.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`;
});
afterAll(() => app.close());

test('the phone’s library and the server understand each other, also after a cut in the middle', async () => {
  const id = uuidv7();
  const record = uuidv7();
  const body = patrol(await areaIdOf(app, '07840'));
  const values = { ...body.values, photos: [id] };
  await app.call(saveActivity, { params: { id: record }, body: { ...body, values } }, officer.token);
  const content = await phonePicture('#446688');
  const begin = (uploadUrl: string | undefined, cutAfter = Number.POSITIVE_INFINITY): Promise<string> =>
    new Promise((resolve, reject) => {
      const upload = new Upload(content, {
        endpoint: `${origin}/api/v1/uploads`,
        uploadUrl: uploadUrl ?? null,
        chunkSize: 2048,
        retryDelays: null,
        storeFingerprintForResuming: false,
        headers: { authorization: `Bearer ${officer.token}` },
        metadata: { id, record, field: 'photos', sha256: sha256(content) },
        onChunkComplete: (_size, sent) => {
          if (sent < cutAfter) return;
          void upload.abort().then(() => resolve('cut'));
        },
        onSuccess: () => resolve('done'),
        onError: reject,
      });
      upload.start();
    });
  expect(await begin(undefined, 4096)).toBe('cut');
  const url = `${origin}/api/v1/uploads/${id}`;
  expect(await begin(url)).toBe('done');
  // Whoever has forgotten that it is done asks, and hears that it is; so does who begins again.
  expect(await begin(url)).toBe('done');
  const back = await app.call(readAttachment, { params: { id } }, officer.token);
  expect(back.raw.equals(content)).toBe(true);
});
